// SPDX-License-Identifier: Apache-2.0

extension EndpointModel {
  /// Returns what the server tells of a text that it tokenizes itself, without identifiers.
  ///
  /// - Parameter text: The text.
  /// - Returns: The entries whose offsets lie inside the text; the first has no value.
  /// - Throws: `LMD082` for an endpoint without echo, `LMD084` for entries without offsets.
  package func entries(
    ofText text: String
  ) async throws(LanguageModelError) -> [EndpointToken] {
    guard report.scoring == .echo else {
      throw RemoteFailure.capability(
        "This endpoint does not score texts.", reasons: report.reasons)
    }
    let length = text.unicodeScalars.count
    return try await echo(EchoRequest(.text(text), top: .count(1))) {
      echo throws(LanguageModelError) in
      var rows: [EndpointToken] = []
      for row in echo.tokens {
        guard let offset = row.offset else {
          throw RemoteFailure.misaligned("The server's answer has no offsets of its tokens.")
        }
        if offset < length { rows.append(row) }
      }
      try EchoChecks.validate(rows, tokens: nil)
      return rows
    }
  }

  /// Scores tokens by their text: entries belong to the tokens that begin at the same offsets.
  ///
  /// The text is never cut again here. Where the server cuts it elsewhere, nothing is scored.
  func echoedText(
    _ tokens: [TokenID], _ detail: ScoreDetail, _ top: EndpointTop
  ) async throws(LanguageModelError) -> EndpointScores {
    let hidden = report.beginning.map { tokens[0] == $0 ? 1 : 0 } ?? 0
    guard report.beginning == nil || hidden == 1 else {
      throw RemoteFailure.misaligned(
        "The server puts its beginning token before every text; these tokens do not begin with it.")
    }
    let own = Array(tokens.dropFirst(hidden))
    let (shown, offsets) = try await offsets(of: own)
    let text = try await spelling(of: tokens, shown)
    return try await echo(EchoRequest(.text(text), top: top)) { echo throws(LanguageModelError) in
      let rows = Array(echo.tokens.prefix(own.count))
      guard rows.map(\.offset) == offsets.map({ Optional($0) }),
        echo.tokens.count <= own.count + 1
      else {
        throw RemoteFailure.misaligned(
          "The server cuts the text into other tokens than were given.")
      }
      try EchoChecks.validate(rows, tokens: nil)
      let first = (0..<hidden).map { EndpointToken(id: tokens[$0]) }
      return try collect(
        tokens, first + rows, detail,
        reason: "the server hides the value of the token after the beginning")
    }
  }

  /// The text that is cut into these tokens: what they show, or that without the blank that some
  /// vocabularies put before every text.
  private func spelling(
    of tokens: [TokenID], _ shown: String
  ) async throws(LanguageModelError) -> String {
    guard shown.hasPrefix(" "), try await tokenize(shown) != tokens else { return shown }
    let text = String(shown.dropFirst())
    return try await tokenize(text) == tokens ? text : shown
  }

  /// The text of tokens and where each begins in it, in Unicode scalars.
  ///
  /// A token that ends inside a character counts as reaching to where the character begins.
  private func offsets(
    of tokens: [TokenID]
  ) async throws(LanguageModelError) -> (text: String, offsets: [Int]) {
    let texts = try await beginnings(of: tokens)
    let offsets = texts.dropLast().map { text in
      var scalars = text.unicodeScalars
      while scalars.last == "\u{FFFD}" { scalars.removeLast() }
      return scalars.count
    }
    return (texts[tokens.count], offsets)
  }

  /// The texts of the first 0, 1 and so on tokens, `[tokens + 1]`, asked for at once.
  private func beginnings(of tokens: [TokenID]) async throws(LanguageModelError) -> [String] {
    var texts = [""]
    try await OrderedWork(concurrency: concurrency).run(Array(tokens.indices)) {
      place throws(LanguageModelError) in
      try await detokenize(Array(tokens[...place]))
    } _: { text throws(LanguageModelError) in
      texts.append(text)
      return true
    }
    return texts
  }

  /// Looks each token up among the likeliest after those before it.
  ///
  /// A token among them has its exact value; any other is at most as likely as the last of them.
  func bounded(
    _ tokens: [TokenID], _ detail: ScoreDetail
  ) async throws(LanguageModelError) -> EndpointScores {
    let isByText = !report.takesTokens || !report.namesTopTokens
    let texts = isByText ? try await beginnings(of: tokens) : []
    var scores = [TokenScore(token: tokens[0], logProbability: nil)]
    var missing: [EndpointScores.Missing] = []
    try await OrderedWork(concurrency: concurrency).run(Array(tokens.indices.dropFirst())) {
      place throws(LanguageModelError) in
      let prompt: EndpointPrompt =
        report.takesTokens ? .tokens(Array(tokens[..<place])) : .text(texts[place])
      return (place, try await likeliest(after: prompt, place))
    } _: { (place, entry) throws(LanguageModelError) in
      let added = isByText ? EndpointModel.addedText(texts[place], texts[place + 1]) : nil
      let score = lookedUp(tokens[place], in: entry, as: added, detail)
      scores.append(score)
      if score.logProbability == nil {
        missing.append(
          EndpointScores.Missing(
            position: place, reason: "not among the \(entry.top.count) likeliest tokens",
            upperBound: entry.top.last?.logProbability))
      }
      return true
    }
    return EndpointScores(scores: SequenceScores(tokens: scores), missing: missing)
  }

  /// The score of a token, which may be among the likeliest of its position.
  private func lookedUp(
    _ token: TokenID, in entry: EndpointToken, as text: String?, _ detail: ScoreDetail
  ) -> TokenScore {
    var score = TokenScore(token: token, logProbability: nil)
    let found = entry.top.firstIndex { other in
      if let id = other.id { return id == token }
      return EndpointModel.isText(text, of: other)
    }
    if let found {
      let value = entry.top[found].logProbability
      score.logProbability = min(value, 0)
      score.rank = entry.top.prefix { $0.logProbability > value }.count + 1
    }
    if case .top(let count) = detail {
      score.top = entry.top.prefix(count).compactMap { other in
        other.id.map { RankedToken(token: $0, logProbability: min(other.logProbability, 0)) }
      }
    }
    return score
  }

  private func likeliest(
    after prompt: EndpointPrompt, _ place: Int
  ) async throws(LanguageModelError) -> EndpointToken {
    let request = ContinuationRequest(
      prompt, GenerationSettings(tokenLimit: 1), top: .count(report.topLimit))
    return try await client.answer(to: dialect.continuation(request)) {
      answer throws(LanguageModelError) in
      // A text that ends here may come without an entry; then nothing is known of the token.
      let entry = try dialect.continuation(from: answer).tokens.first ?? EndpointToken()
      try EchoChecks.validate(entry, place)
      return entry
    }
  }

  /// The text that a token adds to those before it; nil where it ends inside a character.
  private static func addedText(_ before: String, _ after: String) -> String? {
    guard after.utf8.starts(with: before.utf8) else { return nil }
    let added = String(decoding: after.utf8.dropFirst(before.utf8.count), as: UTF8.self)
    return added.isEmpty || added.unicodeScalars.contains("\u{FFFD}") ? nil : added
  }

  private static func isText(_ text: String?, of other: EndpointAlternative) -> Bool {
    guard let text else { return false }
    if let bytes = other.bytes { return text.utf8.elementsEqual(bytes) }
    return other.text.map { text.utf8.elementsEqual($0.utf8) } ?? false
  }
}
