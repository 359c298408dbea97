// SPDX-License-Identifier: Apache-2.0

import Evidence
import LanguageModels

extension MockServer {
  private var tokenizer: ToyTokenizer { model.tokenizer }

  func route(_ path: String, _ body: JSONValue) -> JSONValue? {
    switch (path, dialect) {
    case ("/v1/models", _): models
    case ("/props", .llamaServer): ["default_generation_settings": ["n_ctx": 512]]
    case ("/api/version", .ollama): ["version": "0.13.0"]
    case ("/version", .vLLM): ["version": "0.11.0"]
    case ("/tokenize", .palimpsest), ("/tokenize", .llamaServer): tokens(of: body["content"])
    case ("/tokenize", .vLLM): tokens(of: body["prompt"])
    case ("/extras/tokenize", .llamaCppPython): tokens(of: body["input"])
    case ("/detokenize", .palimpsest), ("/detokenize", .llamaServer):
      ["content": text(of: body["tokens"])]
    case ("/detokenize", .vLLM): ["prompt": text(of: body["tokens"])]
    case ("/extras/detokenize", .llamaCppPython): ["text": text(of: body["tokens"])]
    case ("/completion", .llamaServer): completion(body)
    case ("/api/generate", .ollama): generate(body)
    case ("/v1/chat/completions", .openAIChat): chat(body)
    case ("/v1/completions", .palimpsest), ("/v1/completions", .vLLM),
      ("/v1/completions", .llamaCppPython), ("/v1/completions", .openAICompletions):
      completions(body)
    default: nil
    }
  }

  private var models: JSONValue {
    let owners: [DialectName: String] = [
      .vLLM: "vllm", .llamaServer: "llamacpp", .llamaCppPython: "me", .palimpsest: "palimpsest",
      .ollama: "somebody", .openAIChat: "openai", .openAICompletions: "system",
    ]
    let count = JSONValue.int(tokenizer.vocabularyCount)
    return [
      "object": "list",
      "data": .array(
        (0..<traps.modelCount).map { place in
          [
            "id": .string(place == 0 ? "toy" : "toy-\(place)"), "object": "model",
            "owned_by": .string(traps.owner ?? owners[dialect] ?? ""),
            "vocabulary_count": dialect == .palimpsest ? count : .null,
            "meta": dialect == .llamaServer && !traps.hidesVocabulary ? ["n_vocab": count] : .null,
            "max_model_len": dialect == .vLLM ? 512 : .null,
          ]
        }),
    ]
  }

  private func tokens(of text: JSONValue?) -> JSONValue {
    ["tokens": .array(tokenizer.encode(text?.text ?? "", addsSpecial: true).map { .int($0) })]
  }

  private func text(of tokens: JSONValue?) -> JSONValue {
    .string(String(decoding: tokenizer.decode(ids(tokens) ?? []), as: UTF8.self))
  }

  func ids(_ value: JSONValue?) -> [TokenID]? {
    value?.elements.map { $0.compactMap { $0.wholeNumber.map(TokenID.init) } }
  }

  /// The prompt's tokens: as they are, or as the tokenizer cuts the text.
  func prompt(_ value: JSONValue?) -> [TokenID] {
    if let ids = ids(value) { return ids }
    // vLLM is told to add nothing.
    return tokenizer.encode(value?.text ?? "", addsSpecial: dialect != .vLLM)
  }

  /// What the server says of what follows, with whatever is wrong with it.
  func told(after context: some Collection<TokenID>, temperature: Double) -> [Double] {
    var logits = model.logits(after: context)
    if traps.isPostSampling {
      logits = logits.map { $0 / max(temperature, 0.01) }
    }
    return ToyModel.logSoftmax(logits).map { traps.constant ?? $0 + traps.excess }
  }

  // MARK: - Routes other than completions

