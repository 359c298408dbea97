// SPDX-License-Identifier: Apache-2.0

import Compute
import Learners
import TestSupport
import Testing

@Suite struct SetNetworkTests {
  static let shape = SetNetwork.Shape(columns: 5, inner: 4, outer: 3, labels: 3)

  static let rows: SparseRows = {
    var rows = SparseRows(columnCount: 5)
    rows.append([(column: 0, value: 0.6), (column: 3, value: 0.8)])
    rows.append([(column: 1, value: 1)])
    rows.append([])
    rows.append([(column: 2, value: -0.5), (column: 4, value: 0.7)])
    return rows
  }()

  /// Central differences at parameters drawn away from the gates' kinks.
  @Test(arguments: [[0, 1, 3], [2], []])
  func gradientsAreThoseOfDifferences(set: [Int]) {
    var network = SetNetwork(Self.shape, seed: Seed(11))
    var generator = SeededGenerator(seed: Seed(12))
    network.parameters = network.parameters.map { $0 + 0.3 * generator.normal() }
    var gradient = [Double](repeating: 0, count: network.parameters.count)
    network.addGradient(set, 1, Self.rows, share: 1, to: &gradient)
    #expect(gradient.contains { $0 != 0 })
    for place in gradient.indices {
      var losses: [Double] = []
      for step in [1e-5, -1e-5] {
        var moved = network
        moved.parameters[place] += step
        losses.append(moved.loss(set, 1, Self.rows))
      }
      expectClose(gradient[place], (losses[0] - losses[1]) / 2e-5, absolute: 1e-8)
    }
  }

  @Test func theOrderOfASetPlaysNoPart() {
    let network = SetNetwork(Self.shape, seed: Seed(1))
    let said = network.probabilities([0, 1, 2, 3], of: Self.rows)
    for order in [[3, 2, 1, 0], [1, 3, 0, 2], [2, 0, 3, 1]] {
      expectClose(network.probabilities(order, of: Self.rows), said, absolute: 1e-14)
    }
    expectClose(said.reduce(0, +), 1, absolute: 1e-14)
  }

  /// Sets with a row of column 0 are of one label, those without of the other.
  @Test func aRowAmongOthersIsFound() throws {
    let sets = (0..<40).map { $0 % 2 == 0 ? [1, 0, 3] : [3, 1, 2] }
    let labels = (0..<40).map { $0 % 2 }
    let models = try (0..<2).map { _ in
      try SetClassifier(sets, labels: labels, labelCount: 2, rows: Self.rows, seed: Seed(5))
    }
    #expect(models[0].network.parameters == models[1].network.parameters)
    #expect((1...40).contains(models[0].epochCount))
    #expect(models[0].network.probabilities([0, 3, 1], of: Self.rows)[0] > 0.9)
    #expect(models[0].network.probabilities([2, 1, 3], of: Self.rows)[1] > 0.9)
  }
}
