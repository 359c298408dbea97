// SPDX-License-Identifier: Apache-2.0

public import Compute

/// A division of examples of several classes into folds with alike shares of each class.
///
/// Within each class examples are ordered by a draw keyed by their identifiers and dealt out in turn, one
/// class going on where the last ended, so that folds differ by one example at most and leaving one out
/// changes no other's draw.
public struct ClassFolds: Equatable, Sendable {
  /// The fold of each example, `[examples]`; nil for those without a class.
  public let assignments: [Int?]
  /// The number of folds.
  public let count: Int

  /// Deals examples out.
  ///
  /// - Parameters:
  ///   - classes: The class of each example; nil for one that belongs to none.
  ///   - identifiers: The identifiers, `[examples]`, all different.
  ///   - count: The number of folds, at least 2.
  ///   - seed: The seed of the draws.
  public init(classes: [Int?], identifiers: [String], count: Int, seed: Seed) {
    precondition(classes.count == identifiers.count && count > 1, "identifiers and folds")
    var order: [(label: Int, key: UInt64, place: Int)] = []
    for (place, label) in classes.enumerated() {
      guard let label else { continue }
      order.append((label, seed.derive(identifiers[place]).value, place))
    }
    order.sort { $0 < $1 }
    var assignments = [Int?](repeating: nil, count: classes.count)
    for (turn, entry) in order.enumerated() { assignments[entry.place] = turn % count }
    self.assignments = assignments
    self.count = count
  }

  /// The examples of other folds, from which is learned.
  public func training(without fold: Int) -> [Int] {
    assignments.indices.filter { assignments[$0] != nil && assignments[$0] != fold }
  }

  /// The examples of a fold.
  public func members(of fold: Int) -> [Int] {
    assignments.indices.filter { assignments[$0] == fold }
  }
}
