// SPDX-License-Identifier: Apache-2.0

import Compute

/// An n-gram language model: a baseline whose memory of its training texts is its counts.
public struct NGramModel: LanguageModel {
  /// What the model is.
  public let identity: ModelIdentity
  /// The probabilities.
  public let probabilities: NGramProbabilities
  /// How text becomes tokens.
  public let tokenizer: any Tokenizer

  /// Creates a model over counts.
  public init(
    identity: ModelIdentity, probabilities: NGramProbabilities, tokenizer: any Tokenizer
  ) {
    self.identity = identity
    self.probabilities = probabilities
    self.tokenizer = tokenizer
  }

  /// Whole distributions.
  public var capability: Capability { .distributions }

  /// No limit.
  public var contextLength: Int? { nil }

  /// Returns the tokens of a text.
  public func tokenize(_ text: String) async throws(LanguageModelError) -> [TokenID] {
    tokenizer.encode(text, addsSpecial: true)
  }

  /// Returns the text of tokens.
  public func detokenize(_ tokens: [TokenID]) async throws(LanguageModelError) -> String {
    String(decoding: tokenizer.decode(tokens), as: UTF8.self)
  }

  /// Returns the log-probability of each token, given those before it.
  public func score(
    _ tokens: [TokenID], detail: ScoreDetail
  ) async throws(LanguageModelError) -> SequenceScores {
    try check(tokens)
    var scores: [TokenScore] = []
    var distributions: [Float] = []
    for (position, token) in tokens.enumerated() {
      guard position > 0 else {
        scores.append(TokenScore(token: token, logProbability: nil))
        continue
      }
      let logits = logits(after: tokens[..<position])
      scores.append(LogitReading.score(of: token, logits.span, logSumExp: 0, detail))
      if detail == .distribution { distributions += logits }
    }
    return SequenceScores(tokens: scores, distributions: distributions)
  }

  /// Returns a continuation of a prompt.
  public func generate(
    after prompt: [TokenID], _ settings: GenerationSettings
  ) async throws(LanguageModelError) -> Generation {
    try check(prompt)
    var sampler = try TokenSampler(settings)
    var tokens = prompt
    var added: [TokenScore] = []
    var ending = Generation.Ending.length
    while added.count < settings.tokenLimit {
      let logits = logits(after: tokens[...])
      let token = sampler.draw(logits.span)
      if token == tokenizer.special.end, !settings.ignoresEnd {
        ending = .stop
        break
      }
      added.append(LogitReading.score(of: token, logits.span, logSumExp: 0, .chosen))
      tokens.append(token)
    }
    let text = String(decoding: tokenizer.decode(added.map(\.token)), as: UTF8.self)
    return Generation(tokens: added, text: text, ending: ending)
  }

  /// Counts have no hidden states: nil.
  public func embed(_ tokens: [TokenID]) async throws(LanguageModelError) -> [Float]? { nil }

  private func logits(after context: ArraySlice<TokenID>) -> [Float] {
    probabilities.distribution(after: context).map { Float(SpecialFunctions.log($0)) }
  }

  private func check(_ tokens: [TokenID]) throws(LanguageModelError) {
    try LanguageModelError.check(tokens, vocabularyCount: probabilities.vocabularyCount)
  }
}
