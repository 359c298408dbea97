// SPDX-License-Identifier: Apache-2.0

public import Compute
public import Recommenders

extension ErasureSpecification {
  /// Finds what is asked for in a data set.
  ///
  /// A share takes the training pairs, or the users or items with training pairs, whose keyed draws
  /// are lowest: `max(1, round(share * count))` of them. Draws are keyed by seed and identifier, so
  /// that leaving one person out changes at most who stands at the edge. Named users, items and
  /// interactions may stand in any part of the split.
  ///
  /// - Parameters:
  ///   - split: The data set.
  ///   - seed: The seed of the draws.
  ///   - showingValues: Whether messages may name identifiers.
  /// - Returns: The request, by position in the split's indexes.
  /// - Throws: AUD003 for a subject that the data set lacks, with its line in the file, AUD004 where nothing would be retained.
  public func resolve(
    in split: InteractionSplit, seed: Seed, showingValues: Bool = false
  ) throws(AuditError) -> ErasureRequest {
    var finder = SubjectFinder(split: split, showingValues: showingValues)
    var users: [Int32] = []
    var items: [Int32] = []
    var interactions: [Interaction] = []
    for (index, clause) in clauses.enumerated() {
      finder.origin = origins.isEmpty ? nil : origins[index]
      switch clause {
      case .user(let user): users.append(try finder.user(user))
      case .item(let item): items.append(try finder.item(item))
      case .interaction(let user, let item):
        interactions.append(try finder.interaction(user: user, item: item))
      case .share(.users, let share):
        users += drawn(share, of: finder.activeUsers, split.train.users, seed.derive("erase-users"))
      case .share(.items, let share):
        items += drawn(share, of: finder.activeItems, split.train.items, seed.derive("erase-items"))
      case .share(.interactions, let share):
        interactions += drawn(share, of: split.train, seed.derive("erase-interactions"))
      }
    }
    let request = ErasureRequest(users: users, items: items, interactions: interactions)
    guard !request.partition(split.train).retained.isEmpty else {
      throw AuditError(
        "AUD004", .badData, "The request erases every training interaction.",
        remedy: "Ask for less; a model cannot be made of nothing.")
    }
    return request
  }

  private func drawn(_ share: Double, of train: Interactions, _ seed: Seed) -> [Interaction] {
    let keys = PairKeys(train.users, train.items, seed: seed)
    return lowest(share, of: train.pairs) { keys.key(of: $0) }
  }

  private func drawn(_ share: Double, of positions: [Int32], _ index: IdentifierIndex, _ seed: Seed)
    -> [Int32]
  {
    lowest(share, of: positions) { seed.key(for: index.identifiers[Int($0)]) }
  }

  /// The share of elements with the lowest keys, at least one; ties by element.
  private func lowest<Element: Comparable>(
    _ share: Double, of elements: [Element], key: (Element) -> UInt64
  ) -> [Element] {
    let count = max(1, Int((share * Double(elements.count)).rounded()))
    return elements.map { (key($0), $0) }.sorted { $0 < $1 }.prefix(count).map(\.1)
  }
}

/// Looks up named subjects in a data set.
private struct SubjectFinder {
  let split: InteractionSplit
  let showingValues: Bool
  /// The file and line of the subject that is looked up.
  var origin: String?

  init(split: InteractionSplit, showingValues: Bool) {
    self.split = split
    self.showingValues = showingValues
  }

  /// The users with at least one training pair, ascending.
  var activeUsers: [Int32] {
    (0..<Int32(split.train.users.count)).filter { !split.train.items(of: Int($0)).isEmpty }
  }

  /// The items with at least one training pair, ascending.
  var activeItems: [Int32] {
    let counts = split.train.itemCounts
    return (0..<Int32(counts.count)).filter { counts[Int($0)] > 0 }
  }

  func user(_ identifier: String) throws(AuditError) -> Int32 {
    guard let position = split.train.users.position(of: identifier) else {
      throw missing("user", identifier)
    }
    return Int32(position)
  }

  func item(_ identifier: String) throws(AuditError) -> Int32 {
    guard let position = split.train.items.position(of: identifier) else {
      throw missing("item", identifier)
    }
    return Int32(position)
  }

  func interaction(user: String, item: String) throws(AuditError) -> Interaction {
    let pair = Interaction(user: try self.user(user), item: try self.item(item))
    let parts = [split.train, split.validation, split.test]
    guard parts.contains(where: { $0.contains(user: Int(pair.user), item: pair.item) }) else {
      throw missing("interaction", "\(user), \(item)")
    }
    return pair
  }

  private func missing(_ noun: String, _ identifier: String) -> AuditError {
    let subject = showingValues ? "The \(noun) '\(identifier)'" : "A named \(noun)"
    let place = origin.map { " (\($0))" } ?? ""
    return AuditError(
      "AUD003", .missing, "\(subject)\(place) does not occur in the data.",
      remedy: showingValues
        ? "Check the spelling; identifiers are text, and leading zeros count."
        : "Check the spelling, or pass --show-values to see which one.")
  }
}
