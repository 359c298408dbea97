// SPDX-License-Identifier: Apache-2.0

import Compute

/// What a language model gives of one text: the score of each token that it predicted.
///
/// T is the number of predicted tokens, one less than the text has where its first is not predicted.
public struct TokenScores: Equatable, Sendable {
  /// The natural logarithm of each token's probability given those before it, `[T]`.
  public let logProbabilities: [Double]
  /// At each position, the moments of the log-probability under the model's own distribution, `[T]`.
  public let moments: [Moments]?

  /// Mean and variance of `log p(v)` over the next token v, drawn as the model would: `sum p log p`.
  public struct Moments: Equatable, Sendable {
    /// The mean, which is minus the entropy in nats: mu in Min-K++.
    public var mean: Double
    /// The variance, not negative: sigma squared in Min-K++.
    public var variance: Double

    /// Creates moments.
    public init(mean: Double, variance: Double) {
      self.mean = mean
      self.variance = variance
    }
  }

  /// What rounding in single precision may add to a log-probability of 0.
  private static let rounding = 1e-3

  /// Checks and keeps a text's scores.
  ///
  /// - Parameters:
  ///   - logProbabilities: Natural logarithms of probabilities, `[T]`, finite, T at least 1.
  ///   - moments: One for each token, where the model gives whole distributions.
  /// - Throws: ATK001 for no token, ATK004 for what is no logarithm of a probability or no moment,
  ///   ATK005 where the numbers of both differ.
  public init(_ logProbabilities: [Double], moments: [Moments]? = nil) throws(AttacksError) {
    guard !logProbabilities.isEmpty else {
      throw AttacksError(
        .emptyInput, "The model predicted no token of the text.",
        remedy: "Leave out texts of fewer than two tokens.")
    }
    if let place = logProbabilities.firstIndex(where: {
      !($0.isFinite && $0 <= TokenScores.rounding)
    }) {
      throw AttacksError(
        .notANumber, "The log-probability of token \(place) is \(logProbabilities[place]).",
        remedy: "Repair what computed it; probabilities of 0 cannot be scored.")
    }
    guard moments.map({ $0.count == logProbabilities.count }) ?? true else {
      throw AttacksError(
        .mismatchedSizes,
        "There are \(moments?.count ?? 0) moments for \(logProbabilities.count) tokens.",
        remedy: "Give one for each predicted token.")
    }
    guard
      moments?.allSatisfy({ $0.mean.isFinite && $0.variance >= 0 && $0.variance.isFinite })
        ?? true
    else {
      throw AttacksError(
        .notANumber, "A moment of a next-token distribution is no finite number.",
        remedy: "Repair what computed it; a variance is not negative.")
    }
    self.logProbabilities = logProbabilities
    self.moments = moments
  }

  /// The mean over tokens of minus the log-probability, in nats.
  public var meanNegativeLogLikelihood: Double {
    -logProbabilities.reduce(0, +) / Double(logProbabilities.count)
  }
}

extension TokenScores.Moments {
  /// Computes the moments of one position from its whole distribution.
  ///
  /// - Parameter logProbabilities: The natural logarithms of all tokens' probabilities, `[V]`; minus
  ///   infinity where a probability is 0, which adds nothing.
  public init(logProbabilities: [Double]) {
    var mean = 0.0
    for value in logProbabilities where value > -.infinity {
      mean += SpecialFunctions.exp(value) * value
    }
    var variance = 0.0
    for value in logProbabilities where value > -.infinity {
      variance += SpecialFunctions.exp(value) * (value - mean) * (value - mean)
    }
    self.init(mean: mean, variance: variance)
  }
}
