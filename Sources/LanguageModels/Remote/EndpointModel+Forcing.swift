// SPDX-License-Identifier: Apache-2.0

/// Scores of tokens that the server is made to write.
extension EndpointModel {
  /// One request for each token, in order, so that the server can go on from the one before.
  ///
  /// A server that writes text shows nothing of a token that ends inside a character. Such a token is
  /// looked up in the whole distribution beside one that the server has shown before; where that
  /// cannot be, its value is missing.
  func forced(
    _ tokens: [TokenID], _ detail: ScoreDetail, _ top: EndpointTop
  ) async throws(LanguageModelError) -> EndpointScores {
    var rows = [EndpointToken(id: tokens[0])]
    var shown: TokenID?
    for place in 1..<tokens.count {
      let prefix = Array(tokens[..<place])
      if let entry = try await force(tokens[place], after: prefix, top) {
        rows.append(entry)
        shown = tokens[place]
      } else {
        rows.append(try await look(for: tokens[place], beside: shown, after: prefix))
      }
    }
    return try collect(
      tokens, rows, detail,
      reason: "the server shows nothing of a token that ends inside a character")
  }

  /// The entry of a token that the server is made to write; nil where it shows none.
  private func force(
    _ token: TokenID, after prefix: [TokenID], _ top: EndpointTop
  ) async throws(LanguageModelError) -> EndpointToken? {
    guard let call = dialect.forcing(token, after: prefix, top: top, temperature: 0) else {
      throw RemoteFailure.shape("logit_bias")
    }
    return try await client.answer(to: call) { answer throws(LanguageModelError) in
      let continuation = try dialect.continuation(from: answer)
      // Bytes that are no text yet come as replacement characters, without entries.
      if continuation.tokens.isEmpty, continuation.text.unicodeScalars.contains("\u{fffd}") {
        return nil
      }
      let entry = try EndpointModel.forcedEntry(continuation, token)
      try EchoChecks.validate(entry, prefix.count)
      return entry
    }
  }

  /// The entry of a token among all that could stand where another one is forced; one without a value
  /// where the size of the vocabulary is not known or no other token was shown yet.
  private func look(
    for token: TokenID, beside shown: TokenID?, after prefix: [TokenID]
  ) async throws(LanguageModelError) -> EndpointToken {
    var entry = EndpointToken(id: token)
    guard let shown, let count = report.vocabularyCount,
      let call = dialect.forcing(shown, after: prefix, top: .vocabulary(count), temperature: 0)
    else { return entry }
    let other = try await client.answer(to: call) { answer throws(LanguageModelError) in
      let other = try EndpointModel.forcedEntry(try dialect.continuation(from: answer), shown)
      try EchoChecks.validate(other, prefix.count)
      return other
    }
    entry.top = other.top
    entry.logProbability = other.top.first { $0.id == token }?.logProbability
    return entry
  }

  /// The entry of a forced token.
  static func forcedEntry(
    _ continuation: EndpointContinuation, _ token: TokenID
  ) throws(LanguageModelError) -> EndpointToken {
    guard let entry = continuation.tokens.first, entry.logProbability != nil else {
      throw RemoteFailure.shape("completion_probabilities")
    }
    guard entry.id == token else {
      throw LanguageModelError(
        "LMD093", .badData, "The server chose another token than the one that was forced.",
        remedy: "Probe the endpoint again: it may not honour biases.")
    }
    return entry
  }
}
