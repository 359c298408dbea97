// SPDX-License-Identifier: Apache-2.0

package import Evidence

/// vLLM: completions with echo, and with `prompt_logprobs`, which name tokens and ranks.
///
/// Both are asked for at once. Where the two disagree, one of them is stale, and neither is believed
/// (vllm-project/vllm issue 42245).
package struct VLLMDialect: EndpointDialect {
  private let model: String

  /// Creates the dialect for a model of the server.
  package init(model: String) {
    self.model = model
  }

  package var name: DialectName { .vLLM }

  package func continuation(_ request: ContinuationRequest) -> EndpointCall {
    let settings = request.settings
    let seed = settings.seed & UInt64(Int32.max)
    var members = CompletionsForm.request(request, model: model, seed: seed)
    // What is left out would come from the model's own generation_config.json.
    members["top_k"] = .int(settings.topK ?? -1)
    members["top_p"] = .number(settings.topP)
    members["min_p"] = 0
    members["repetition_penalty"] = 1
    if settings.ignoresEnd { members["ignore_eos"] = true }
    members.merge(VLLMDialect.asIdentifiers) { $1 }
    return EndpointCall("/v1/completions", .object(members))
  }

  // Texts of tokens can coincide; their identifiers cannot. Nothing is put before a prompt.
  private static let asIdentifiers: [String: JSONValue] = [
    "return_tokens_as_token_ids": true, "return_token_ids": true, "add_special_tokens": false,
  ]

  package func continuation(
    from answer: JSONValue
  ) throws(LanguageModelError) -> EndpointContinuation {
    var continuation = try CompletionsForm.read(answer)
    let choice = try AnswerReader(answer).choice()
    if choice.optional("token_ids") != nil {
      continuation.identifiers = try choice.tokens("token_ids")
    }
    return continuation
  }

  package func echo(_ request: EchoRequest) -> EndpointCall? {
    var members = CompletionsForm.echo(request, model: model)
    var count = request.top.count
    if case .vocabulary = request.top { count = -1 }
    members["logprobs"] = .int(count)
    members["prompt_logprobs"] = .int(count)
    members.merge(VLLMDialect.asIdentifiers) { $1 }
    return EndpointCall("/v1/completions", .object(members))
  }

  package func echo(
    from answer: JSONValue, of request: EchoRequest
  ) throws(LanguageModelError) -> EndpointContinuation {
    var echo = try CompletionsForm.read(answer)
    let choice = try AnswerReader(answer).choice()
    guard let rows = try choice.optionalElements("prompt_logprobs") else { return echo }
    var ids: [TokenID]?
    if choice.optional("prompt_token_ids") != nil { ids = try choice.tokens("prompt_token_ids") }
    if ids == nil, case .tokens(let tokens) = request.prompt { ids = tokens }
    guard let ids, ids.count == rows.count else { return echo }
    let hasEcho = echo.tokens.count >= rows.count
    for (row, value) in rows.enumerated() {
      let told = try VLLMDialect.token(ids[row], value)
      guard hasEcho else {
        echo.tokens.insert(told, at: row)
        continue
      }
      try VLLMDialect.compare(told, echo.tokens[row], row)
      echo.tokens[row].rank = told.rank
      echo.tokens[row].id = echo.tokens[row].id ?? told.id
    }
    echo.promptTokenCount = echo.promptTokenCount ?? rows.count
    return echo
  }

  private static func token(
    _ id: TokenID, _ value: JSONValue
  ) throws(LanguageModelError) -> EndpointToken {
    var token = EndpointToken(id: id)
    guard let members = value.members else { return token }
    var top: [EndpointAlternative] = []
    for (name, entry) in members {
      guard let other = TokenID(name), other >= 0 else {
        throw RemoteFailure.shape("prompt_logprobs")
      }
      let number = try AnswerReader.number(entry["logprob"], "prompt_logprobs")
      if other == id {
        token.logProbability = number
        token.rank = entry["rank"]?.wholeNumber
      }
      top.append(EndpointAlternative(id: other, logProbability: number))
    }
    token.top = AnswerReader.sorted(top)
    return token
  }

  private static func compare(
    _ told: EndpointToken, _ echoed: EndpointToken, _ row: Int
  ) throws(LanguageModelError) {
    let isSameToken = echoed.id == nil || echoed.id == told.id
    let difference = (told.logProbability ?? 0) - (echoed.logProbability ?? 0)
    guard isSameToken, (told.logProbability == nil) == (echoed.logProbability == nil),
      abs(difference) <= EchoChecks.tolerance
    else {
      throw RemoteFailure.untrusted(
        "Entry \(row) of the echo differs from the prompt's log-probabilities in one answer.")
    }
  }

  package func tokenization(of text: String) -> EndpointCall? {
    EndpointCall(
      "/tokenize",
      ["model": .string(model), "prompt": .string(text), "add_special_tokens": true])
  }

  package func detokenization(of tokens: [TokenID]) -> EndpointCall? {
    EndpointCall(
      "/detokenize",
      ["model": .string(model), "tokens": .array(tokens.map { .int($0) })])
  }

  package func text(from answer: JSONValue) throws(LanguageModelError) -> String {
    try AnswerReader(answer).string("prompt")
  }
}
