// SPDX-License-Identifier: Apache-2.0

import Compute
import TestSupport
import Testing

@testable import Learners

struct SetPoolingTests {
  private func rows(_ count: Int, seed: UInt64) -> SparseRows {
    var generator = SeededGenerator(seed: Seed(seed), stream: 0)
    var rows = SparseRows(columnCount: 5)
    for _ in 0..<count {
      rows.append((0..<5).filter { _ in generator.index(below: 2) == 0 }.map { ($0, generator.normal()) })
    }
    return rows
  }

  @Test(arguments: 0..<5 as Range<UInt64>) func gradientsMatchDifferences(_ seed: UInt64) {
    let rows = rows(9, seed: seed)
    let sets = [0..<3, 3..<4, 4..<9, 9..<9]
    let labels = [0, 2, 1, 1]
    let shape = SetShape(columnCount: 5, width: 4, labelCount: 3)
    // Biases apart from 0, where an element without an entry would stand at the bend.
    let parameters = shape.first(Seed(seed)).map { $0 == 0 ? 0.05 : $0 }
    let gradient = shape.gradient(parameters, rows, sets, labels: labels)
    for place in parameters.indices {
      var (up, down) = (parameters, parameters)
      up[place] += 1e-5
      down[place] -= 1e-5
      let difference =
        (shape.loss(up, rows, sets, labels: labels) - shape.loss(down, rows, sets, labels: labels))
        / 2e-5
      // A unit that changes sides within the step is off by a part of its slope.
      expectClose(gradient[place], difference, absolute: 1e-6)
    }
  }

  @Test func theOrderOfElementsSaysNothing() {
    var one = SparseRows(columnCount: 3)
    var other = SparseRows(columnCount: 3)
    let elements: [[(column: Int, value: Double)]] = [[(0, 1)], [(1, 2), (2, -1)], [(2, 3)]]
    for element in elements { one.append(element) }
    for element in elements.reversed() { other.append(element) }
    let model = SetPooling(
      one, sets: [0..<2, 2..<3], labels: [0, 1], labelCount: 2, training: [0, 1], seed: Seed(1))
    expectClose(
      model.probabilities(of: 0..<3, in: one), model.probabilities(of: 0..<3, in: other),
      absolute: 1e-12)
  }

  @Test func aWordThatOneClassUsesIsLearned() {
    var rows = SparseRows(columnCount: 4)
    var (sets, labels): ([Range<Int>], [Int]) = ([], [])
    for set in 0..<40 {
      let start = rows.count
      for element in 0..<5 {
        // One element of five tells; the others are the same for all.
        rows.append(element == set % 5 ? [(set % 2, 1)] : [(2, 0.7), (3, 0.7)])
      }
      sets.append(start..<rows.count)
      labels.append(set % 2)
    }
    let training = Array(0..<30)
    let model = SetPooling(
      rows, sets: sets, labels: training.map { labels[$0] }, labelCount: 2, training: training,
      seed: Seed(4))
    for set in 30..<40 {
      #expect(model.probabilities(of: sets[set], in: rows)[labels[set]] > 0.8)
    }
  }
}
