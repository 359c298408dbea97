// SPDX-License-Identifier: Apache-2.0

import Evidence

extension EndpointProbe {
  /// Finds out dialect, model and sizes.
  func detect() async throws(LanguageModelError) -> EndpointReport {
    var page: LanguageModelError?
    let models = try await look("/v1/models", &page)
    if let models, [401, 403].contains(models.status) {
      throw RemoteFailure.status(models.status, client.address.origin, code: models.code)
    }
    let listed = models?.document?["data"]?.elements ?? []
    let model = try model(among: listed.compactMap { $0["id"]?.text })
    let entry = listed.first { $0["id"]?.text == model } ?? .null
    let owner = entry["owned_by"]?.text
    let dialect: DialectName
    if let named = options.dialect {
      dialect = try agreed(named, with: DialectName(owner: owner))
    } else {
      dialect = try await self.dialect(owner: owner, model, &page)
    }
    var report = EndpointReport(dialect: dialect, model: model)
    if options.dialect != nil { report.note("dialect", note(on: DialectName(owner: owner))) }
    report.served.note(entry: entry)
    report.contextLength =
      EndpointProbe.size(entry["max_model_len"]) ?? EndpointProbe.size(entry["context_length"])
    report.vocabularyCount =
      EndpointProbe.size(entry["vocabulary_count"])
      ?? EndpointProbe.size(entry["meta"]?["n_vocab"])
    if dialect == .llamaServer, let settings = try await look("/props", &page)?.document {
      report.contextLength = EndpointProbe.size(settings["default_generation_settings"]?["n_ctx"])
    }
    if client.key != nil, client.address.scheme == "http", !client.address.isLoopback {
      report.note("transport", "unencrypted: the API key can be read on the way")
    }
    return report
  }

  /// A size that some model can have, in 1...2^28; nil for all else, which tells nothing.
  private static func size(_ value: JSONValue?) -> Int? {
    value?.wholeNumber.flatMap { (1...1 << 28).contains($0) ? $0 : nil }
  }

  private func model(among names: [String]) throws(LanguageModelError) -> String {
    if let wanted = options.model {
      guard names.isEmpty || names.contains(wanted) else {
        throw LanguageModelError(
          "LMD092", .missingInput, "\(client.address.origin) does not list the model asked for.",
          remedy: "Name one of the \(names.count) models that it lists under /v1/models.")
      }
      return wanted
    }
    guard names.count <= 1 else {
      throw LanguageModelError(
        "LMD092", .usage, "\(client.address.origin) lists \(names.count) models.",
        remedy: "Name one of them with --model.")
    }
    return names.first ?? "default"
  }

  /// The dialect that was named; one that the server says to be another is refused, but OpenAI's are
  /// spoken by others, too.
  private func agreed(
    _ named: DialectName, with told: DialectName?
  ) throws(LanguageModelError) -> DialectName {
    guard let told, told != named, named != .openAIChat, named != .openAICompletions else {
      return named
    }
    throw LanguageModelError(
      "LMD098", .usage,
      "\(client.address.origin) says that it speaks \(told.rawValue), not \(named.rawValue).",
      remedy: "Leave --dialect out, or name \(told.rawValue), openai-completions or openai-chat.")
  }

  private func note(on told: DialectName?) -> String {
    guard let told else { return "as named; the server does not say which it is" }
    return told == options.dialect
      ? "as named, and as the server says"
      : "as named; the server says \(told.rawValue), which may tell more"
  }

  private func dialect(
    owner: String?, _ model: String, _ page: inout LanguageModelError?
  ) async throws(LanguageModelError) -> DialectName {
    if let dialect = DialectName(owner: owner) { return dialect }
    if !["openai", "system", "openai-internal"].contains(owner) {
      if let props = try await look("/props", &page)?.document,
        props["default_generation_settings"] != nil
      {
        return .llamaServer
      }
      if try await look("/api/version", &page)?.document?["version"] != nil { return .ollama }
      if try await look("/version", &page)?.document?["version"] != nil { return .vLLM }
    }
    for name in [DialectName.openAICompletions, .openAIChat] {
      let request = ContinuationRequest(
        .text("Once"), GenerationSettings(tokenLimit: 1), top: .count(0))
      let call = name.dialect(model: model).continuation(request)
      if let reply = try await look(call, &page), reply.isSuccess,
        reply.document?["choices"] != nil
      {
        return name
      }
    }
    throw page
      ?? LanguageModelError(
        "LMD083", .badData, "\(client.address.origin) speaks none of the dialects known here.",
        remedy: "Check the address.")
  }

  private func look(
    _ path: String, _ page: inout LanguageModelError?
  ) async throws(LanguageModelError) -> EndpointReply? {
    try await look(EndpointCall(path), &page)
  }

  /// Asks whether a route is there; pages and redirects in its place count as no.
  private func look(
    _ call: EndpointCall, _ page: inout LanguageModelError?
  ) async throws(LanguageModelError) -> EndpointReply? {
    do throws(LanguageModelError) {
      return try await client.reply(to: call)
    } catch {
      guard error.code == "LMD080" || error.code == "LMD072" else { throw error }
      page = page ?? error
      return nil
    }
  }
}
