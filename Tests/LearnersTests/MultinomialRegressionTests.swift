// SPDX-License-Identifier: Apache-2.0

import Learners
import TestSupport
import Testing

@Suite struct MultinomialRegressionTests {
  /// What `multinomial.py` wrote.
  private struct Stored: Decodable {
    let rows: [[Double]]
    let labels: [Int]
    let labelCount: Int
    let penalty: Double
    let training: Int
    let probabilities: [[Double]]
    let weights: [Double]
  }

  private static func table(_ rows: [[Double]]) -> SparseRows {
    var table = SparseRows(columnCount: rows[0].count)
    for row in rows {
      table.append(row.indices.filter { row[$0] != 0 }.map { (column: $0, value: row[$0]) })
    }
    return table
  }

  /// The same minimum with fewer rows than columns, two equal rows and an empty one.
  @Test func weightsAndProbabilitiesAreThoseOfScikitLearn() throws {
    let cases: [Stored] = try Oracle.load("multinomial")
    #expect(cases.count == 3)
    for stored in cases {
      let rows = Self.table(stored.rows)
      let products = ProductMatrix(rows)
      let training = Array(0..<stored.training)
      let model = MultinomialRegression(
        products, training: training, labels: training.map { stored.labels[$0] },
        labelCount: stored.labelCount, penalty: stored.penalty, tolerance: 1e-9)
      let weights = model.weights(rows, training: training)
      expectClose(weights, stored.weights, absolute: 1e-4)
      for row in stored.rows.indices {
        let primal = model.probabilities(of: row, in: rows, weights: weights)
        let dual = model.probabilities(training.map { products[row, $0] })
        expectClose(primal, stored.probabilities[row], absolute: 1e-5)
        expectClose(dual, primal, absolute: 1e-9)
      }
    }
  }

  @Test func productsAreThoseOfRows() {
    let rows: [[Double]] = [[1, 0, 2, 0], [0, 3, 1, 0], [0, 0, 0, 0], [2, 0, 0, 5]]
    let products = ProductMatrix(Self.table(rows))
    for left in 0..<4 {
      for right in 0..<4 {
        let product = zip(rows[left], rows[right]).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(products[left, right] == product)
      }
    }
  }

  /// A label without an example has no chance, and a single one is certain.
  @Test func onlyLearnedLabelsAreSaid() {
    let rows = Self.table([[1, 0], [0, 1], [1, 1]])
    let products = ProductMatrix(rows)
    let two = MultinomialRegression(
      products, training: [0, 1], labels: [3, 1], labelCount: 4, penalty: 1)
    let said = two.probabilities([1, 1])
    #expect(said[0] == 0 && said[2] == 0)
    expectClose([said[1], said[3]], [0.5, 0.5], absolute: 1e-6)
    let one = MultinomialRegression(
      products, training: [2], labels: [0], labelCount: 1, penalty: 1)
    #expect(one.probabilities([0.3]) == [1])
  }
}
