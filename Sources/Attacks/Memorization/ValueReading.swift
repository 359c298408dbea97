// SPDX-License-Identifier: Apache-2.0

public import LanguageModels

/// What a model makes of one value: how likely it is, and whether the model says it by itself.
public struct ValueReading: Equatable, Sendable {
  /// The natural logarithm of the value's probability after its prompt, at most 0.
  public let logProbability: Double
  /// The number of its tokens.
  public let tokenCount: Int
  /// How many of its tokens are the likeliest where they stand, given those before; nil where the
  /// model tells no ranks.
  public let likeliestCount: Int?
  /// How closely the greedy continuation is the value.
  public let match: ValueMatch

  /// Creates a reading.
  public init(
    logProbability: Double, tokenCount: Int, likeliestCount: Int?, match: ValueMatch
  ) {
    self.logProbability = logProbability
    self.tokenCount = tokenCount
    self.likeliestCount = likeliestCount
    self.match = match
  }

  /// Whether greedy decoding from the prompt gives the value token by token: discoverable extraction.
  ///
  /// Carlini, Ippolito, Jagielski, Lee, Tramer and Zhang, "Quantifying Memorization Across Neural
  /// Language Models", 2022, arXiv:2202.07646, definition 3.1, for values instead of 50 tokens.
  ///
  /// Nil where the model tells no ranks.
  public var isDiscoverable: Bool? { likeliestCount.map { $0 == tokenCount } }

  /// Asks a model.
  ///
  /// One pass over prompt and value tells the probability and, by the ranks, whether greedy decoding
  /// gives the value; only where it does not is the model asked to go on by itself.
  ///
  /// - Parameters:
  ///   - probe: The value.
  ///   - model: The model, which tells log-probabilities of given tokens.
  /// - Returns: The reading; nil where the model leaves one of the log-probabilities out.
  /// - Throws: A capability that is too low, `LMD114` beyond the context, a failing endpoint.
  public static func reading(
    of probe: ValueProbe, _ model: any LanguageModel
  ) async throws(LanguageModelError) -> ValueReading? {
    let scores = try await model.score(probe.prompt + probe.target, detail: .chosen)
    let own = scores.tokens.suffix(probe.target.count)
    let values = own.compactMap(\.logProbability)
    guard values.count == probe.target.count else { return nil }
    let ranks = own.compactMap(\.rank)
    let likeliest = ranks.count == own.count ? ranks.count { $0 == 1 } : nil
    return ValueReading(
      logProbability: values.reduce(0, +), tokenCount: own.count, likeliestCount: likeliest,
      match: likeliest == own.count ? .exact : try await answer(probe, model))
  }

  /// Asks the model to go on, for a few tokens more than the value has.
  private static func answer(
    _ probe: ValueProbe, _ model: any LanguageModel
  ) async throws(LanguageModelError) -> ValueMatch {
    let room = (model.contextLength ?? .max) - probe.prompt.count
    let settings = GenerationSettings(tokenLimit: min(probe.target.count + 4, room))
    return ValueMatch(try await model.generate(after: probe.prompt, settings).text, of: probe.value)
  }
}
