// SPDX-License-Identifier: Apache-2.0

public import Compute
public import Learners

/// Labels of examples by their nearest neighbours; deterministic, and trained in no time.
public struct NearestNeighbourLearner: ExampleLearner {
  /// One label for each example.
  public let trialCounts: [Int]
  private let neighbours: NearestNeighbours
  private let labels: [Int]

  /// Orders the examples by distance.
  ///
  /// - Parameters:
  ///   - rows: The examples' features.
  ///   - labels: The label of each, `[examples]`.
  ///   - neighbourCount: How many neighbours vote, at least 1.
  ///   - jobs: The number of threads; changes nothing but the time.
  public init(_ rows: SparseRows, labels: [Int], neighbourCount: Int = 1, jobs: Int = 1) {
    precondition(rows.count == labels.count, "a label for each example")
    neighbours = NearestNeighbours(rows, neighbourCount: neighbourCount, jobs: jobs)
    self.labels = labels
    trialCounts = labels.map { _ in 1 }
  }

  /// Returns 1 for each example whose label the neighbours give, else 0.
  public func rightCounts(
    learningFrom examples: [Int], seed: Seed
  ) throws(AttacksError) -> [Int] {
    var isLearned = [Bool](repeating: false, count: labels.count)
    for example in examples { isLearned[example] = true }
    return labels.indices.map { row in
      neighbours.label(of: row, learningFrom: isLearned, labels: labels) == labels[row] ? 1 : 0
    }
  }
}

/// Labels of examples by a linear classifier; deterministic, and trained in milliseconds.
public struct LinearLearner: ExampleLearner {
  /// One label for each example.
  public let trialCounts: [Int]
  private let rows: SparseRows
  private let labels: [Int]
  private let labelCount: Int
  private let penalty: Double
  private let stepCount: Int

  /// Takes examples.
  ///
  /// - Parameters:
  ///   - rows: The examples' features.
  ///   - labels: The label of each, `[examples]`, at least 0.
  ///   - penalty: The weight of the quadratic term, above 0; the smaller, the more is memorized.
  ///   - stepCount: The number of steps.
  public init(
    _ rows: SparseRows, labels: [Int], penalty: Double = 1e-4, stepCount: Int = 100
  ) {
    precondition(rows.count == labels.count, "a label for each example")
    self.rows = rows
    self.labels = labels
    labelCount = (labels.max() ?? 0) + 1
    self.penalty = penalty
    self.stepCount = stepCount
    trialCounts = labels.map { _ in 1 }
  }

  /// Returns 1 for each example whose label the classifier gives, else 0.
  public func rightCounts(
    learningFrom examples: [Int], seed: Seed
  ) throws(AttacksError) -> [Int] {
    let model = SoftmaxRegression(
      rows, labels: labels, labelCount: labelCount, training: examples, penalty: penalty,
      stepCount: stepCount)
    return labels.indices.map { model.label(of: $0, in: rows) == labels[$0] ? 1 : 0 }
  }
}
