// SPDX-License-Identifier: Apache-2.0

import Compute
import Learners
import TestSupport
import Testing

@Suite struct LogisticRegressionTests {
  /// At the minimum the loss's slope in every weight is minus the penalty's, and 0 in the intercept.
  @Test func theSlopeVanishesAtTheSolution() {
    var generator = SeededGenerator(seed: Seed(3))
    let table = (0..<40).map { _ in (0..<3).map { _ in generator.normal() } }
    let labels = table.map { $0[0] - 0.5 * $0[1] + generator.normal() > 0.4 }
    var rows = SparseRows(columnCount: 3)
    for row in table { rows.append(row.enumerated().map { (column: $0, value: $1) }) }
    let penalty = 0.05
    let fitted = LogisticRegression(
      rows, labels: labels, training: Array(0..<40), penalty: penalty, stepCount: 2_000)
    let shares = (Double(labels.count { !$0 }), Double(labels.count { $0 }))
    var slopes = fitted.weights.map { penalty * $0 } + [0]
    for (row, values) in table.enumerated() {
      let weight = 0.5 / (labels[row] ? shares.1 : shares.0)
      let gap = SpecialFunctions.sigmoid(fitted.score(row, of: rows)) - (labels[row] ? 1 : 0)
      for column in 0..<3 { slopes[column] += weight * gap * values[column] }
      slopes[3] += weight * gap
    }
    expectClose(slopes, [0, 0, 0, 0], absolute: 1e-9)
  }

  /// With one positive at 1 and negatives at -1, whatever their number, the intercept is 0.
  @Test func theSidesSizesDoNotMoveTheIntercept() {
    var rows = SparseRows(columnCount: 1)
    for value in [1.0, -1, -1, -1] { rows.append([(column: 0, value: value)]) }
    let fitted = LogisticRegression(
      rows, labels: [true, false, false, false], training: [0, 1, 2, 3], penalty: 0.1)
    #expect(isClose(fitted.intercept, 0, absolute: 1e-12))
    #expect(fitted.weights[0] > 0)
    // w solves 0.1 w = sigmoid(-w).
    let slope = 0.1 * fitted.weights[0] - SpecialFunctions.sigmoid(-fitted.weights[0])
    #expect(isClose(slope, 0, absolute: 1e-9))
  }
}
