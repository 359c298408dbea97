// SPDX-License-Identifier: Apache-2.0

package import Evidence

/// OpenAI's older completions, and whoever imitates them without being known more closely.
///
/// OpenAI itself refuses echo together with log-probabilities and tells at most five likeliest
/// tokens; others allow both. What holds is found out by asking.
package struct OpenAICompletionsDialect: EndpointDialect {
  private let model: String

  /// Creates the dialect for a model of the server.
  package init(model: String) {
    self.model = model
  }

  package var name: DialectName { .openAICompletions }

  package func refusal(of settings: GenerationSettings) -> String? {
    if settings.topK != nil { return "OpenAI's form knows no top-k" }
    return settings.ignoresEnd ? "OpenAI's form always stops at the end of a text" : nil
  }

  package func continuation(_ request: ContinuationRequest) -> EndpointCall {
    let seed = request.settings.seed & UInt64(Int32.max)
    return EndpointCall(
      "/v1/completions",
      .object(CompletionsForm.request(request, model: model, seed: seed)))
  }

  package func continuation(
    from answer: JSONValue
  ) throws(LanguageModelError) -> EndpointContinuation {
    try CompletionsForm.read(answer)
  }

  package func echo(_ request: EchoRequest) -> EndpointCall? {
    EndpointCall("/v1/completions", .object(CompletionsForm.echo(request, model: model)))
  }
}
