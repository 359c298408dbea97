// SPDX-License-Identifier: Apache-2.0

extension EndpointModel {
  /// Returns the log-probability of each token, and why some are missing.
  ///
  /// - Parameters:
  ///   - tokens: `[count]`, the sequence as the model sees it, with its beginning.
  ///   - detail: What to tell of each position.
  /// - Returns: `[count]` scores in nats, and a reason for each missing one after the first.
  /// - Throws: `LMD082` for a level below the one needed, `LMD084` and `LMD085` for answers that
  ///   cannot be believed, `LMD087` beyond the context, and the failures of the network.
  package func scores(
    of tokens: [TokenID], detail: ScoreDetail
  ) async throws(LanguageModelError) -> EndpointScores {
    try requireContext(tokens.count)
    let top = try top(for: detail)
    guard tokens.count > 1 else {
      let scores = tokens.map { TokenScore(token: $0, logProbability: nil) }
      return EndpointScores(scores: SequenceScores(tokens: scores), missing: [])
    }
    switch report.scoring {
    case .echo:
      return report.takesTokens
        ? try await echoed(tokens, detail, top) : try await echoedText(tokens, detail, top)
    case .forcing: return try await forced(tokens, detail, top)
    case .bounds: return try await bounded(tokens, detail)
    case .none:
      throw RemoteFailure.capability(
        "This endpoint gives no log-probabilities of given texts: its level is "
          + "\(report.capability.name).", reasons: report.reasons)
    }
  }

  /// What to ask for, where the level allows it.
  private func top(for detail: ScoreDetail) throws(LanguageModelError) -> EndpointTop {
    switch detail {
    case .chosen: return .count(1)
    case .top(let count):
      guard count <= report.topLimit else {
        throw RemoteFailure.capability(
          "\(count) likeliest tokens were asked for; this endpoint tells \(report.topLimit).")
      }
      guard report.namesTopTokens else {
        throw RemoteFailure.capability(
          "This endpoint names the likeliest tokens by text, which does not identify them.")
      }
      return .count(count)
    case .moments, .distribution:
      guard report.capability == .distributions, let count = report.vocabularyCount else {
        throw RemoteFailure.capability(
          "Whole distributions are needed; the level of this endpoint is "
            + "\(report.capability.name).")
      }
      return .vocabulary(count)
    }
  }

  /// One request, tokens in and entries of the same tokens out.
  private func echoed(
    _ tokens: [TokenID], _ detail: ScoreDetail, _ top: EndpointTop
  ) async throws(LanguageModelError) -> EndpointScores {
    try await echo(EchoRequest(.tokens(tokens), top: top)) { echo throws(LanguageModelError) in
      let count = echo.tokens.count
      guard count == tokens.count || count == tokens.count + 1,
        echo.promptTokenCount ?? tokens.count == tokens.count
      else {
        throw RemoteFailure.misaligned(
          "The server's answer has \(count) entries for \(tokens.count) tokens.")
      }
      let prompt = echo.tokens.prefix(tokens.count)
      try EchoChecks.validate(prompt, tokens: tokens)
      return try collect(tokens, Array(prompt), detail)
    }
  }

  /// Asks for an echo; only what `read` accepts is kept.
  func echo<Answer>(
    _ request: EchoRequest,
    _ read: (EndpointContinuation) throws(LanguageModelError) -> Answer
  ) async throws(LanguageModelError) -> Answer {
    guard let call = dialect.echo(request) else { throw RemoteFailure.shape("echo") }
    return try await client.answer(to: call) { answer throws(LanguageModelError) in
      try read(try dialect.echo(from: answer, of: request))
    }
  }

  /// Turns entries into scores; entries after the first without a value get a reason.
  func collect(
    _ tokens: [TokenID], _ rows: [EndpointToken], _ detail: ScoreDetail,
    reason: String = "the server tells no value for this token"
  ) throws(LanguageModelError) -> EndpointScores {
    var scores = [TokenScore(token: tokens[0], logProbability: nil)]
    var distributions: [Float] = []
    var missing: [EndpointScores.Missing] = []
    var unbelieved: [Int] = []
    for place in 1..<tokens.count {
      let reading = EntryReading(rows[place], vocabularyCount: report.vocabularyCount)
      if reading.contradictsRank { unbelieved.append(place) }
      scores.append(try reading.score(of: tokens[place], detail))
      if detail == .distribution { distributions += try reading.distribution() }
      if rows[place].logProbability == nil {
        missing.append(
          EndpointScores.Missing(position: place, reason: reason, upperBound: nil))
      }
    }
    return EndpointScores(
      scores: SequenceScores(tokens: scores, distributions: distributions), missing: missing,
      unbelievedRanks: unbelieved, texts: EndpointModel.texts(tokens, rows))
  }

  /// The texts that entries tell of their tokens; a part of a character is no text.
  private static func texts(_ tokens: [TokenID], _ rows: [EndpointToken]) -> [TokenID: String] {
    var texts: [TokenID: String] = [:]
    for (token, row) in zip(tokens, rows) where (row.id ?? token) == token {
      guard let text = row.text, !text.isEmpty, !text.unicodeScalars.contains("\u{FFFD}")
      else { continue }
      texts[token] = texts[token] ?? text
    }
    return texts
  }
}
