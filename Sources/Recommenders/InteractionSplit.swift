// SPDX-License-Identifier: Apache-2.0

public import Compute

/// A seeded split of each user's pairs into training, validation and test sets.
///
/// Each pair is assigned by a draw keyed by seed, user and item alone: a user's pairs fall 80/10/10
/// in expectation, and deleting one pair moves no other. That is what lets a model retrained on a
/// file without the erased rows be compared bit for bit, and held-out pairs stay held out.
public struct InteractionSplit: Equatable, Sendable {
  /// What models learn from.
  public let train: Interactions
  /// What early stopping and unlearning's stop rules look at.
  public let validation: Interactions
  /// What reports are computed from.
  public let test: Interactions

  /// Splits the pairs.
  ///
  /// - Parameters:
  ///   - interactions: All pairs.
  ///   - seed: The seed of the keyed draws.
  ///   - validationShare: The expected share of validation pairs, in 0...1.
  ///   - testShare: The expected share of test pairs, in 0...1.
  public init(
    _ interactions: Interactions, seed: Seed, validationShare: Double = 0.1,
    testShare: Double = 0.1
  ) {
    let keys = PairKeys(interactions.users, interactions.items, seed: seed.derive("split"))
    var parts: [[Interaction]] = [[], [], []]
    for pair in interactions.pairs {
      let draw = Double(keys.key(of: pair) >> 11) * 0x1p-53
      let part = draw < testShare ? 2 : draw < testShare + validationShare ? 1 : 0
      parts[part].append(pair)
    }
    let sets = parts.map {
      Interactions(users: interactions.users, items: interactions.items, pairs: $0)
    }
    self.init(train: sets[0], validation: sets[1], test: sets[2])
  }

  /// Wraps sets that were split elsewhere; all three share their indexes.
  public init(train: Interactions, validation: Interactions, test: Interactions) {
    precondition(train.users == validation.users && train.users == test.users, "one user index")
    precondition(train.items == validation.items && train.items == test.items, "one item index")
    self.train = train
    self.validation = validation
    self.test = test
  }

  /// Returns the split without the pairs for which the condition holds, over the same indexes.
  public func removing(_ isErased: (Interaction) -> Bool) -> InteractionSplit {
    InteractionSplit(
      train: train.filter { !isErased($0) }, validation: validation.filter { !isErased($0) },
      test: test.filter { !isErased($0) })
  }

  /// Returns the split over the users and items that still occur in any of its parts.
  public func compacted() -> InteractionSplit {
    let all = train.pairs + validation.pairs + test.pairs
    let users = IdentifierIndex(all.lazy.map { train.users.identifiers[Int($0.user)] })
    let items = IdentifierIndex(all.lazy.map { train.items.identifiers[Int($0.item)] })
    let userPositions = train.users.positions(in: users)
    let itemPositions = train.items.positions(in: items)
    func moved(_ part: Interactions) -> Interactions {
      Interactions(
        users: users, items: items,
        pairs: part.pairs.map {
          Interaction(user: userPositions[Int($0.user)], item: itemPositions[Int($0.item)])
        })
    }
    return InteractionSplit(train: moved(train), validation: moved(validation), test: moved(test))
  }
}
