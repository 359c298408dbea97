// SPDX-License-Identifier: Apache-2.0

public import LanguageModels

/// What a model makes of one value: how likely it is, and whether the model says it by itself.
public struct ValueReading: Equatable, Sendable {
  /// The natural logarithm of the value's probability after its prompt, at most 0.
  public let logProbability: Double
  /// The number of its tokens.
  public let tokenCount: Int
  /// How many of its tokens are the likeliest where they stand, given those before.
  public let likeliestCount: Int
  /// How many tokens at its end are all the likeliest, given those before.
  public let likeliestEndCount: Int
  /// How closely the greedy continuation is the value.
  public let match: ValueMatch

  /// Creates a reading.
  public init(
    logProbability: Double, tokenCount: Int, likeliestCount: Int, likeliestEndCount: Int,
    match: ValueMatch
  ) {
    self.logProbability = logProbability
    self.tokenCount = tokenCount
    self.likeliestCount = likeliestCount
    self.likeliestEndCount = likeliestEndCount
    self.match = match
  }

  /// Whether greedy decoding from the prompt gives the value token by token: discoverable extraction.
  ///
  /// Carlini, Ippolito, Jagielski, Lee, Tramer and Zhang, "Quantifying Memorization Across Neural
  /// Language Models", 2022, arXiv:2202.07646, definition 3.1, for values instead of 50 tokens.
  public var isDiscoverable: Bool { likeliestCount == tokenCount }

  /// Asks a model.
  ///
  /// One pass over prompt and value tells the probability and, by the ranks, whether greedy decoding
  /// gives the value; only where it does not is the model asked to go on by itself.
  ///
  /// - Parameters:
  ///   - probe: The value.
  ///   - model: The model, which tells log-probabilities and ranks of given tokens.
  /// - Throws: A capability that is too low, `LMD114` beyond the context, a failing endpoint.
  public init(_ probe: ValueProbe, _ model: any LanguageModel) async throws(LanguageModelError) {
    let scores = try await model.score(probe.prompt + probe.target, detail: .chosen)
    let own = scores.tokens.suffix(probe.target.count)
    let isLikeliest = own.map { $0.rank == 1 }
    logProbability = own.reduce(0) { $0 + ($1.logProbability ?? -.infinity) }
    tokenCount = probe.target.count
    likeliestCount = isLikeliest.count(where: \.self)
    likeliestEndCount = isLikeliest.reversed().prefix(while: \.self).count
    guard likeliestCount < tokenCount else {
      match = .exact
      return
    }
    match = try await ValueReading.answer(probe, model)
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
