// SPDX-License-Identifier: Apache-2.0

import LanguageModels

/// A chat model that is a function from the question's text to the answer's.
struct AnsweringModel: LanguageModel {
  let answer: @Sendable (String) throws(LanguageModelError) -> String

  var identity: ModelIdentity { ModelIdentity(name: "answering", architecture: nil, digest: nil) }
  var capability: Capability { .text }
  var contextLength: Int? { nil }

  func tokenize(_ text: String) async throws(LanguageModelError) -> [TokenID] {
    text.utf8.map { TokenID($0) }
  }

  func detokenize(_ tokens: [TokenID]) async throws(LanguageModelError) -> String {
    String(decoding: tokens.map { UInt8(truncatingIfNeeded: $0) }, as: UTF8.self)
  }

  func score(
    _ tokens: [TokenID], detail: ScoreDetail
  ) async throws(LanguageModelError) -> SequenceScores {
    throw LanguageModelError("LMD082", .usage, "It scores nothing.", remedy: "Ask it.")
  }

  func generate(
    after prompt: [TokenID], _ settings: GenerationSettings
  ) async throws(LanguageModelError) -> Generation {
    let text = try answer(try await detokenize(prompt))
    return Generation(tokens: [], text: text, ending: .stop)
  }

  func embed(_ tokens: [TokenID]) async throws(LanguageModelError) -> [Float]? { nil }
}
