// SPDX-License-Identifier: Apache-2.0

import Compute

/// How a generator draws its next token, as a distribution that can be asked.
///
/// Temperature comes first, then the cut to the likeliest `topK`, then the cut to the smallest set of
/// tokens that reaches `topP` of what is left; ties go to the lower token. It is the order in which
/// `LanguageModels` draws, so that probabilities hold for its samples. Temperature 0 always takes the
/// likeliest. Holtzman et al., "The Curious Case of Neural Text Degeneration", 2020, arXiv:1904.09751.
public struct SamplingRule: Equatable, Sendable {
  /// What logits are divided by, not negative.
  public let temperature: Double
  /// How many of the likeliest tokens are kept; all where nil.
  public let topK: Int?
  /// The share of probability that the kept tokens reach, above 0 and at most 1.
  public let topP: Double

  /// Creates a rule.
  ///
  /// - Parameters:
  ///   - temperature: What logits are divided by, not negative.
  ///   - topK: How many of the likeliest tokens are kept.
  ///   - topP: The share of probability that the kept tokens reach.
  /// - Throws: ATK002 for a value out of its range.
  public init(temperature: Double = 1, topK: Int? = nil, topP: Double = 1) throws(AttacksError) {
    guard temperature >= 0, temperature.isFinite, topK.map({ $0 > 0 }) ?? true, topP > 0, topP <= 1
    else {
      throw AttacksError(
        .invalidParameter, "The rule of sampling lies outside its ranges.",
        remedy: "Use a temperature of 0 or more, top-k above 0 and top-p above 0 and at most 1.")
    }
    self.temperature = temperature
    self.topK = topK
    self.topP = topP
  }

  /// Returns the log-probability with which the rule draws a token; O(V log V).
  ///
  /// - Parameters:
  ///   - token: The token.
  ///   - logits: Log-probabilities or logits of the whole vocabulary, `[V]`, finite.
  /// - Returns: The natural logarithm, minus infinity for a token that was cut.
  /// - Throws: ATK002 for a token outside the vocabulary, ATK004 for a value that is not finite.
  public func logProbability(of token: Int, among logits: [Double]) throws(AttacksError) -> Double {
    guard logits.indices.contains(token) else {
      throw AttacksError(
        .invalidParameter, "Token \(token) is none of \(logits.count).",
        remedy: "Give a token of the vocabulary.")
    }
    guard logits.allSatisfy(\.isFinite) else {
      throw AttacksError(
        .notANumber, "A log-probability of the vocabulary is not finite.",
        remedy: "Repair what computed it.")
    }
    let order = logits.indices.sorted { (-logits[$0], $0) < (-logits[$1], $1) }
    guard temperature > 0 else { return token == order[0] ? 0 : -.infinity }
    let kept = order.prefix(topK ?? logits.count)
    let highest = logits[order[0]]
    let weights = kept.map { SpecialFunctions.exp((logits[$0] - highest) / temperature) }
    let count = nucleusCount(weights)
    guard let place = kept.prefix(count).firstIndex(of: token) else { return -.infinity }
    let total = weights.prefix(count).reduce(0, +)
    return (logits[kept[place]] - highest) / temperature - SpecialFunctions.log(total)
  }

  /// The number of the first weights that reach `topP` of their sum, at least one.
  private func nucleusCount(_ weights: [Double]) -> Int {
    guard topP < 1 else { return weights.count }
    let limit = topP * weights.reduce(0, +)
    var sum = 0.0
    for (place, weight) in weights.enumerated() {
      sum += weight
      if sum >= limit { return place + 1 }
    }
    return weights.count
  }
}
