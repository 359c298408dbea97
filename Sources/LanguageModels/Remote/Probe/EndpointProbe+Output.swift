// SPDX-License-Identifier: Apache-2.0

extension EndpointProbe {
  /// Whether any next token can be forced and its value believed.
  func probeForcing(
    _ dialect: any EndpointDialect, _ known: [TokenID]?, _ report: inout EndpointReport
  ) async throws(LanguageModelError) -> Bool {
    guard let known, known.count > 4,
      dialect.forcing(0, after: known, top: .count(1), temperature: 0) != nil
    else { return false }
    do throws(LanguageModelError) {
      try await checkForcing(dialect, known, &report)
      return true
    } catch {
      try report.keep(error, doing: "forced tokens")
      return false
    }
  }

  private func checkForcing(
    _ dialect: any EndpointDialect, _ known: [TokenID], _ report: inout EndpointReport
  ) async throws(LanguageModelError) {
    let half = known.count / 2
    let prefix = Array(known[..<half])
    // The first time the prompt is worked through in batches, later from the cache token by token;
    // only like is compared with like.
    let (_, top) = try await output(dialect, .tokens(prefix), &report)
    let (free, _) = try await output(dialect, .tokens(prefix), asking: [top], &report)
    try EchoChecks.validate(free, 0)
    try EchoChecks.requireVariation(free.top.map(\.logProbability))
    // Likely and unlikely tokens, as far as they are listed, and the text's own.
    let listed = [free.top.first, free.top.last].compactMap(\.self)
    for alternative in listed {
      guard let id = alternative.id else { throw RemoteFailure.shape("id") }
      let value = try await forced(dialect, id, prefix, temperature: 0)
      guard abs(value - alternative.logProbability) <= EchoChecks.tolerance else {
        throw RemoteFailure.untrusted(
          "A forced token has another log-probability than the same token in a free choice.")
      }
    }
    let own = try await forced(dialect, known[half], prefix, temperature: 0)
    for temperature in [0, 1, 0.5] {
      let again = try await forced(dialect, known[half], prefix, temperature: temperature)
      guard abs(again - own) <= EchoChecks.tolerance else {
        throw RemoteFailure.untrusted(
          temperature == 0
            ? "The same request gave two differing answers."
            : "The values depend on the temperature: they are taken after sampling.")
      }
    }
    report.served.note(rows: [free])
    report.capability = .forcedTokens
    report.scoring = .forcing
    report.takesTokens = true
    report.namesTopTokens = free.top.allSatisfy { $0.id != nil }
    report.topLimit = min(top, free.top.count)
    report.note("forced-tokens", "agree with free choices; one request for each token")
    try await tryDistributions(dialect, known[half], prefix, &report)
  }

  private func tryDistributions(
    _ dialect: any EndpointDialect, _ token: TokenID, _ prefix: [TokenID],
    _ report: inout EndpointReport
  ) async throws(LanguageModelError) {
    guard options.wantsDistributions else { return }
    guard let count = report.vocabularyCount,
      let call = dialect.forcing(token, after: prefix, top: .vocabulary(count), temperature: 0)
    else {
      report.reasons.append("distributions: the size of the vocabulary is not known.")
      return
    }
    do throws(LanguageModelError) {
      let answer = try await client.answer(to: call, isFresh: true)
      let top = try dialect.continuation(from: answer).tokens.first?.top ?? []
      let sum = EchoChecks.logSumExp(top.map(\.logProbability))
      guard top.count == count, abs(sum) <= EchoChecks.tolerance else {
        report.reasons.append("distributions: the likeliest tokens are not the whole vocabulary.")
        return
      }
      report.capability = .distributions
      report.topLimit = count
    } catch {
      try report.keep(error, doing: "distributions")
    }
  }

  private func forced(
    _ dialect: any EndpointDialect, _ token: TokenID, _ prefix: [TokenID], temperature: Double
  ) async throws(LanguageModelError) -> Double {
    let call = dialect.forcing(token, after: prefix, top: .count(1), temperature: temperature)
    guard let call else { throw RemoteFailure.shape("logit_bias") }
    let answer = try await client.answer(to: call, isFresh: true)
    return try EndpointModel.forcedEntry(
      try dialect.continuation(from: answer), token
    ).logProbability ?? 0
  }

  /// Whether the likeliest tokens of what is generated are told and can be believed.
  func probeOutput(
    _ dialect: any EndpointDialect, _ known: [TokenID]?, _ report: inout EndpointReport
  ) async throws(LanguageModelError) -> Bool {
    var prompts: [EndpointPrompt] = []
    if let known, dialect.takesTokenPrompts { prompts.append(.tokens(known)) }
    prompts.append(.text(EndpointProbe.knownText))
    for prompt in prompts {
      do throws(LanguageModelError) {
        try await checkOutput(dialect, prompt, &report)
        if case .tokens = prompt { report.takesTokens = true }
        return true
      } catch {
        let kind = if case .tokens = prompt { "output after tokens" } else { "output after text" }
        try report.keep(error, doing: kind)
      }
    }
    return false
  }

  private func checkOutput(
    _ dialect: any EndpointDialect, _ prompt: EndpointPrompt, _ report: inout EndpointReport
  ) async throws(LanguageModelError) {
    let (first, count) = try await output(dialect, prompt, &report)
    try EchoChecks.validate(first, 0)
    try EchoChecks.requireVariation(first.top.map(\.logProbability))
    for temperature in [0, 1, 0.5] {
      let request = ContinuationRequest(
        prompt, GenerationSettings(tokenLimit: 1, temperature: temperature), top: .count(count))
      let answer = try await client.answer(to: dialect.continuation(request), isFresh: true)
      // With a temperature the text may end at once, and then there is no entry.
      guard let again = try dialect.continuation(from: answer).tokens.first else { continue }
      let difference = EchoChecks.difference(first.top, again.top)
      guard difference <= EchoChecks.tolerance else {
        throw RemoteFailure.untrusted(
          temperature == 0
            ? "The same request gave two differing answers."
            : "The values depend on the temperature: they are taken after sampling.")
      }
    }
    report.served.note(rows: [first])
    report.capability = .topTokens
    report.scoring = dialect.takesRawPrompts ? .bounds : .none
    report.namesTopTokens = first.top.allSatisfy { $0.id != nil }
    report.topLimit = min(count, first.top.count)
    if !dialect.takesRawPrompts {
      report.reasons.append("scoring: a template stands around every prompt.")
    }
  }

  /// The likeliest tokens after a prompt, and how many were asked for.
  private func output(
    _ dialect: any EndpointDialect, _ prompt: EndpointPrompt, asking counts: [Int]? = nil,
    _ report: inout EndpointReport
  ) async throws(LanguageModelError) -> (EndpointToken, Int) {
    let counts = (counts ?? topCounts(dialect)).map { EndpointTop.count($0) }
    let (continuation, top) = try await capped(counts, &report) {
      top throws(LanguageModelError) in
      let request = ContinuationRequest(prompt, GenerationSettings(tokenLimit: 1), top: top)
      let answer = try await client.answer(to: dialect.continuation(request), isFresh: true)
      return try dialect.continuation(from: answer)
    }
    guard let token = continuation.tokens.first, !token.top.isEmpty else {
      throw RemoteFailure.shape("logprobs")
    }
    report.served.note(continuation)
    return (token, top.count)
  }
}
