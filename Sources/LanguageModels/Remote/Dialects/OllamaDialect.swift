// SPDX-License-Identifier: Apache-2.0

package import Evidence

/// Ollama by its own route, without a template: the likeliest tokens of what it generates, as text.
package struct OllamaDialect: EndpointDialect {
  private let model: String

  /// Creates the dialect for a model of the server.
  package init(model: String) {
    self.model = model
  }

  package var name: DialectName { .ollama }
  package var takesTokenPrompts: Bool { false }
  package var documentedTopLimit: Int? { 20 }

  package func refusal(of settings: GenerationSettings) -> String? {
    settings.ignoresEnd ? "Ollama always stops at the end of a text" : nil
  }

  package func continuation(_ request: ContinuationRequest) -> EndpointCall {
    let settings = request.settings
    var prompt = ""
    if case .text(let text) = request.prompt { prompt = text }
    var members: [String: JSONValue] = [
      "model": .string(model), "prompt": .string(prompt), "raw": true, "stream": false,
      "options": [
        "num_predict": .int(settings.tokenLimit), "temperature": .number(settings.temperature),
        "top_k": .int(settings.topK ?? 0), "top_p": .number(settings.topP), "min_p": 0,
        "repeat_penalty": 1, "seed": .int(settings.seed & UInt64(Int32.max)),
      ],
    ]
    if request.top.count > 0 {
      members["logprobs"] = true
      members["top_logprobs"] = .int(request.top.count)
    }
    return EndpointCall("/api/generate", .object(members))
  }

  package func continuation(
    from answer: JSONValue
  ) throws(LanguageModelError) -> EndpointContinuation {
    let reader = AnswerReader(answer)
    return EndpointContinuation(
      text: try reader.string("response"),
      tokens: try TokenEntries.read(try reader.optionalElements("logprobs") ?? []),
      identifiers: nil, isEnded: reader.optional("done_reason")?.text == "stop",
      promptTokenCount: reader.optional("prompt_eval_count")?.wholeNumber)
  }
}
