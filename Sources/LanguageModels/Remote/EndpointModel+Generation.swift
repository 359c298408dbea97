// SPDX-License-Identifier: Apache-2.0

extension EndpointModel {
  /// Returns a continuation of a prompt.
  ///
  /// Tokens are empty where the server names none. Seeds above 31 bits lose their upper bits on
  /// servers other than this toolkit's own, which know no longer ones.
  package func generate(
    after prompt: [TokenID], _ settings: GenerationSettings
  ) async throws(LanguageModelError) -> Generation {
    try requireContext(prompt.count)
    let prompt: EndpointPrompt =
      report.takesTokens ? .tokens(prompt) : .text(try await detokenize(prompt))
    let continuation = try await continuation(after: prompt, settings)
    return Generation(
      tokens: EndpointModel.scores(continuation), text: continuation.text,
      ending: continuation.isEnded ? .stop : .length)
  }

  /// Returns a continuation with what the server tells of it, for prompts that are text.
  ///
  /// - Parameters:
  ///   - prompt: What it follows; a chat endpoint puts its template around it.
  ///   - settings: How it is drawn.
  /// - Returns: The text, and the tokens as the server names them.
  /// - Throws: `LMD110` for settings out of range, `LMD082` for those that the dialect does not know.
  package func continuation(
    after prompt: EndpointPrompt, _ settings: GenerationSettings
  ) async throws(LanguageModelError) -> EndpointContinuation {
    _ = try TokenSampler(settings)
    if let refusal = dialect.refusal(of: settings) {
      throw RemoteFailure.capability("The settings cannot be kept: \(refusal).")
    }
    guard settings.tokenLimit > 0 else {
      return EndpointContinuation(text: "", tokens: [], isEnded: false)
    }
    let top = report.capability >= .topTokens ? 1 : 0
    let request = ContinuationRequest(prompt, settings, top: .count(top))
    return try await client.answer(to: dialect.continuation(request)) {
      answer throws(LanguageModelError) in
      try top > 0 ? dialect.continuation(from: answer) : dialect.textContinuation(from: answer)
    }
  }

  private static func scores(_ continuation: EndpointContinuation) -> [TokenScore] {
    let entries = continuation.tokens
    if let identifiers = continuation.identifiers, identifiers.count != entries.count {
      return identifiers.map { TokenScore(token: $0, logProbability: nil) }
    }
    let scores = entries.enumerated().compactMap { place, entry -> TokenScore? in
      guard let id = continuation.identifiers?[place] ?? entry.id else { return nil }
      return TokenScore(
        token: id, logProbability: entry.logProbability.map { min($0, 0) },
        rank: entry.believedRank)
    }
    return scores.count == entries.count ? scores : []
  }
}
