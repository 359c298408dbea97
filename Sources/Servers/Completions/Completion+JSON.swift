// SPDX-License-Identifier: Apache-2.0

import Evidence
import LanguageModels

extension Completion {
  /// The document of a completion in OpenAI's form.
  ///
  /// Beside its members, `logprobs` has `token_ids`, `token_ranks` and `top_tokens` (identifier and
  /// log-probability, descending), since texts do not identify tokens. Where two of the likeliest
  /// tokens are shown alike, `top_logprobs` has the likelier one.
  ///
  /// - Parameters:
  ///   - served: The model.
  ///   - identifier: What the answer is called.
  ///   - created: Seconds since 1970.
  /// - Returns: The document.
  func json(_ served: ServedModel, identifier: String, created: Int) -> JSONValue {
    let texts = TokenTexts(told, served.tokenizer, continues: !echoes && !prompt.isEmpty)
    let choice: JSONValue = [
      "index": 0, "text": .string(echoes ? texts.text : addedText),
      "finish_reason": .string(ending.rawValue),
      "logprobs": topCount.map { logProbabilities(texts, served, count: $0) } ?? .null,
    ]
    return [
      "id": .string(identifier), "object": "text_completion", "created": .int(created),
      "model": .string(served.name),
      "system_fingerprint": served.model.identity.digest.map(JSONValue.string) ?? .null,
      "choices": [choice],
      "usage": [
        "prompt_tokens": .int(prompt.count), "completion_tokens": .int(added.count),
        "total_tokens": .int(prompt.count + added.count),
      ],
    ]
  }

  private func logProbabilities(
    _ texts: TokenTexts, _ served: ServedModel, count: Int
  ) -> JSONValue {
    var members: [String: JSONValue] = [
      "tokens": .array(texts.pieces.map(JSONValue.string)),
      "token_logprobs": .array(scores.map { .number(orNull: $0.logProbability) }),
      "text_offset": .array(texts.offsets.map { .int($0) }),
      "token_ids": .array(told.map { .int($0) }),
      "token_ranks": .array(scores.map { $0.rank.map { .int($0) } ?? .null }),
      "top_logprobs": .null, "top_tokens": .null,
    ]
    guard count > 0 else { return .object(members) }
    members["top_logprobs"] = .array(
      scores.map { score in
        guard score.logProbability != nil else { return .null }
        let named = score.top.map { top in
          (served.tokenizer.piece(top.token), JSONValue.number(top.logProbability))
        }
        return .object(Dictionary(named) { likelier, _ in likelier })
      })
    members["top_tokens"] = .array(
      scores.map { score in
        guard score.logProbability != nil else { return .null }
        return .array(score.top.map { [.int($0.token), .number($0.logProbability)] })
      })
    return .object(members)
  }
}