  private func completion(_ body: JSONValue) -> JSONValue {
    let prompt = prompt(body["prompt"])
    let temperature = body["temperature"]?.double ?? 1
    let count = body["n_probs"]?.wholeNumber ?? 0
    guard count <= traps.topCap else { return MockServer.refusal(body["prompt"]) }
    var added = model.greedy(after: prompt, body["n_predict"]?.wholeNumber ?? 0)
    var bias: TokenID?
    if let pair = body["logit_bias"]?.elements?.first?.elements, !traps.ignoresBias {
      bias = pair[0].wholeNumber.map(TokenID.init)
      added = bias.map { [$0] } ?? added
    }
    if let hidden = traps.hiddenToken, added == [hidden] {
      return [
        "content": "\u{fffd}", "tokens": [], "stop": true, "stop_type": "limit",
        "tokens_evaluated": .int(prompt.count),
      ]
    }
    var context = prompt
    let entries = added.map { token -> JSONValue in
      var values = told(after: context, temperature: temperature)
      if traps.isStale, isOdd() { values = values.map { $0 - 0.01 } }
      if traps.showsBias, let bias {
        var logits = model.logits(after: context)
        logits[Int(bias)] += 10_000
        values = ToyModel.logSoftmax(logits)
      }
      context.append(token)
      return entry(token, values, count, hasIdentifiers: true)
    }
    return [
      "content": .string(String(decoding: tokenizer.decode(added), as: UTF8.self)),
      "tokens": .array(added.map { .int($0) }), "stop": true, "stop_type": "limit",
      "tokens_evaluated": .int(prompt.count),
      "completion_probabilities": traps.hidesValues || count == 0 ? .null : .array(entries),
    ]
  }

  private func entry(
    _ token: TokenID, _ values: [Double], _ count: Int, hasIdentifiers: Bool
  ) -> JSONValue {
    func one(_ id: Int) -> [String: JSONValue] {
      let piece = tokenizer.piece(TokenID(id))
      var members: [String: JSONValue] = [
        "token": .string(piece), "logprob": .number(values[id]),
        "bytes": .array(piece.utf8.map { .int($0) }),
      ]
      if hasIdentifiers { members["id"] = .int(id) }
      return members
    }
    var members = one(Int(token))
    members["top_logprobs"] = .array(
      ToyModel.order(values).prefix(count).map { .object(one($0)) })
    return .object(members)
  }

  private func entries(_ added: [TokenID], _ prompt: [TokenID], _ temperature: Double, _ count: Int)
    -> JSONValue
  {
    var context = prompt
    return .array(
      added.map { token in
        var values = told(after: context, temperature: temperature)
        if traps.isStale, isOdd() { values = values.map { $0 - 0.01 } }
        context.append(token)
        return entry(token, values, count, hasIdentifiers: false)
      })
  }

  private func generate(_ body: JSONValue) -> JSONValue {
    let prompt = prompt(body["prompt"])
    let options = body["options"] ?? .null
    let count = body["top_logprobs"]?.wholeNumber ?? 0
    guard count <= min(traps.topCap, 20) else { return MockServer.refusal(body["prompt"]) }
    let added = model.greedy(after: prompt, options["num_predict"]?.wholeNumber ?? 0)
    let temperature = options["temperature"]?.double ?? 1
    return [
      "model": "toy", "response": .string(String(decoding: tokenizer.decode(added), as: UTF8.self)),
      "done": true, "done_reason": "length", "prompt_eval_count": .int(prompt.count),
      "logprobs": traps.hidesValues || count == 0
        ? .null : entries(added, prompt, temperature, count),
    ]
  }

  private func chat(_ body: JSONValue) -> JSONValue {
    let content = body["messages"]?.elements?.first?["content"]?.text ?? ""
    let prompt = tokenizer.encode("S. " + content + " O. ", addsSpecial: true)
    let count = body["top_logprobs"]?.wholeNumber ?? 0
    guard count <= min(traps.topCap, 20) else { return MockServer.refusal(.string(content)) }
    let added = model.greedy(after: prompt, body["max_tokens"]?.wholeNumber ?? 0)
    let temperature = body["temperature"]?.double ?? 1
    let text = String(decoding: tokenizer.decode(added), as: UTF8.self)
    return [
      "choices": [
        [
          "message": ["role": "assistant", "content": .string(text)], "finish_reason": "length",
          "logprobs": traps.hidesValues || count == 0
            ? .null : ["content": entries(added, prompt, temperature, count)],
        ]
      ]
    ]
  }
}
