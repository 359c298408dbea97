// SPDX-License-Identifier: Apache-2.0

import Compute

/// How many samples it takes to draw a text: (n, p)-discoverable extraction, without sampling.
///
/// `p_z` is the probability that one sample after the prefix is exactly the true continuation: the
/// product of the true tokens' probabilities under the sampling rule, from one pass over the text. It is
/// drawn at least once in n samples with probability `1 - (1 - p_z)^n`. Hayes et al., "Measuring
/// Memorization in Language Models via Probabilistic Extraction", 2025, arXiv:2410.19482.
/// Everything is kept in logarithms: `p_z` of long texts is far below the least Double.
public struct DiscoverableExtraction: Equatable, Sendable {
  /// The natural logarithm of `p_z`; minus infinity where the rule cannot draw the text.
  public let logProbability: Double

  /// The largest number of samples that is told exactly: 2^53.
  private static let mostQueries = 9_007_199_254_740_992.0

  /// Adds up the true tokens' log-probabilities under the sampling rule.
  ///
  /// - Parameter logProbabilities: One for each token of the continuation, minus infinity allowed.
  /// - Throws: ATK001 for an empty continuation, ATK004 for what is no logarithm of a probability.
  public init(logProbabilities: [Double]) throws(AttacksError) {
    guard !logProbabilities.isEmpty else {
      throw AttacksError(
        .emptyInput, "The continuation has no token.", remedy: "Give at least one token.")
    }
    guard logProbabilities.allSatisfy({ $0 <= 0 }) else {
      throw AttacksError(
        .notANumber, "A log-probability of the continuation is above 0 or no number.",
        remedy: "Give natural logarithms of probabilities.")
    }
    logProbability = logProbabilities.reduce(0, +)
  }

  /// Returns the probability that n samples hold the text: `1 - (1 - p_z)^n`.
  ///
  /// - Parameter count: n, not negative.
  /// - Returns: The probability, in 0...1.
  public func probability(inSamples count: Int) -> Double {
    precondition(count >= 0, "a number of samples")
    if count == 0 { return 0 }
    let logMiss = SpecialFunctions.log(onePlus: -SpecialFunctions.exp(logProbability))
    return -SpecialFunctions.expMinusOne(Double(count) * logMiss)
  }

  /// Returns the natural logarithm of the number of samples before it is rounded up.
  ///
  /// `log(log(1 - p) / log(1 - p_z))`, by which numbers too large to count can be compared.
  ///
  /// - Parameter probability: p, strictly between 0 and 1.
  /// - Returns: The logarithm; infinite where the rule cannot draw the text.
  /// - Throws: ATK002 for a probability out of range.
  public func logSampleCount(for probability: Double) throws(AttacksError) -> Double {
    guard probability > 0 && probability < 1 else {
      throw AttacksError(
        .invalidParameter, "The probability of extraction is \(probability).",
        remedy: "Give a number between 0 and 1.")
    }
    let wanted = SpecialFunctions.log(-SpecialFunctions.log(onePlus: -probability))
    // For the smallest probabilities log(1 - p_z) is -p_z to all digits, and exp would underflow.
    if logProbability < -40 { return wanted - logProbability }
    let missed = -SpecialFunctions.log(onePlus: -SpecialFunctions.exp(logProbability))
    return wanted - SpecialFunctions.log(missed)
  }

  /// Returns the least n for which n samples hold the text with probability p.
  ///
  /// - Parameter probability: p, strictly between 0 and 1.
  /// - Returns: n, at least 1; nil above 2^53.
  /// - Throws: ATK002 for a probability out of range.
  public func sampleCount(for probability: Double) throws(AttacksError) -> Int? {
    let logCount = try logSampleCount(for: probability)
    let wanted = SpecialFunctions.log(onePlus: -probability)
    let missed = SpecialFunctions.log(onePlus: -SpecialFunctions.exp(logProbability))
    guard logCount < SpecialFunctions.log(DiscoverableExtraction.mostQueries) else { return nil }
    return max(1, Int((wanted / missed).rounded(.up)))
  }
}
