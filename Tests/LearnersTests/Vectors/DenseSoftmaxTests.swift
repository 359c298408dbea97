// SPDX-License-Identifier: Apache-2.0

import Compute
import Learners
import TestSupport
import Testing

@Suite struct DenseSoftmaxTests {
  /// What `softmax.py` wrote.
  private struct Stored: Decodable {
    let rows: [[Double]]
    let labels: [Int]
    let penalty: Double
    let weights: [Double]
    let said: [Int]
  }

  /// The minimum is one, and SciPy finds it in another way.
  @Test func theWeightsAreThoseOfSciPy() throws {
    let stored: Stored = try Oracle.load("softmax")
    let rows = DenseRows(columnCount: stored.rows[0].count, values: stored.rows.flatMap(\.self))
    let model = DenseSoftmax(
      rows, labels: stored.labels, labelCount: 3, training: Array(stored.rows.indices),
      penalty: stored.penalty, tolerance: 1e-9)
    #expect(model.residual <= 1e-9)
    expectClose(model.weights, stored.weights, absolute: 1e-6)
    let said = stored.rows.indices.map { row in
      let told = model.probabilities(of: row, in: rows)
      return told.indices.reduce(0) { told[$1] > told[$0] ? $1 : $0 }
    }
    #expect(said == stored.said)
  }

  /// Sparse rows have the probabilities that the same rows have as dense ones.
  @Test func sparseRowsHaveTheSameProbabilities() throws {
    let stored: Stored = try Oracle.load("softmax")
    let dense = DenseRows(columnCount: stored.rows[0].count, values: stored.rows.flatMap(\.self))
    var sparse = SparseRows(columnCount: dense.columnCount)
    for row in stored.rows { sparse.append(row.enumerated().map { (column: $0, value: $1) }) }
    let all = Array(stored.rows.indices)
    let one = DenseSoftmax(
      dense, labels: stored.labels, labelCount: 3, training: all, penalty: 0.1, tolerance: 1e-10)
    let other = SoftmaxRegression(
      sparse, labels: stored.labels, labelCount: 3, training: all, penalty: 0.1, stepCount: 5_000)
    for row in all {
      let told = other.probabilities(of: row, in: sparse)
      expectClose(one.probabilities(of: row, in: dense), told, absolute: 1e-6)
      #expect(abs(told.reduce(0, +) - 1) < 1e-12)
    }
  }

  /// Badly scaled and correlated columns end at the minimum, too, and within few steps.
  @Test(arguments: 0..<10) func correlatedColumnsConverge(seed: UInt64) {
    var generator = SeededGenerator(seed: Seed(seed))
    var values: [Double] = []
    var labels: [Int] = []
    for row in 0..<200 {
      let common = generator.normal()
      for _ in 0..<20 { values.append(common + 0.1 * generator.normal()) }
      labels.append(common + generator.normal() > 0 ? 1 : row % 3 == 0 ? 2 : 0)
    }
    let rows = DenseRows(columnCount: 20, values: values).standardized(by: Array(0..<200))
    let model = DenseSoftmax(
      rows, labels: labels, labelCount: 3, training: Array(0..<200), penalty: 1.0 / 200)
    #expect(model.residual <= 1e-5)
  }

  /// With sides of one size, two labels under twice the penalty are one logistic regression.
  @Test func twoLabelsAreALogisticRegressionOfHalfThePenalty() {
    var generator = SeededGenerator(seed: Seed(3))
    let labels = (0..<80).map { $0 % 2 }
    let values = labels.flatMap { label in (0..<3).map { _ in generator.normal() + Double(label) } }
    let dense = DenseRows(columnCount: 3, values: values)
    var sparse = SparseRows(columnCount: 3)
    for row in 0..<80 { sparse.append((0..<3).map { (column: $0, value: values[3 * row + $0]) }) }
    let one = DenseSoftmax(
      dense, labels: labels, labelCount: 2, training: Array(0..<80), penalty: 0.1,
      tolerance: 1e-10)
    let other = LogisticRegression(
      sparse, labels: labels.map { $0 == 1 }, training: Array(0..<80), penalty: 0.05,
      stepCount: 20_000)
    let gaps = (0..<3).map { one.weights[2 * $0 + 1] - one.weights[2 * $0] }
    expectClose(gaps, other.weights, absolute: 1e-6)
  }

  /// Mean 0 and variance 1 by the rows learned from: (1, 3) become -1 and 1, 5 becomes 3.
  @Test func rowsAreStandardizedByTheTraining() {
    let rows = DenseRows(columnCount: 2, values: [1, 7, 3, 7, 5, 8])
    #expect(rows.standardized(by: [0, 1]).values == [-1, 0, 1, 0, 3, 0])
    #expect(rows.count == 3)
  }
}
