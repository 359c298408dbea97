// SPDX-License-Identifier: Apache-2.0

import Evidence
import LanguageModels

extension MockServer {
  /// `/v1/completions` in the ways of the four servers that have it.
  func completions(_ body: JSONValue) -> JSONValue {
    let isEcho = body["echo"] == true && !traps.ignoresEcho
    let asked = body["logprobs"]?.wholeNumber ?? 0
    let count = asked == -1 ? model.tokenizer.vocabularyCount : asked
    let hasTokens = body["prompt"]?.elements != nil
    guard count <= traps.topCap, !(isEcho && traps.refusesEcho && count > 0),
      !(hasTokens && (traps.refusesTokens || dialect == .llamaCppPython))
    else { return MockServer.refusal(body["prompt"]) }
    let prompt = prompt(body["prompt"])
    let added = model.greedy(after: prompt, body["max_tokens"]?.wholeNumber ?? 16)
    let text = String(
      decoding: model.tokenizer.decode(isEcho ? prompt + added : added), as: UTF8.self)
    var choice: [String: JSONValue] = [
      "index": 0, "text": .string(text), "finish_reason": "length",
    ]
    if count > 0 || traps.tellsUnasked, !traps.hidesValues {
      let rows = Rows(self, prompt, added, isEcho: isEcho, count, body)
      choice["logprobs"] = rows.logprobs
      if dialect == .vLLM, isEcho {
        choice["prompt_logprobs"] = rows.promptLogprobs
        choice["prompt_token_ids"] = .array(prompt.map { .int($0) })
      }
      if dialect == .vLLM { choice["token_ids"] = .array(added.map { .int($0) }) }
    }
    return [
      "object": "text_completion", "choices": [.object(choice)],
      "usage": ["prompt_tokens": .int(prompt.count), "completion_tokens": .int(added.count)],
    ]
  }
}

/// The entries of one completion.
private struct Rows {
  private let server: MockServer
  private let all: [TokenID]
  private let promptCount: Int
  private let places: Range<Int>
  private let isEcho: Bool
  private let count: Int
  private let isNamedByIdentifier: Bool
  private var values: [[Double]?] = []

  init(
    _ server: MockServer, _ prompt: [TokenID], _ added: [TokenID], isEcho: Bool, _ count: Int,
    _ body: JSONValue
  ) {
    self.server = server
    self.isEcho = isEcho
    self.count = count
    isNamedByIdentifier = body["return_tokens_as_token_ids"] == true
    all = prompt + added
    promptCount = prompt.count
    let hidesBeginning = server.dialect == .llamaCppPython && prompt.first == 0
    places = (isEcho ? (hidesBeginning ? 1 : 0) : prompt.count)..<all.count
    // Without a beginning token, llama-cpp-python tells of the next token.
    let shifts = server.dialect == .llamaCppPython && !hidesBeginning
    let shift = isEcho && (server.traps.isShifted || shifts) ? 1 : 0
    let isWrong = server.traps.isStale && server.isOdd()
    let temperature = body["temperature"]?.double ?? 1
    values = places.enumerated().map { row, place in
      if isEcho, row == 0 || server.traps.nullPlace == row { return nil }
      let values = server.told(after: all[..<(place + shift)], temperature: temperature)
      return isWrong ? values.map { $0 - 0.01 } : values
    }
  }

  private func name(_ id: Int) -> String {
    isNamedByIdentifier ? "token_id:\(id)" : server.model.tokenizer.piece(TokenID(id))
  }

  private func rank(_ token: TokenID, _ values: [Double]) -> JSONValue {
    .int(server.traps.rank ?? values.filter { $0 > values[Int(token)] }.count + 1)
  }

  /// The value of each token.
  private func chosen(_ tokens: [TokenID]) -> [JSONValue] {
    let all = zip(tokens, values).map { token, values -> JSONValue in
      guard let value = values?[Int(token)] else { return .null }
      return server.traps.spellsValues ? .string("\(value)") : .number(value)
    }
    return server.traps.dropsValue ? all.dropLast() : all
  }

  var logprobs: JSONValue {
    let tokens = Array(all[places])
    var members: [String: JSONValue] = [
      "tokens": .array(tokens.map { .string(name(Int($0))) }),
      "token_logprobs": .array(chosen(tokens)),
      "top_logprobs": .array(
        zip(tokens, values).map { token, values in
          guard let values else { return .null }
          let listed = Set(ToyModel.order(values).prefix(count) + [Int(token)])
          return .object(
            Dictionary(uniqueKeysWithValues: listed.map { (name($0), .number(values[$0])) }))
        }),
      "text_offset": .array(
        places.map { place in
          let before = isEcho ? all[..<place] : all[promptCount..<place]
          let text = String(decoding: server.model.tokenizer.decode(Array(before)), as: UTF8.self)
          return .int(text.unicodeScalars.count)
        }),
    ]
    if server.dialect == .palimpsest {
      members["token_ids"] = .array(tokens.map { .int($0) })
      members["token_ranks"] = .array(
        zip(tokens, values).map { token, values in values.map { rank(token, $0) } ?? .null })
      members["top_tokens"] = .array(
        values.map { values in
          guard let values else { return .null }
          return .array(
            ToyModel.order(values).prefix(count).map { [.int($0), .number(values[$0])] })
        })
    }
    return .object(members)
  }

  var promptLogprobs: JSONValue {
    .array(
      zip(all[..<promptCount], values).map { token, values in
        guard let values else { return .null }
        let listed = Set(ToyModel.order(values).prefix(count) + [Int(token)])
        return .object(
          Dictionary(
            uniqueKeysWithValues: listed.map { id in
              (
                String(id),
                [
                  "logprob": .number(values[id]), "rank": rank(TokenID(id), values),
                  "decoded_token": .string(server.model.tokenizer.piece(TokenID(id))),
                ]
              )
            }))
      })
  }
}
