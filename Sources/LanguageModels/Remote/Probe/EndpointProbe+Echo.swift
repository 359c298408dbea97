// SPDX-License-Identifier: Apache-2.0

extension EndpointProbe {
  /// Whether the log-probabilities of prompts are told and can be believed.
  func probeEcho(
    _ dialect: any EndpointDialect, _ known: [TokenID]?, _ report: inout EndpointReport
  ) async throws(LanguageModelError) -> Bool {
    guard dialect.echo(EchoRequest(.text(""), top: .count(1))) != nil else {
      report.reasons.append("echo: \(dialect.name.rawValue) tells nothing of prompts.")
      return false
    }
    var prompts: [EndpointPrompt] = []
    if let known, dialect.takesTokenPrompts { prompts.append(.tokens(known)) }
    prompts.append(.text(EndpointProbe.knownText))
    for prompt in prompts {
      do throws(LanguageModelError) {
        try await checkEcho(dialect, prompt, &report)
        return true
      } catch {
        let kind = if case .tokens = prompt { "echo of tokens" } else { "echo of text" }
        try report.keep(error, doing: kind)
      }
    }
    return false
  }

  private func checkEcho(
    _ dialect: any EndpointDialect, _ prompt: EndpointPrompt, _ report: inout EndpointReport
  ) async throws(LanguageModelError) {
    var counts = topCounts(dialect).map { EndpointTop.count($0) }
    // vLLM takes -1 for all; others have to be told how many that are.
    if options.wantsDistributions, dialect.name == .vLLM || report.vocabularyCount != nil {
      counts.insert(.vocabulary(report.vocabularyCount ?? 0), at: 0)
    }
    let (echo, top) = try await capped(counts, &report) { top throws(LanguageModelError) in
      try await self.echo(dialect, EchoRequest(prompt, top: top))
    }
    let count = try promptCount(echo, prompt, report)
    let rows = Array(echo.tokens.prefix(count))
    var tokens: [TokenID]?
    if case .tokens(let sent) = prompt { tokens = sent }
    try EchoChecks.validate(rows, tokens: tokens)
    try EchoChecks.requireVariation(rows.dropFirst().compactMap(\.logProbability))
    try await checkAlignment(dialect, echo.tokens, prompt, &report)
    try await checkConstancy(dialect, EchoRequest(prompt, top: top), rows)
    report.served.note(echo)
    report.served.note(rows: rows)
    record(rows, top, isToken: tokens != nil, &report)
  }

  private func echo(
    _ dialect: any EndpointDialect, _ request: EchoRequest
  ) async throws(LanguageModelError) -> EndpointContinuation {
    guard let call = dialect.echo(request) else { throw RemoteFailure.shape("echo") }
    return try dialect.echo(
      from: try await client.answer(to: call, isFresh: true), of: request)
  }

  /// The number of entries that are of the prompt: there must be one more, of the generated token.
  private func promptCount(
    _ echo: EndpointContinuation, _ prompt: EndpointPrompt, _ report: EndpointReport
  ) throws(LanguageModelError) -> Int {
    var expected: Int?
    if case .tokens(let tokens) = prompt {
      expected = tokens.count
    } else if let count = echo.promptTokenCount {
      let isHidden = report.dialect == .llamaCppPython && report.beginning != nil
      expected = count - (isHidden ? 1 : 0)
    }
    guard let expected else {
      throw RemoteFailure.misaligned("The server does not say how many tokens the prompt has.")
    }
    let count = echo.tokens.count
    guard count == expected + 1 || count == expected && echo.isEnded else {
      throw RemoteFailure.misaligned(
        "The server's answer has \(count) entries for a prompt of \(expected) tokens; "
          + "\(expected + 1) were expected.")
    }
    return expected
  }

  /// Refuses entries that are of the next token.
  private func checkAlignment(
    _ dialect: any EndpointDialect, _ rows: [EndpointToken], _ prompt: EndpointPrompt,
    _ report: inout EndpointReport
  ) async throws(LanguageModelError) {
    let (own, next) = EchoChecks.agreement(rows)
    report.note(
      "alignment",
      "the likeliest token is an entry's own \(own) times, the next one's \(next) times")
    if own > next { return }
    guard own == next, case .tokens(let tokens) = prompt else {
      throw RemoteFailure.misaligned(
        own < next
          ? "The values are shifted by one: each entry is of the token after it."
          : "Whether the values are shifted by one cannot be told.")
    }
    // A model that predicts neither: what it says after half of the prompt is compared instead.
    let half = tokens.count / 2
    let request = ContinuationRequest(
      .tokens(Array(tokens[..<half])), GenerationSettings(tokenLimit: 1),
      top: .count(max(rows[half].top.count - 1, 1)))
    let answer = try await client.answer(to: dialect.continuation(request), isFresh: true)
    let after = try dialect.continuation(from: answer).tokens.first?.top ?? []
    guard EchoChecks.difference(after, rows[half].top) <= EchoChecks.tolerance,
      EchoChecks.difference(after, rows[half - 1].top) > EchoChecks.tolerance
    else {
      throw RemoteFailure.misaligned("Whether the values are shifted by one cannot be told.")
    }
  }

  /// Refuses values that change when asked again, after something else, or with the temperature.
  private func checkConstancy(
    _ dialect: any EndpointDialect, _ request: EchoRequest, _ rows: [EndpointToken]
  ) async throws(LanguageModelError) {
    let other = EchoRequest(.text(EndpointProbe.otherText), top: request.top)
    _ = try await echo(dialect, other)
    for temperature in [0, 1, 0.5] {
      var request = request
      request.temperature = temperature
      let again = try await echo(dialect, request).tokens.prefix(rows.count)
      let difference = EchoChecks.difference(rows, Array(again))
      guard let difference, difference <= EchoChecks.tolerance else {
        throw RemoteFailure.untrusted(
          temperature == 0
            ? "The same request gave two differing answers."
            : "The values depend on the temperature: they are taken after sampling.")
      }
    }
  }

  private func record(
    _ rows: [EndpointToken], _ top: EndpointTop, isToken: Bool, _ report: inout EndpointReport
  ) {
    let told = rows.dropFirst().map(\.top)
    let least = told.map(\.count).min() ?? 0
    let sum = told.map { abs(EchoChecks.logSumExp($0.map(\.logProbability))) }.max() ?? 1
    report.scoring = .echo
    report.takesTokens = isToken
    report.namesTopTokens = told.allSatisfy { $0.allSatisfy { $0.id != nil } }
    report.capability = .tokenLogProbabilities
    report.topLimit = min(top.count, least)
    let contradictions = rows.count {
      EntryReading($0, vocabularyCount: report.vocabularyCount).contradictsRank
    }
    if contradictions > 0 {
      report.note(
        "ranks",
        "\(contradictions) of \(rows.count) contradict the log-probabilities; such are not told")
    }
    if options.wantsDistributions, case .count = top {
      report.reasons.append(
        "distributions: the server does not tell the whole vocabulary, or not its size.")
    }
    if case .vocabulary(let wanted) = top {
      report.topLimit = least
      if sum <= EchoChecks.tolerance, least >= max(wanted, 1), report.namesTopTokens {
        report.capability = .distributions
        report.vocabularyCount = report.vocabularyCount ?? least
      } else {
        report.reasons.append("distributions: the likeliest tokens are not the whole vocabulary.")
      }
    }
    if report.dialect == .llamaCppPython {
      report.note(
        "first-token", "the beginning token hides the value of the token after it")
    }
  }
}
