// SPDX-License-Identifier: Apache-2.0

package import LanguageModels

/// Scores texts by a model: `model score`.
package struct TextScoring: Sendable {
  /// The model.
  package let subject: SubjectModel
  /// How many likeliest tokens are told of each position; 0 for none.
  package let topCount: Int

  /// Prepares scoring.
  package init(_ subject: SubjectModel, topCount: Int = 0) {
    self.subject = subject
    self.topCount = topCount
  }

  /// Scores texts and hands them over in their order; an endpoint is asked for as many at once as
  /// its client may ask.
  ///
  /// - Parameters:
  ///   - entries: The texts.
  ///   - receive: Given each score in turn; once it returns false, no more are scored.
  /// - Throws: What scoring the first text that fails throws, once all before it were handed over,
  ///   and what `receive` throws.
  package func score(
    _ entries: [TextInput.Entry], _ receive: (ScoredText) throws(AuditError) -> Bool
  ) async throws(AuditError) {
    let concurrency = (subject.model as? EndpointModel)?.concurrency ?? 1
    try await OrderedWork(concurrency: concurrency).run(
      entries, { entry throws(AuditError) in try await score(entry) }, receive)
  }

  /// Scores one text, with the beginning and end that the model declares.
  ///
  /// - Parameter entry: The text.
  /// - Returns: One score a token; for a line that is longer than the context, the refusal.
  /// - Throws: What the model throws: `LMD112` and the like without a tokenizer, `LMD114` and `LMD087`
  ///   for a text of its own beyond the context, and the failures of an endpoint.
  package func score(_ entry: TextInput.Entry) async throws(AuditError) -> ScoredText {
    do throws(LanguageModelError) {
      return try await scored(entry)
    } catch {
      guard entry.line == nil || !TextScoring.tooLong.contains(error.code) else {
        return ScoredText(entry: entry, tokens: [], refusal: "\(error.code): \(error.message)")
      }
      throw TextScoring.placed(AuditError(error), entry)
    }
  }

  /// What says of one line among others that it is longer than the context.
  private static let tooLong = ["LMD087", "LMD114"]

  /// The error with the line of its text, where it is of one line among others.
  private static func placed(_ error: AuditError, _ entry: TextInput.Entry) -> AuditError {
    guard let line = entry.line, error.category == .badData else { return error }
    return AuditError(
      error.code, error.category, "Line \(line): \(error.message)", remedy: error.remedy,
      cause: error.cause)
  }

  private func scored(
    _ entry: TextInput.Entry
  ) async throws(LanguageModelError) -> ScoredText {
    let tokens: [TokenID]
    do throws(LanguageModelError) {
      tokens = try await subject.model.tokenize(entry.text)
    } catch {
      // A server may score a text although it names no tokens.
      guard error.code == "LMD086", topCount == 0, let endpoint = subject.model as? EndpointModel,
        endpoint.report.scoring == .echo
      else { throw error }
      return ScoredText(
        entry: entry, tokens: try await endpoint.entries(ofText: entry.text).map(\.scored))
    }
    let detail: ScoreDetail = topCount > 0 ? .top(topCount) : .chosen
    guard let endpoint = subject.model as? EndpointModel else {
      let scores = try await subject.model.score(tokens, detail: detail)
      return try await shown(entry, EndpointScores(scores: scores, missing: []))
    }
    return try await shown(entry, try await endpoint.scores(of: tokens, detail: detail))
  }

  private func shown(
    _ entry: TextInput.Entry, _ scores: EndpointScores
  ) async throws(LanguageModelError) -> ScoredText {
    let named = scores.scores.tokens.flatMap { [$0.token] + $0.top.map(\.token) }
    let pieces = try await subject.pieces(of: named, told: scores.texts)
    var tokens = scores.scores.tokens.map { score in
      ScoredText.Token(score, pieces)
    }
    for other in scores.missing where tokens.indices.contains(other.position) {
      tokens[other.position].reason = other.reason
      tokens[other.position].upperBound = other.upperBound
    }
    for place in scores.unbelievedRanks where tokens[place].reason == nil {
      tokens[place].reason = "the server's rank contradicts its log-probabilities"
    }
    return ScoredText(entry: entry, tokens: tokens)
  }
}

extension ScoredText.Token {
  /// Names a score's tokens.
  package init(_ score: TokenScore, _ pieces: [TokenID: String]) {
    self.init(
      identifier: score.token, text: pieces[score.token] ?? "",
      logProbability: score.logProbability, rank: score.rank,
      top: score.top.map {
        ScoredText.Alternative(
          identifier: $0.token, text: pieces[$0.token] ?? "", logProbability: $0.logProbability)
      })
  }
}

extension EndpointToken {
  /// What a server tells of a token of a text that it cut itself.
  fileprivate var scored: ScoredText.Token {
    ScoredText.Token(
      identifier: id, text: text ?? "", logProbability: logProbability.map { min($0, 0) },
      rank: believedRank)
  }
}
