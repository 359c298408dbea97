// SPDX-License-Identifier: Apache-2.0

import Compute

/// A linear classifier of several labels with the softmax loss and a quadratic penalty.
///
/// Minimizes the mean of `-log softmax(B x_i + c)[y_i]` and `penalty / 2 |B|^2`, as `LogisticRegression`
/// does for two labels: by a fixed number of steps of accelerated gradient descent from zero, without a
/// draw or a stopping rule. The step is 1 / L with L half of the longest row's square, which bounds the
/// curvature of the loss (Böhning, "Multinomial logistic regression algorithm", 1992,
/// doi:10.1007/BF00048682).
public struct SoftmaxRegression: Sendable {
  /// The number of labels.
  public let labelCount: Int
  /// One weight for each column and label, `[columns + 1][labels]`; the last row is added always: c.
  public let weights: [Double]

  /// Learns from some rows of a table; O(steps * entries of those rows * labels).
  ///
  /// - Parameters:
  ///   - rows: The examples.
  ///   - labels: The label of each, `[rows]`, in `0..<labelCount`.
  ///   - labelCount: The number of labels.
  ///   - training: The rows to learn from, at least one.
  ///   - penalty: The weight of the quadratic term, above 0.
  ///   - stepCount: The number of steps.
  public init(
    _ rows: SparseRows, labels: [Int], labelCount: Int, training: [Int], penalty: Double,
    stepCount: Int
  ) {
    precondition(!training.isEmpty && penalty > 0, "examples and a penalty")
    self.labelCount = labelCount
    let longest = training.map { rows.squaredLength($0) }.max() ?? 0
    let curvature = (longest + 1) / 2 + penalty
    let ratio = (penalty / curvature).squareRoot()
    let momentum = (1 - ratio) / (1 + ratio)
    let share = 1 / Double(training.count)
    var current = [Double](repeating: 0, count: (rows.columnCount + 1) * labelCount)
    var ahead = current
    var slopes = [Double](repeating: 0, count: labelCount)
    for _ in 0..<stepCount {
      var gradient = ahead.map { penalty * $0 }
      for label in 0..<labelCount { gradient[rows.columnCount * labelCount + label] = 0 }
      for row in training {
        SoftmaxRegression.score(row, of: rows, ahead, into: &slopes)
        SoftmaxRegression.normalize(&slopes)
        slopes[labels[row]] -= 1
        for label in 0..<labelCount { slopes[label] *= share }
        rows.add(row, times: slopes, to: &gradient)
      }
      for place in current.indices {
        let last = current[place]
        current[place] = ahead[place] - gradient[place] / curvature
        ahead[place] = current[place] + momentum * (current[place] - last)
      }
    }
    weights = current
  }

  /// Returns the label of the largest score, the lowest of equal ones.
  public func label(of row: Int, in rows: SparseRows) -> Int {
    var scores = [Double](repeating: 0, count: labelCount)
    SoftmaxRegression.score(row, of: rows, weights, into: &scores)
    return scores.indices.reduce(0) { scores[$1] > scores[$0] ? $1 : $0 }
  }

  private static func score(
    _ row: Int, of rows: SparseRows, _ weights: [Double], into scores: inout [Double]
  ) {
    let last = rows.columnCount * scores.count
    for label in scores.indices { scores[label] = weights[last + label] }
    rows.addProducts(row, weights, to: &scores)
  }

  /// Turns scores into probabilities.
  private static func normalize(_ scores: inout [Double]) {
    let largest = scores.max() ?? 0
    var sum = 0.0
    for label in scores.indices {
      scores[label] = SpecialFunctions.exp(scores[label] - largest)
      sum += scores[label]
    }
    for label in scores.indices { scores[label] /= sum }
  }
}
