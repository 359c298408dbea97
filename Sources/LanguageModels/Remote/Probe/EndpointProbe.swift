// SPDX-License-Identifier: Apache-2.0

/// Finds out what an endpoint speaks and what it can be believed.
///
/// Every level is tried from the top down with texts that are known here, and each refusal is kept
/// as a reason. Requests pass over the cache, since what a server does today is the question.
package struct EndpointProbe: Sendable {
  /// What to look for.
  package struct Options: Sendable {
    /// The model's name at the server; nil takes the only one.
    package var model: String?
    /// The dialect; nil finds it out.
    package var dialect: DialectName?
    /// How many likeliest tokens are wished for, at least 1.
    package var top: Int
    /// Whether whole distributions are tried, which can be megabytes for each position.
    package var wantsDistributions: Bool

    /// Creates options.
    package init(
      model: String? = nil, dialect: DialectName? = nil, top: Int = 20,
      wantsDistributions: Bool = false
    ) {
      precondition(top > 0, "at least one likeliest token")
      self.model = model
      self.dialect = dialect
      self.top = top
      self.wantsDistributions = wantsDistributions
    }
  }

  /// Known to most models, and predictable even to small ones.
  static let knownText =
    "Once upon a time, there was a little girl named Lily. "
    + "She loved to play outside in the park."
  /// Asked for in between, so that an answer kept too long shows.
  static let otherText = "She loved to play outside. One day, Lily saw a little girl in the park."

  let client: EndpointClient
  let options: Options

  /// Creates a probe.
  package init(_ client: EndpointClient, _ options: Options = Options()) {
    self.client = client
    self.options = options
  }

  /// Returns what the endpoint can do.
  ///
  /// - Throws: `LMD083` for a server that none of the dialects fits, `LMD092` where the model has to
  ///   be named, and the failures of the network.
  package func report() async throws(LanguageModelError) -> EndpointReport {
    var report = try await detect()
    let dialect = report.dialect.dialect(model: report.model)
    let known = try await knownTokens(dialect, &report)
    if try await probeEcho(dialect, known, &report) { return report }
    if try await probeForcing(dialect, known, &report) { return report }
    if try await probeOutput(dialect, known, &report) { return report }
    try await probeText(dialect, &report)
    return report
  }

  /// The tokens of the known text, where the server tells them, and the beginning token.
  private func knownTokens(
    _ dialect: any EndpointDialect, _ report: inout EndpointReport
  ) async throws(LanguageModelError) -> [TokenID]? {
    guard let call = dialect.tokenization(of: EndpointProbe.knownText),
      let empty = dialect.tokenization(of: "")
    else {
      report.note("tokenizer", "not offered; give one with --tokenizer")
      return nil
    }
    do throws(LanguageModelError) {
      let tokens = try dialect.tokens(from: try await client.answer(to: call, isFresh: true))
      let nothing = try dialect.tokens(from: try await client.answer(to: empty, isFresh: true))
      if let first = nothing.first, first == tokens.first { report.beginning = first }
      report.note("tokenizer", "offered")
      report.note("beginning", report.beginning.map { "token \($0)" } ?? "none")
      return tokens
    } catch {
      try report.keep(error, doing: "tokenizing")
      report.note("tokenizer", "not offered; give one with --tokenizer")
      return nil
    }
  }

  /// The last level: text comes back.
  private func probeText(
    _ dialect: any EndpointDialect, _ report: inout EndpointReport
  ) async throws(LanguageModelError) {
    let request = ContinuationRequest(
      .text(EndpointProbe.knownText), GenerationSettings(tokenLimit: 1), top: .count(0))
    do throws(LanguageModelError) {
      let answer = try await client.answer(to: dialect.continuation(request), isFresh: true)
      report.served.note(try dialect.textContinuation(from: answer))
    } catch {
      if error.category == .resumable { throw error }
      try report.keep(error, doing: "generating")
      throw LanguageModelError(
        "LMD083", .badData,
        options.dialect.map { "\(client.address.origin) does not speak \($0.rawValue)." }
          ?? "\(client.address.origin) speaks none of the dialects known here, or not as expected.",
        remedy: options.dialect == nil
          ? "Check the address." : "Check the address, and leave --dialect out to find it out.",
        cause: error.message)
    }
  }

  /// The counts of likeliest tokens to try, descending.
  func topCounts(_ dialect: any EndpointDialect) -> [Int] {
    let highest = min(options.top, dialect.documentedTopLimit ?? options.top)
    return [highest] + [20, 10, 5, 1].filter { $0 < highest }
  }

  /// Sends a call whose count of likeliest tokens may be beyond the server's limit: the count is
  /// lowered as long as the server refuses.
  ///
  /// - Returns: The answer and the count that it was given for.
  func capped<Answer>(
    _ counts: [EndpointTop], _ report: inout EndpointReport,
    _ read: (EndpointTop) async throws(LanguageModelError) -> Answer
  ) async throws(LanguageModelError) -> (Answer, EndpointTop) {
    var last: LanguageModelError?
    for top in counts {
      do throws(LanguageModelError) {
        let answer = try await read(top)
        if last != nil { report.note("top-limit", "\(top.count), as more were refused") }
        return (answer, top)
      } catch {
        guard error.code == "LMD079" || error.code == "LMD073" else { throw error }
        last = error
      }
    }
    throw last ?? RemoteFailure.shape("logprobs")
  }
}
