// SPDX-License-Identifier: Apache-2.0

import Compute
import TestSupport
import Testing

@testable import Learners

struct KernelSoftmaxTests {
  /// Rows of a few drawn entries, with labels that the first column leans to.
  private func example(_ seed: UInt64, rows count: Int = 40, labels: Int = 3)
    -> (rows: SparseRows, labels: [Int])
  {
    var generator = SeededGenerator(seed: Seed(seed), stream: 0)
    var rows = SparseRows(columnCount: 12)
    var found: [Int] = []
    for _ in 0..<count {
      let label = generator.index(below: labels)
      found.append(label)
      rows.append(
        (0..<12).filter { _ in generator.index(below: 2) == 0 }.map {
          ($0, generator.normal() + ($0 == label ? 1.5 : 0))
        })
    }
    return (rows, found)
  }

  @Test(arguments: 0..<5 as Range<UInt64>) func itFindsTheMinimumOfTheOtherLearner(
    _ seed: UInt64
  ) {
    let (rows, labels) = example(seed)
    let training = Array(0..<30)
    let products = ProductTable(rows, with: rows)
    let kernel = KernelSoftmax(
      products, labels: training.map { labels[$0] }, labelCount: 3, training: training,
      penalty: 0.05, tolerance: 1e-8)
    let plain = SoftmaxRegression(
      rows, labels: labels, labelCount: 3, training: training, penalty: 0.05, stepCount: 20_000)
    for row in 30..<40 {
      var scores = (0..<3).map { plain.weights[12 * 3 + $0] }
      rows.addProducts(row, plain.weights, to: &scores)
      KernelProblem.normalize(&scores, at: 0, 3)
      expectClose(kernel.probabilities(of: row, in: products), scores, absolute: 1e-6)
    }
    #expect(kernel.residual <= 1e-8)
  }

  @Test func theGradientIsThatOfTheLoss() {
    // At the minimum no small change of a label's share lowers the loss: shares sum as labels do.
    let (rows, labels) = example(9)
    let training = Array(0..<40)
    let products = ProductTable(rows, with: rows)
    let model = KernelSoftmax(
      products, labels: labels, labelCount: 3, training: training, penalty: 0.01, tolerance: 1e-10)
    // The intercept's gradient is 0: mean probabilities are the labels' shares.
    for label in 0..<3 {
      let mean = training.reduce(0.0) {
        $0 + model.probabilities(of: $1, in: products)[label] / 40
      }
      expectClose(mean, Double(labels.count { $0 == label }) / 40, absolute: 1e-8)
    }
  }

  @Test func productsAreThoseOfRows() {
    var rows = SparseRows(columnCount: 3)
    rows.append([(0, 1), (2, 2)])
    rows.append([(1, 3)])
    rows.append([])
    // (1, 0, 2), (0, 3, 0) and 0: 1 + 4 = 5, 9 and nothing else.
    #expect(ProductTable(rows, with: rows).values == [5, 0, 0, 0, 9, 0, 0, 0, 0])
  }

  @Test func oneLabelIsSure() {
    let (rows, _) = example(3)
    let products = ProductTable(rows, with: rows)
    let model = KernelSoftmax(
      products, labels: [0, 0], labelCount: 1, training: [0, 1], penalty: 1)
    #expect(model.probabilities(of: 5, in: products) == [1])
  }
}
