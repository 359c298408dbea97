// SPDX-License-Identifier: Apache-2.0

import Learners
import TestSupport
import Testing

@Suite struct SoftmaxRegressionTests {
  /// What `softmax.py` wrote.
  private struct Stored: Decodable {
    let rows: [[Double]]
    let labels: [Int]
    let penalty: Double
    let weights: [Double]
    let said: [Int]
  }

  private static func table(_ rows: [[Double]]) -> SparseRows {
    var table = SparseRows(columnCount: rows[0].count)
    for row in rows {
      table.append(row.indices.filter { row[$0] != 0 }.map { (column: $0, value: row[$0]) })
    }
    return table
  }

  /// The minimum is one; SciPy stops at gradients of 1e-10, ten thousand steps here at less.
  @Test func theWeightsAreThoseOfSciPy() throws {
    let stored: Stored = try Oracle.load("softmax")
    let rows = Self.table(stored.rows)
    let model = SoftmaxRegression(
      rows, labels: stored.labels, labelCount: 3, training: Array(stored.rows.indices),
      penalty: stored.penalty, stepCount: 10_000)
    expectClose(model.weights, stored.weights, absolute: 1e-6)
    #expect(stored.rows.indices.map { model.label(of: $0, in: rows) } == stored.said)
  }

  /// Rows that are not learned from change nothing.
  @Test func onlyTheTrainingIsLearnedFrom() throws {
    let stored: Stored = try Oracle.load("softmax")
    var others = stored.rows
    others[0] = others[0].map { $0 + 5 }
    let training = Array(1..<stored.rows.count)
    let models = [stored.rows, others].map { rows in
      SoftmaxRegression(
        Self.table(rows), labels: stored.labels, labelCount: 3, training: training, penalty: 0.1,
        stepCount: 50)
    }
    #expect(models[0].weights == models[1].weights)
  }

  /// With one label there is nothing to choose.
  @Test func oneLabelIsAlwaysSaid() {
    let rows = Self.table([[1, 0], [0, 2]])
    let model = SoftmaxRegression(
      rows, labels: [0, 0], labelCount: 1, training: [0], penalty: 1, stepCount: 5)
    #expect(model.label(of: 1, in: rows) == 0)
  }
}
