// SPDX-License-Identifier: Apache-2.0

import Compute
public import Learners

/// What an adversary believes of each person: one probability a class, by a learner that did not see them.
public struct AttributeGuesses: Equatable, Sendable {
  /// The number of classes.
  public let classCount: Int
  /// The probabilities, `[users][classes]`; each row sums to one.
  public let probabilities: [Float]

  /// Wraps probabilities, person after person.
  public init(classCount: Int, probabilities: [Float]) {
    precondition(classCount > 0 && probabilities.count.isMultiple(of: classCount), "whole rows")
    self.classCount = classCount
    self.probabilities = probabilities
  }

  /// The number of people.
  public var count: Int { probabilities.count / classCount }

  /// Returns the probabilities of one person, `[classes]`.
  public func row(_ place: Int) -> ArraySlice<Float> {
    probabilities[place * classCount..<(place + 1) * classCount]
  }

  /// The strength of scikit-learn's usual penalty: C in its documentation.
  private static let strength = 1.0
  /// Steps on rows of length 1, of which the penalty's curvature is about 1 / rows.
  private static let sparseSteps = 200

  /// Tells an attribute by a logistic regression on vectors.
  ///
  /// Vectors are standardized by the people learned from. The penalty is that of scikit-learn's
  /// `LogisticRegression(C=1)`, on the softmax for three classes and more.
  ///
  /// - Parameters:
  ///   - task: Who has which class.
  ///   - vectors: One row for each person of the task, in its order.
  ///   - jobs: The most folds under way at once; changes no result.
  /// - Returns: The beliefs.
  public static func linear(
    _ task: AttributeTask, vectors: DenseRows, jobs: Int = 1
  ) -> AttributeGuesses {
    precondition(vectors.count == task.users.count, "a vector for each person")
    return outOfFold(task, jobs) { training, held in
      let rows = vectors.standardized(by: training)
      let learned = DenseSoftmax(
        rows, labels: task.labels, labelCount: task.classes.count, training: training,
        penalty: penalty(task, training.count, strength))
      return held.map { learned.probabilities(of: $0, in: rows) }
    }
  }

  /// Tells an attribute by a logistic regression on sparse rows of length 1.
  ///
  /// - Parameters:
  ///   - task: Who has which class.
  ///   - rows: One row for each person of the task, in its order.
  ///   - strength: C; rows of length 1 need a weaker penalty than standardized vectors.
  ///   - jobs: The most folds under way at once; changes no result.
  /// - Returns: The beliefs.
  public static func linear(
    _ task: AttributeTask, rows: SparseRows, strength: Double, jobs: Int = 1
  ) -> AttributeGuesses {
    precondition(rows.count == task.users.count, "a row for each person")
    return outOfFold(task, jobs) { training, held in
      let learned = SoftmaxRegression(
        rows, labels: task.labels, labelCount: task.classes.count, training: training,
        penalty: penalty(task, training.count, strength), stepCount: sparseSteps)
      return held.map { learned.probabilities(of: $0, in: rows) }
    }
  }

  /// The penalty under which two weights a column do as scikit-learn's one does for two classes.
  private static func penalty(_ task: AttributeTask, _ count: Int, _ strength: Double) -> Double {
    (task.classes.count == 2 ? 2 : 1) / (strength * Double(count))
  }

  private static func outOfFold(
    _ task: AttributeTask, _ jobs: Int,
    _ learn: @Sendable (_ training: [Int], _ held: [Int]) -> [[Double]]
  ) -> AttributeGuesses {
    let (classCount, folds) = (task.classes.count, task.folds)
    let parts = parallelMap(count: AttributeTask.foldCount, jobs: jobs) { fold in
      let training = task.training(of: fold)
      let held = folds.indices.filter { folds[$0] == fold }
      return (held: held, rows: training.isEmpty || held.isEmpty ? [] : learn(training, held))
    }
    var all = [Float](repeating: 1 / Float(classCount), count: folds.count * classCount)
    for part in parts {
      for (place, row) in zip(part.held, part.rows) {
        for (label, probability) in row.enumerated() {
          all[place * classCount + label] = Float(probability)
        }
      }
    }
    return AttributeGuesses(classCount: classCount, probabilities: all)
  }
}
