// SPDX-License-Identifier: Apache-2.0

package import Evidence

/// The server of llama.cpp by its own routes: no echo, but any next token can be forced.
///
/// Unless asked for post-sampling values, the server computes a generated token's log-probability
/// from the raw logits, before biases and samplers. A large bias therefore makes it choose a token
/// without changing what it says of it. Whether that holds is checked when the endpoint is probed.
package struct LlamaServerDialect: EndpointDialect {
  /// Far above any difference of logits, and exact in single precision.
  static let forcingBias = 10_000.0

  private let model: String

  /// Creates the dialect for a model of the server.
  package init(model: String) {
    self.model = model
  }

  package var name: DialectName { .llamaServer }

  package func continuation(_ request: ContinuationRequest) -> EndpointCall {
    let settings = request.settings
    var members: [String: JSONValue] = [
      "model": .string(model), "prompt": request.prompt.json,
      "n_predict": .int(settings.tokenLimit), "temperature": .number(settings.temperature),
      "top_k": .int(settings.topK ?? 0), "top_p": .number(settings.topP), "min_p": 0,
      "repeat_penalty": 1, "seed": .int(settings.seed & UInt64(Int32.max)),
      "n_probs": .int(request.top.count), "post_sampling_probs": false, "cache_prompt": true,
      "return_tokens": true, "stream": false,
    ]
    if settings.ignoresEnd { members["ignore_eos"] = true }
    return EndpointCall("/completion", .object(members))
  }

  package func continuation(
    from answer: JSONValue
  ) throws(LanguageModelError) -> EndpointContinuation {
    let reader = AnswerReader(answer)
    guard reader.optional("truncated") != true else {
      throw RemoteFailure.misaligned("The server cut the prompt before it answered.")
    }
    let entries = try reader.optionalElements("completion_probabilities") ?? []
    var identifiers: [TokenID]?
    if reader.optional("tokens") != nil { identifiers = try reader.tokens("tokens") }
    return EndpointContinuation(
      text: try reader.string("content"), tokens: try TokenEntries.read(entries),
      identifiers: identifiers,
      isEnded: ["eos", "word"].contains(reader.optional("stop_type")?.text ?? ""),
      promptTokenCount: reader.optional("tokens_evaluated")?.wholeNumber)
  }

  package func forcing(
    _ token: TokenID, after prefix: [TokenID], top: EndpointTop, temperature: Double
  ) -> EndpointCall? {
    EndpointCall(
      "/completion",
      [
        "model": .string(model), "prompt": EndpointPrompt.tokens(prefix).json, "n_predict": 1,
        "n_probs": .int(max(top.count, 1)), "post_sampling_probs": false, "cache_prompt": true,
        "temperature": .number(temperature), "top_k": 0, "top_p": 1, "min_p": 0,
        "repeat_penalty": 1, "seed": 0, "return_tokens": true, "stream": false,
        "logit_bias": [[.int(token), .number(LlamaServerDialect.forcingBias)]],
      ])
  }

  package func tokenization(of text: String) -> EndpointCall? {
    EndpointCall(
      "/tokenize", ["content": .string(text), "add_special": true, "parse_special": false])
  }

  package func detokenization(of tokens: [TokenID]) -> EndpointCall? {
    EndpointCall("/detokenize", ["tokens": .array(tokens.map { .int($0) })])
  }
}
