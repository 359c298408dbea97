// SPDX-License-Identifier: Apache-2.0

package import Evidence

/// OpenAI's chat completions: a template stands around every prompt, so no given text can be scored.
package struct OpenAIChatDialect: EndpointDialect {
  private let model: String

  /// Creates the dialect for a model of the server.
  package init(model: String) {
    self.model = model
  }

  package var name: DialectName { .openAIChat }
  package var takesRawPrompts: Bool { false }
  package var takesTokenPrompts: Bool { false }
  package var documentedTopLimit: Int? { 20 }

  package func refusal(of settings: GenerationSettings) -> String? {
    if settings.topK != nil { return "OpenAI's form knows no top-k" }
    return settings.ignoresEnd ? "OpenAI's form always stops at the end of a text" : nil
  }

  package func continuation(_ request: ContinuationRequest) -> EndpointCall {
    let settings = request.settings
    var content = ""
    if case .text(let text) = request.prompt { content = text }
    var members: [String: JSONValue] = [
      "model": .string(model), "stream": false,
      "messages": [["role": "user", "content": .string(content)]],
      "max_tokens": .int(settings.tokenLimit), "temperature": .number(settings.temperature),
      "seed": .int(settings.seed & UInt64(Int32.max)),
    ]
    if settings.topP < 1 { members["top_p"] = .number(settings.topP) }
    if request.top.count > 0 {
      members["logprobs"] = true
      members["top_logprobs"] = .int(request.top.count)
    }
    return EndpointCall("/v1/chat/completions", .object(members))
  }

  package func continuation(
    from answer: JSONValue
  ) throws(LanguageModelError) -> EndpointContinuation {
    let choice = try AnswerReader(answer).choice()
    let entries = choice.optional("logprobs")?["content"]?.elements ?? []
    return EndpointContinuation(
      // Null where the model called a tool or refused.
      text: choice.optional("message")?["content"]?.text ?? "",
      tokens: try TokenEntries.read(entries), identifiers: nil,
      isEnded: choice.optional("finish_reason")?.text == "stop",
      promptTokenCount: AnswerReader(answer).promptTokenCount,
      fingerprint: answer["system_fingerprint"]?.text)
  }
}
