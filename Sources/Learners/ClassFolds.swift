// SPDX-License-Identifier: Apache-2.0

public import Compute

/// A division of examples into folds that keeps the shares of several classes alike.
///
/// Each class is shuffled by a stream of its own and dealt out in turn, the next class going on where
/// the last one ended, so that folds differ by one example at most, over all and within each class. A
/// class of fewer examples than folds is missing from some folds, which is no error.
public struct ClassFolds: Equatable, Sendable {
  /// The fold of each example, `[examples]`.
  public let assignments: [Int]
  /// The number of folds.
  public let count: Int

  /// Deals examples out.
  ///
  /// - Parameters:
  ///   - classes: The class of each example, `[examples]`, none below 0.
  ///   - count: The number of folds, from 2 to the number of examples.
  ///   - seed: The seed of the order.
  /// - Throws: LRN002 for fewer than two folds, LRN001 for fewer examples than folds.
  public init(classes: [Int], count: Int, seed: Seed) throws(LearnersError) {
    guard count >= 2 else {
      throw LearnersError(
        .invalidParameter, "\(count) folds leave nothing to learn from.",
        remedy: "Use two folds or more.")
    }
    guard classes.count >= count else {
      throw LearnersError(
        .tooFewExamples, "\(classes.count) examples cannot fill \(count) folds.",
        remedy: "Give more examples, or use fewer folds.")
    }
    var assignments = [Int](repeating: 0, count: classes.count)
    var turn = 0
    for label in Set(classes).sorted() {
      var members = classes.indices.filter { classes[$0] == label }
      var generator = SeededGenerator(seed: seed.derive("class-folds", label))
      generator.shuffle(&members)
      for member in members {
        assignments[member] = turn % count
        turn += 1
      }
    }
    self.assignments = assignments
    self.count = count
  }

  /// The examples outside a fold, in order.
  public func training(without fold: Int) -> [Int] {
    assignments.indices.filter { assignments[$0] != fold }
  }

  /// The examples of a fold, in order.
  public func members(of fold: Int) -> [Int] {
    assignments.indices.filter { assignments[$0] == fold }
  }
}
