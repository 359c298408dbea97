// SPDX-License-Identifier: Apache-2.0

import Compute

/// A linear classifier with the logistic loss and a quadratic penalty.
///
/// Minimizes `sum w_i log(1 + exp(-y_i f(x_i))) + penalty / 2 |b|^2`, `f(x) = b x + c`, where each side's
/// weights sum to one half, so that c does not follow the sides' sizes. By a fixed number of steps of
/// accelerated gradient descent from zero: no draw, no stopping rule. Nesterov, "A Method of Solving a
/// Convex Programming Problem with Convergence Rate O(1/k^2)", 1983; step 1 / L with L a quarter of the
/// longest row's square, and a momentum for the penalty's curvature.
public struct LogisticRegression: Sendable {
  /// One weight for each column: b.
  public let weights: [Double]
  /// What is added for every example: c.
  public let intercept: Double

  /// Learns from some rows of a table.
  ///
  /// - Parameters:
  ///   - rows: The examples.
  ///   - labels: Whether each is a positive, `[rows]`.
  ///   - training: The rows to learn from, with both labels among them.
  ///   - penalty: The weight of the quadratic term, above 0.
  ///   - stepCount: The number of steps.
  public init(
    _ rows: SparseRows, labels: [Bool], training: [Int], penalty: Double, stepCount: Int = 300
  ) {
    let positives = training.count { labels[$0] }
    precondition(0 < positives && positives < training.count, "both labels to learn from")
    precondition(penalty > 0, "a penalty makes the solution one")
    let shares = (0.5 / Double(training.count - positives), 0.5 / Double(positives))
    // The intercept counts as a column of ones.
    let longest = training.map { rows.squaredLength($0) }.max() ?? 0
    let curvature = (longest + 1) / 4 + penalty
    let ratio = (penalty / curvature).squareRoot()
    let momentum = (1 - ratio) / (1 + ratio)
    var current = [Double](repeating: 0, count: rows.columnCount + 1)
    var ahead = current
    for _ in 0..<stepCount {
      var gradient = ahead.map { penalty * $0 }
      gradient[rows.columnCount] = 0
      for row in training {
        let score = rows.product(row, ahead) + ahead[rows.columnCount]
        let share = labels[row] ? shares.1 : shares.0
        let slope = share * (SpecialFunctions.sigmoid(score) - (labels[row] ? 1 : 0))
        rows.add(row, times: slope, to: &gradient)
        gradient[rows.columnCount] += slope
      }
      let last = current
      for column in current.indices {
        current[column] = ahead[column] - gradient[column] / curvature
        ahead[column] = current[column] + momentum * (current[column] - last[column])
      }
    }
    intercept = current.removeLast()
    weights = current
  }

  /// Returns the log-odds of a row; above 0 it is taken for a positive.
  public func score(_ row: Int, of rows: SparseRows) -> Double {
    rows.product(row, weights) + intercept
  }
}
