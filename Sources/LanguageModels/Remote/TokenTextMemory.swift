// SPDX-License-Identifier: Apache-2.0

/// The texts of tokens that a server was asked for, each once, however many ask at the same time.
actor TokenTextMemory {
  private var texts: [TokenID: String] = [:]
  /// Who waits for a token that somebody else asks for.
  private var waiting: [TokenID: [CheckedContinuation<Void, Never>]] = [:]

  /// Returns what is remembered, or asks; after a failure, the next one asks again.
  func text(
    of token: TokenID, _ ask: @Sendable () async throws(LanguageModelError) -> String
  ) async throws(LanguageModelError) -> String {
    while waiting[token] != nil {
      await withCheckedContinuation { waiting[token, default: []].append($0) }
    }
    if let text = texts[token] { return text }
    waiting[token] = []
    defer {
      for other in waiting.removeValue(forKey: token) ?? [] { other.resume() }
    }
    let text = try await ask()
    texts[token] = text
    return text
  }
}
