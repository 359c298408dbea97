// SPDX-License-Identifier: Apache-2.0

public import Compute

/// A division of examples into folds that keeps each group whole and the labels' shares alike.
///
/// Groups are drawn in a seeded order and dealt out in turn: first those of positives alone, then of
/// negatives alone, then mixed ones. Which group lies in which fold follows from the seed, the groups'
/// labels and their order of first appearance.
public struct Folds: Equatable, Sendable {
  /// The fold of each example, `[examples]`.
  public let assignments: [Int]
  /// The number of folds.
  public let count: Int

  /// Deals groups out.
  ///
  /// - Parameters:
  ///   - labels: Whether each example is a positive, `[examples]`.
  ///   - groups: The group of each example; those that share something to be learned by heart.
  ///   - count: The number of folds, at least 2.
  ///   - seed: The seed of the groups' order.
  /// - Throws: LRN002 for fewer than two folds, LRN001 where a fold would lack positives or negatives.
  public init(labels: [Bool], groups: [Int], count: Int, seed: Seed) throws(LearnersError) {
    precondition(labels.count == groups.count, "a group for each example")
    guard count >= 2 else {
      throw LearnersError(
        .invalidParameter, "\(count) folds leave nothing to learn from.",
        remedy: "Use two folds or more.")
    }
    let fold = Folds.deal(Folds.kinds(labels, groups), count, seed)
    assignments = groups.map { fold[$0] ?? 0 }
    self.count = count
    for part in 0..<count {
      for label in [true, false] {
        let isThere = assignments.indices.contains {
          assignments[$0] == part && labels[$0] == label
        }
        guard isThere else {
          throw LearnersError(
            .tooFewExamples, "Fold \(part + 1) of \(count) has texts of one side only.",
            remedy: "Give at least \(count) groups on each side, or use fewer folds.")
        }
      }
    }
  }

  /// Each group in order of first appearance, with whether it holds positives and negatives.
  private static func kinds(_ labels: [Bool], _ groups: [Int])
    -> [(group: Int, hasPositive: Bool, hasNegative: Bool)]
  {
    var places: [Int: Int] = [:]
    var kinds: [(group: Int, hasPositive: Bool, hasNegative: Bool)] = []
    for (label, group) in zip(labels, groups) {
      let place = places[group] ?? kinds.count
      if place == kinds.count {
        places[group] = place
        kinds.append((group, false, false))
      }
      if label { kinds[place].hasPositive = true } else { kinds[place].hasNegative = true }
    }
    return kinds
  }

  private static func deal(
    _ kinds: [(group: Int, hasPositive: Bool, hasNegative: Bool)], _ count: Int, _ seed: Seed
  ) -> [Int: Int] {
    var generator = SeededGenerator(seed: seed.derive("folds"))
    var shuffled = kinds
    generator.shuffle(&shuffled)
    let ordered =
      shuffled.filter { !$0.hasNegative } + shuffled.filter { !$0.hasPositive }
      + shuffled.filter { $0.hasPositive && $0.hasNegative }
    var fold: [Int: Int] = [:]
    for (turn, kind) in ordered.enumerated() { fold[kind.group] = turn % count }
    return fold
  }
}
