// SPDX-License-Identifier: Apache-2.0

import Evidence

/// Reads tokens that are listed as objects: `{token, logprob, bytes?, id?, top_logprobs: [...]}`.
///
/// OpenAI chat, llama-server and Ollama share this form.
enum TokenEntries {
  static func read(_ entries: [JSONValue]) throws(LanguageModelError) -> [EndpointToken] {
    var tokens: [EndpointToken] = []
    for entry in entries {
      // With post-sampling values, llama-server writes `prob` and `top_probs` instead.
      guard entry["prob"] == nil, entry["top_probs"] == nil else {
        throw RemoteFailure.untrusted(
          "The server tells probabilities after sampling, not those of the model.")
      }
      let chosen = try alternative(entry)
      var top: [EndpointAlternative] = []
      for other in try AnswerReader(entry).optionalElements("top_logprobs") ?? [] {
        top.append(try alternative(other))
      }
      tokens.append(
        EndpointToken(
          id: chosen.id, text: chosen.text, bytes: chosen.bytes,
          logProbability: chosen.logProbability, top: AnswerReader.sorted(top)))
    }
    return tokens
  }

  private static func alternative(
    _ entry: JSONValue
  ) throws(LanguageModelError) -> EndpointAlternative {
    EndpointAlternative(
      id: try entry["id"].map { value throws(LanguageModelError) in
        try AnswerReader.token(value, "id")
      }, text: entry["token"]?.text,
      bytes: try AnswerReader.bytes(entry["bytes"]),
      logProbability: try AnswerReader.number(entry["logprob"], "logprob"))
  }
}
