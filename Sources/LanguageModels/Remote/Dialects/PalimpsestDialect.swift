// SPDX-License-Identifier: Apache-2.0

package import Evidence

/// `palimpsest model serve`: OpenAI's completions with echo, and with identifiers and ranks.
///
/// What is relied on:
///
/// - `GET /v1/models` answers `{"object": "list", "data": [{"id": NAME, "object": "model",
///   "owned_by": "palimpsest", "context_length": N, "vocabulary_count": V}]}`. `owned_by` names the
///   dialect; the two numbers may be missing.
/// - `POST /v1/completions` takes `model`, `prompt` (text, or one list of identifiers that is used
///   as it is), `echo`, `logprobs` (a count of likeliest tokens; status 400 above the server's cap),
///   `max_tokens` (0 or more), `temperature`, `top_p`, `top_k`, `seed` (unsigned, 64 bits),
///   `ignore_eos` and `stream: false`. Unknown members are ignored.
/// - It answers `choices[0]` with `text`, `finish_reason` (`stop` or `length`) and `logprobs`, and
///   `usage.prompt_tokens`. `logprobs` has `tokens`, `token_logprobs`, `top_logprobs`,
///   `text_offset` (Unicode scalars) and beside them `token_ids`, `token_ranks` and `top_tokens`, all
///   of one length. The first entry of an echo has null for its log-probability, rank and likeliest
///   tokens. `top_tokens` lists `[identifier, log-probability]`, descending, exactly as many as
///   asked for. All values are those of the model, before temperature and cuts.
/// - `POST /tokenize` takes `content` and `add_special` and answers `tokens`; `POST /detokenize`
///   takes `tokens` and answers `content`.
package struct PalimpsestDialect: EndpointDialect {
  private let model: String

  /// Creates the dialect for a model of the server.
  package init(model: String) {
    self.model = model
  }

  package var name: DialectName { .palimpsest }

  package func continuation(_ request: ContinuationRequest) -> EndpointCall {
    let settings = request.settings
    var members = CompletionsForm.request(request, model: model, seed: settings.seed)
    if let topK = settings.topK { members["top_k"] = .int(topK) }
    if settings.ignoresEnd { members["ignore_eos"] = true }
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
    EndpointCall("/tokenize", ["content": .string(text), "add_special": true])
  }

  package func detokenization(of tokens: [TokenID]) -> EndpointCall? {
    EndpointCall("/detokenize", ["tokens": .array(tokens.map { .int($0) })])
  }
}
