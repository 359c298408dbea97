// SPDX-License-Identifier: Apache-2.0

import Compute

/// A linear score that makes the right one of several candidates likely: the conditional logit.
///
/// Minimizes the mean over questions of `-log softmax(w x)[right] + penalty / 2 |w|^2`, the softmax over
/// a question's candidates, by Newton's method with halved steps, from zero: no draw. Whatever is the
/// same for all candidates of a question plays no part. McFadden, "Conditional Logit Analysis of
/// Qualitative Choice Behavior", 1974, in Zarembka (ed.), "Frontiers in Econometrics", section II.
public struct ConditionalLogit: Equatable, Sendable {
  /// A set of candidates of which one is right.
  public struct Question: Sendable {
    /// What is known of each candidate, row major, `[candidates, features]`.
    public let features: [Double]
    /// The place of the right one.
    public let answer: Int

    /// Creates a question.
    public init(features: [Double], answer: Int) {
      self.features = features
      self.answer = answer
    }
  }

  /// One weight for each feature: w.
  public let weights: [Double]

  /// Learns from questions; O(steps x candidates x features^2).
  ///
  /// - Parameters:
  ///   - questions: The questions, at least one, each with the same number of features.
  ///   - featureCount: The number of features, above 0.
  ///   - penalty: The weight of the quadratic term, above 0.
  ///   - stepLimit: The most steps; it ends before when no step lowers the loss.
  public init(_ questions: [Question], featureCount: Int, penalty: Double, stepLimit: Int = 50) {
    precondition(!questions.isEmpty && featureCount > 0, "something to learn from")
    precondition(penalty > 0, "a penalty makes the solution one")
    for question in questions {
      precondition(question.features.count % featureCount == 0, "whole rows")
      let count = question.features.count / featureCount
      precondition((0..<count).contains(question.answer), "the right candidate is there")
    }
    var weights = [Double](repeating: 0, count: featureCount)
    var loss = ConditionalLogit.loss(questions, weights, penalty)
    for _ in 0..<stepLimit {
      let step = ConditionalLogit.step(questions, weights, penalty)
      var share = 1.0
      var next = weights
      var lower = loss
      repeat {
        next = zip(weights, step).map { $0 - share * $1 }
        lower = ConditionalLogit.loss(questions, next, penalty)
        share /= 2
      } while lower > loss && share > 1e-6
      guard lower < loss else { break }
      weights = next
      loss = lower
    }
    self.weights = weights
  }

  /// Returns the scores of candidates, `[candidates]`; the differences are log-odds.
  ///
  /// - Parameter features: What is known of each, `[candidates, features]`.
  /// - Returns: The scores.
  public func scores(_ features: [Double]) -> [Double] {
    ConditionalLogit.products(features, weights)
  }

  private static func products(_ features: [Double], _ weights: [Double]) -> [Double] {
    let count = weights.count
    return (0..<features.count / count).map { row in
      var sum = 0.0
      for column in 0..<count { sum += features[row * count + column] * weights[column] }
      return sum
    }
  }

  /// The candidates' probabilities and minus the logarithm of the right one's.
  private static func shares(_ question: Question, _ weights: [Double])
    -> (probabilities: [Double], loss: Double)
  {
    let scores = products(question.features, weights)
    let highest = scores.max() ?? 0
    var probabilities = scores.map { SpecialFunctions.exp($0 - highest) }
    let total = probabilities.reduce(0, +)
    probabilities = probabilities.map { $0 / total }
    let loss = SpecialFunctions.log(total) + highest - scores[question.answer]
    return (probabilities, loss)
  }

  private static func loss(
    _ questions: [Question], _ weights: [Double], _ penalty: Double
  ) -> Double {
    var sum = 0.0
    for question in questions { sum += shares(question, weights).loss }
    let square = weights.reduce(0.0) { $0 + $1 * $1 }
    return sum / Double(questions.count) + penalty / 2 * square
  }

  /// The Newton step: the Hessian's inverse times the gradient.
  private static func step(
    _ questions: [Question], _ weights: [Double], _ penalty: Double
  ) -> [Double] {
    let size = weights.count
    let part = 1 / Double(questions.count)
    var gradient = weights.map { penalty * $0 }
    var hessian = [Double](repeating: 0, count: size * size)
    for index in 0..<size { hessian[index * size + index] = penalty }
    var mean = [Double](repeating: 0, count: size)
    for question in questions {
      let probabilities = shares(question, weights).probabilities
      for column in 0..<size { mean[column] = 0 }
      for (row, probability) in probabilities.enumerated() {
        let first = row * size
        for column in 0..<size { mean[column] += probability * question.features[first + column] }
        for column in 0..<size {
          let factor = part * probability * question.features[first + column]
          for other in 0...column {
            hessian[column * size + other] += factor * question.features[first + other]
          }
        }
      }
      let right = question.answer * size
      for column in 0..<size {
        gradient[column] += part * (mean[column] - question.features[right + column])
        for other in 0...column {
          hessian[column * size + other] -= part * mean[column] * mean[other]
        }
      }
    }
    return Cholesky(lower: hessian, size: size).solve(gradient)
  }
}
