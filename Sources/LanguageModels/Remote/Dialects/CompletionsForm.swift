// SPDX-License-Identifier: Apache-2.0

import Evidence

/// The form of OpenAI's older completions, which most servers imitate.
///
/// `choices[0].logprobs` holds parallel arrays: `tokens`, `token_logprobs` (null for the first of an
/// echo), `top_logprobs` (an object from text to log-probability, or null) and `text_offset` (in
/// Unicode scalars). `token_id:17` in place of a text is vLLM's way to name tokens by identifier.
/// `token_ids`, `token_ranks` and `top_tokens` (`[[id, logprob], …]`) are additions of this
/// toolkit's own server.
enum CompletionsForm {
  /// The members that every request of this form has.
  static func request(
    _ request: ContinuationRequest, model: String, seed: UInt64
  ) -> [String: JSONValue] {
    let settings = request.settings
    var members: [String: JSONValue] = [
      "model": .string(model), "prompt": request.prompt.json,
      "max_tokens": .int(settings.tokenLimit), "temperature": .number(settings.temperature),
      "seed": .int(seed), "stream": false,
    ]
    if settings.topP < 1 { members["top_p"] = .number(settings.topP) }
    if request.top.count > 0 { members["logprobs"] = .int(request.top.count) }
    return members
  }

  /// The members of a request for an echo.
  static func echo(_ request: EchoRequest, model: String) -> [String: JSONValue] {
    [
      "model": .string(model), "prompt": request.prompt.json, "echo": true,
      "logprobs": .int(request.top.count), "max_tokens": 1,
      "temperature": .number(request.temperature), "seed": 0, "stream": false,
    ]
  }

  /// Reads an answer.
  static func read(_ answer: JSONValue) throws(LanguageModelError) -> EndpointContinuation {
    let choice = try AnswerReader(answer).choice()
    return EndpointContinuation(
      text: try choice.string("text"), tokens: try tokens(choice.optional("logprobs")),
      identifiers: nil, isEnded: choice.optional("finish_reason")?.text == "stop",
      promptTokenCount: AnswerReader(answer).promptTokenCount,
      fingerprint: answer["system_fingerprint"]?.text)
  }

  private static func tokens(_ value: JSONValue?) throws(LanguageModelError) -> [EndpointToken] {
    // The chat form in this place, as Ollama writes it, has no parallel arrays.
    guard let value, let names = value["tokens"]?.elements else {
      guard let entries = value?["content"]?.elements else { return [] }
      return try TokenEntries.read(entries)
    }
    let columns = try Columns(AnswerReader(value), count: names.count)
    var tokens: [EndpointToken] = []
    for (row, name) in names.enumerated() {
      guard let text = name.text else { throw RemoteFailure.shape("tokens") }
      tokens.append(try columns.token(row, text))
    }
    return tokens
  }

  /// The identifier in `token_id:17`; nil for other texts.
  static func identifier(_ text: String) -> TokenID? {
    let marker = "token_id:"
    guard text.hasPrefix(marker) else { return nil }
    return TokenID(text.dropFirst(marker.count)).flatMap { $0 >= 0 ? $0 : nil }
  }
}

/// The parallel arrays of one answer.
private struct Columns {
  private let values: [JSONValue]
  private let tops: [JSONValue]?
  private let offsets: [JSONValue]?
  private let ids: [JSONValue]?
  private let ranks: [JSONValue]?
  private let rankedTops: [JSONValue]?

  init(_ reader: AnswerReader, count: Int) throws(LanguageModelError) {
    values = try reader.elements("token_logprobs")
    tops = try reader.optionalElements("top_logprobs")
    offsets = try reader.optionalElements("text_offset")
    ids = try reader.optionalElements("token_ids")
    ranks = try reader.optionalElements("token_ranks")
    rankedTops = try reader.optionalElements("top_tokens")
    for column in [values, tops, offsets, ids, ranks, rankedTops] {
      guard let column, column.count != count else { continue }
      throw RemoteFailure.shape("logprobs")
    }
  }

  func token(_ row: Int, _ text: String) throws(LanguageModelError) -> EndpointToken {
    var token = EndpointToken(text: text)
    token.logProbability = try AnswerReader.optionalNumber(values[row], "token_logprobs")
    token.id = try ids.map { ids throws(LanguageModelError) in
      try AnswerReader.token(ids[row], "token_ids")
    }
    if let id = CompletionsForm.identifier(text) {
      token.id = id
      token.text = nil
    }
    token.offset = offsets?[row].wholeNumber
    token.rank = ranks?[row].wholeNumber
    token.top = AnswerReader.sorted(try top(row))
    return token
  }

  private func top(_ row: Int) throws(LanguageModelError) -> [EndpointAlternative] {
    var top: [EndpointAlternative] = []
    if let pairs = rankedTops?[row].elements {
      for pair in pairs {
        guard let pair = pair.elements, pair.count == 2 else {
          throw RemoteFailure.shape("top_tokens")
        }
        top.append(
          EndpointAlternative(
            id: try AnswerReader.token(pair[0], "top_tokens"),
            logProbability: try AnswerReader.number(pair[1], "top_tokens")))
      }
      return top
    }
    for (text, value) in tops?[row].members ?? [:] {
      let id = CompletionsForm.identifier(text)
      top.append(
        EndpointAlternative(
          id: id, text: id == nil ? text : nil,
          logProbability: try AnswerReader.number(value, "top_logprobs")))
    }
    return top
  }
}
