// SPDX-License-Identifier: Apache-2.0

package import Evidence

/// The server of llama-cpp-python: completions with echo, prompts as text alone.
///
/// It leaves the beginning token out of the echo and says nothing of the token after it. Without a
/// beginning token every value stands one place too early (its issues 1276 and 1983); the probe
/// notices.
package struct LlamaCppPythonDialect: EndpointDialect {
  private let model: String

  /// Creates the dialect for a model of the server.
  package init(model: String) {
    self.model = model
  }

  package var name: DialectName { .llamaCppPython }
  package var takesTokenPrompts: Bool { false }

  package func refusal(of settings: GenerationSettings) -> String? {
    settings.ignoresEnd ? "llama-cpp-python always stops at the end of a text" : nil
  }

  package func continuation(_ request: ContinuationRequest) -> EndpointCall {
    let settings = request.settings
    var members = CompletionsForm.request(
      request, model: model, seed: settings.seed & UInt64(Int32.max))
    members["top_k"] = .int(settings.topK ?? 0)
    members["top_p"] = .number(settings.topP)
    members["min_p"] = 0
    members["repeat_penalty"] = 1
    return EndpointCall("/v1/completions", .object(members))
  }

  package func continuation(
    from answer: JSONValue
  ) throws(LanguageModelError) -> EndpointContinuation {
    try CompletionsForm.read(answer)
  }

  package func echo(_ request: EchoRequest) -> EndpointCall? {
    EndpointCall("/v1/completions", .object(CompletionsForm.echo(request, model: model)))
  }

  package func tokenization(of text: String) -> EndpointCall? {
    EndpointCall("/extras/tokenize", ["model": .string(model), "input": .string(text)])
  }

  package func detokenization(of tokens: [TokenID]) -> EndpointCall? {
    EndpointCall(
      "/extras/detokenize",
      ["model": .string(model), "tokens": .array(tokens.map { .int($0) })])
  }

  package func text(from answer: JSONValue) throws(LanguageModelError) -> String {
    try AnswerReader(answer).string("text")
  }
}
