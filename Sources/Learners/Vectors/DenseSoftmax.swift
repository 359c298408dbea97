// SPDX-License-Identifier: Apache-2.0

import Compute

/// A linear classifier of vectors with the softmax loss and a quadratic penalty, learned to convergence.
///
/// Minimizes the mean of `-log softmax(B x_i + c)[y_i]` and `penalty / 2 |B|^2`, as `SoftmaxRegression`
/// does for sparse rows. Vectors of a model are correlated, so that a fixed number of steps may end far
/// from the minimum: steps are accelerated, their length follows the largest eigenvalue of the rows'
/// second moments, momentum is dropped wherever it points uphill (O'Donoghue and Candès, "Adaptive
/// Restart for Accelerated Gradient Schemes", 2015, doi:10.1007/s10208-013-9150-3), and they end once no
/// part of the gradient exceeds the tolerance. No draw; the same rows give the same weights.
///
/// With `penalty = 1 / (C n)`, n the number of training rows, it is scikit-learn's
/// `LogisticRegression(C=C)` for three labels and more. For two it is that of half the penalty, because
/// here each label has weights of its own.
public struct DenseSoftmax: Sendable {
  /// The number of labels.
  public let labelCount: Int
  /// One weight for each column and label, `[columns + 1][labels]`; the last row is added always: c.
  public let weights: [Double]
  /// The largest part of the gradient where learning ended.
  public let residual: Double

  /// Learns from some rows; O(steps * training rows * columns * labels).
  ///
  /// - Parameters:
  ///   - rows: The examples.
  ///   - labels: The label of each, `[rows]`, in `0..<labelCount`.
  ///   - labelCount: The number of labels.
  ///   - training: The rows to learn from, at least one.
  ///   - penalty: The weight of the quadratic term, above 0.
  ///   - stepLimit: The most steps.
  ///   - tolerance: The largest part of the gradient that ends the steps.
  public init(
    _ rows: DenseRows, labels: [Int], labelCount: Int, training: [Int], penalty: Double,
    stepLimit: Int = 2_000, tolerance: Double = 1e-5
  ) {
    precondition(!training.isEmpty && penalty > 0, "examples and a penalty")
    self.labelCount = labelCount
    let step = 1 / (rows.curvatureBound(of: training) / 2 + penalty)
    var current = [Double](repeating: 0, count: (rows.columnCount + 1) * labelCount)
    var (ahead, age, residual) = (current, 1.0, Double.infinity)
    for _ in 0..<stepLimit {
      let gradient = DenseSoftmax.gradient(at: ahead, rows, labels, labelCount, training, penalty)
      residual = gradient.reduce(0) { max($0, abs($1)) }
      if residual <= tolerance {
        current = ahead
        break
      }
      let last = current
      var uphill = 0.0
      for place in current.indices {
        current[place] = ahead[place] - step * gradient[place]
        uphill += gradient[place] * (current[place] - last[place])
      }
      let next = uphill > 0 ? 1 : (1 + (1 + 4 * age * age).squareRoot()) / 2
      let momentum = uphill > 0 ? 0 : (age - 1) / next
      for place in current.indices {
        ahead[place] = current[place] + momentum * (current[place] - last[place])
      }
      age = next
    }
    weights = current
    self.residual = residual
  }

  /// Returns the probability of each label for a row, `[labels]`.
  public func probabilities(of row: Int, in rows: DenseRows) -> [Double] {
    var scores = [Double](repeating: 0, count: labelCount)
    DenseSoftmax.probabilities(of: row, rows, weights, into: &scores)
    return scores
  }

  private static func gradient(
    at weights: [Double], _ rows: DenseRows, _ labels: [Int], _ labelCount: Int,
    _ training: [Int], _ penalty: Double
  ) -> [Double] {
    let columns = rows.columnCount
    var gradient = weights.map { penalty * $0 }
    for label in 0..<labelCount { gradient[columns * labelCount + label] = 0 }
    let share = 1 / Double(training.count)
    var slopes = [Double](repeating: 0, count: labelCount)
    for row in training {
      probabilities(of: row, rows, weights, into: &slopes)
      slopes[labels[row]] -= 1
      for label in 0..<labelCount { slopes[label] *= share }
      for column in 0..<columns {
        let value = rows.values[row * columns + column]
        let first = column * labelCount
        for label in 0..<labelCount { gradient[first + label] += value * slopes[label] }
      }
      for label in 0..<labelCount { gradient[columns * labelCount + label] += slopes[label] }
    }
    return gradient
  }

  private static func probabilities(
    of row: Int, _ rows: DenseRows, _ weights: [Double], into scores: inout [Double]
  ) {
    let (columns, labelCount) = (rows.columnCount, scores.count)
    for label in 0..<labelCount { scores[label] = weights[columns * labelCount + label] }
    for column in 0..<columns {
      let value = rows.values[row * columns + column]
      let first = column * labelCount
      for label in 0..<labelCount { scores[label] += value * weights[first + label] }
    }
    softmax(&scores)
  }

  /// Turns scores into probabilities.
  static func softmax(_ scores: inout [Double]) {
    let largest = scores.max() ?? 0
    var sum = 0.0
    for label in scores.indices {
      scores[label] = SpecialFunctions.exp(scores[label] - largest)
      sum += scores[label]
    }
    for label in scores.indices { scores[label] /= sum }
  }
}
