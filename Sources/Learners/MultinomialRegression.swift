// SPDX-License-Identifier: Apache-2.0

import Compute

/// A linear classifier of several labels that is learned from the products of examples alone.
///
/// Minimizes `sum -log softmax(W x_i + c)[y_i] + penalty / 2 |W|^2`, as scikit-learn's
/// `LogisticRegression(C=1 / penalty)` does. W lies in the span of the examples, so that with fewer
/// examples than columns it is found in their number of dimensions: the product matrix is factored
/// into L L', and rows of L stand for the examples. At the minimum `W = X' (Y - P) / penalty`. Labels
/// that no example has get the probability 0.
public struct MultinomialRegression: Sendable {
  /// The number of labels.
  public let labelCount: Int
  /// The labels that were learned, in ascending order.
  public let learned: [Int]
  /// The weight of each example, `[training][learned]`: W is the sum of examples times these.
  public let coefficients: [Double]
  /// What is added always, `[learned]`: c.
  public let intercepts: [Double]
  /// The largest derivative at the end.
  public let slope: Double

  /// Learns from the products of some examples; O(training^3 + steps * training^2 * labels).
  ///
  /// - Parameters:
  ///   - products: The product of each pair of examples.
  ///   - training: The examples to learn from, at least one.
  ///   - labels: The label of each of `training`, in `0..<labelCount`.
  ///   - labelCount: The number of labels.
  ///   - penalty: The weight of the quadratic term, above 0.
  ///   - tolerance: The largest derivative at the end.
  public init(
    _ products: ProductMatrix, training: [Int], labels: [Int], labelCount: Int, penalty: Double,
    tolerance: Double = 1e-7
  ) {
    precondition(!training.isEmpty && training.count == labels.count, "a label for each example")
    precondition(penalty > 0, "a penalty makes the solution one")
    self.labelCount = labelCount
    learned = Set(labels).sorted()
    let places = Dictionary(uniqueKeysWithValues: learned.enumerated().map { ($1, $0) })
    let problem = SpanProblem(
      factor: Cholesky(lower: products.part(training), size: training.count).lowerTriangle,
      labels: labels.map { places[$0] ?? 0 }, labelCount: learned.count, penalty: penalty)
    let found = QuasiNewton(
      from: [Double](repeating: 0, count: (training.count + 1) * learned.count),
      tolerance: learned.count > 1 ? tolerance : .infinity, limit: 2_000
    ) { point, gradient in
      problem.evaluate(point, &gradient)
    }
    slope = found.gradient.reduce(0) { max($0, abs($1)) }
    coefficients = problem.residuals(found.point).map { -$0 / penalty }
    intercepts = Array(found.point.suffix(learned.count))
  }

  /// Returns the probability of each label, `[labels]`, by the products with the training examples.
  public func probabilities(_ products: [Double]) -> [Double] {
    var scores = intercepts
    for (example, product) in products.enumerated() where product != 0 {
      for label in scores.indices {
        scores[label] += product * coefficients[example * scores.count + label]
      }
    }
    return spread(scores)
  }

  /// Returns one weight for each column and learned label, `[columns][learned]`: W.
  public func weights(_ rows: SparseRows, training: [Int]) -> [Double] {
    var sums = [Double](repeating: 0, count: (rows.columnCount + 1) * learned.count)
    for (place, row) in training.enumerated() {
      let first = place * learned.count
      rows.add(row, times: Array(coefficients[first..<first + learned.count]), to: &sums)
    }
    sums.removeLast(learned.count)
    return sums
  }

  /// Returns the probability of each label of a row, `[labels]`, by weights as `weights` returns them.
  public func probabilities(
    of row: Int, in rows: SparseRows, weights: [Double]
  ) -> [Double] {
    var scores = intercepts
    rows.addProducts(row, weights, to: &scores)
    return spread(scores)
  }

  private func spread(_ scores: [Double]) -> [Double] {
    var scores = scores
    softmax(&scores)
    var all = [Double](repeating: 0, count: labelCount)
    for (label, score) in zip(learned, scores) { all[label] = score }
    return all
  }
}

/// The regression in the span of the examples: rows of a triangular factor stand for them.
struct SpanProblem {
  /// `[examples][examples]`, lower triangular.
  let factor: [Double]
  /// `[examples]`.
  let labels: [Int]
  let labelCount: Int
  let penalty: Double

  /// Writes the gradient at `[examples + 1][labels]`, the last row the intercepts; returns the value.
  func evaluate(_ point: [Double], _ gradient: inout [Double]) -> Double {
    let size = labels.count
    let (slopes, loss) = slopesAndLoss(point)
    var value = loss
    for place in 0..<size * labelCount {
      gradient[place] = penalty * point[place]
      value += penalty / 2 * point[place] * point[place]
    }
    for label in 0..<labelCount { gradient[size * labelCount + label] = 0 }
    factor.withUnsafeBufferPointer { factor in
      gradient.withUnsafeMutableBufferPointer { gradient in
        slopes.withUnsafeBufferPointer { slopes in
          for row in 0..<size {
            let mine = row * labelCount
            for label in 0..<labelCount {
              let slope = slopes[mine + label]
              gradient[size * labelCount + label] += slope
            }
            for column in 0...row {
              let weight = factor[row * size + column]
              for label in 0..<labelCount {
                gradient[column * labelCount + label] += weight * slopes[mine + label]
              }
            }
          }
        }
      }
    }
    return value
  }

  /// Probabilities less 1 at the example's own label, `[examples][labels]`.
  func residuals(_ point: [Double]) -> [Double] { slopesAndLoss(point).slopes }

  private func slopesAndLoss(_ point: [Double]) -> (slopes: [Double], loss: Double) {
    let size = labels.count
    var slopes = [Double](repeating: 0, count: size * labelCount)
    var scores = [Double](repeating: 0, count: labelCount)
    var loss = 0.0
    factor.withUnsafeBufferPointer { factor in
      point.withUnsafeBufferPointer { point in
        for row in 0..<size {
          for label in 0..<labelCount { scores[label] = point[size * labelCount + label] }
          for column in 0...row {
            let weight = factor[row * size + column]
            for label in 0..<labelCount {
              scores[label] += weight * point[column * labelCount + label]
            }
          }
          let own = scores[labels[row]]
          loss += softmax(&scores) - own
          scores[labels[row]] -= 1
          for label in 0..<labelCount { slopes[row * labelCount + label] = scores[label] }
        }
      }
    }
    return (slopes, loss)
  }
}

/// Turns scores into probabilities; returns the logarithm of the sum of their exponentials.
@discardableResult
func softmax(_ scores: inout [Double]) -> Double {
  let largest = scores.max() ?? 0
  var sum = 0.0
  for label in scores.indices {
    scores[label] = SpecialFunctions.exp(scores[label] - largest)
    sum += scores[label]
  }
  for label in scores.indices { scores[label] /= sum }
  return largest + SpecialFunctions.log(sum)
}
