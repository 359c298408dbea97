// SPDX-License-Identifier: Apache-2.0

import Evidence
import HTTPTypes
import LanguageModels
import Testing

@testable import Servers

@Suite struct ModelServerTests {
  @Test func theModelIsListedWithWhatAClientNeeds() async throws {
    let toy = try ServedToy()
    let answer = try await toy.send(.get, "/v1/models")
    let entry = answer.document["data"]?.elements?.first
    #expect(entry?["id"] == "toy" && entry?["owned_by"] == "palimpsest")
    #expect(entry?["vocabulary_count"]?.wholeNumber == toy.served.tokenizer.vocabularyCount)
    #expect(try await toy.send(.get, "/health").document == ["status": "ok"])
  }

  @Test(arguments: ["Once upon a time", "", "é 你好 😀", "\u{0}"])
  func textsComeBackFromTheirTokens(text: String) async throws {
    let toy = try ServedToy()
    let tokens = try await toy.post("/tokenize", ["content": .string(text), "add_special": true])
    let own = try await toy.served.model.tokenize(text)
    #expect(tokens.document["tokens"]?.elements == own.map { .int($0) })
    let back = try await toy.post("/detokenize", ["tokens": tokens.document["tokens"] ?? []])
    #expect(back.document["content"]?.text == text)
  }

  @Test func badTokensAreRefused() async throws {
    let toy = try ServedToy()
    for document: JSONValue in [[:], ["tokens": "a"], ["tokens": [1.5]], ["tokens": [9999]]] {
      let answer = try await toy.post("/detokenize", document)
      #expect(answer.status == 400 && answer.code == "SRV001")
    }
    #expect(try await toy.post("/tokenize", ["content": 1]).status == 400)
  }

  @Test func requestsRunInTurnAndTooManyAreRefused() async throws {
    let slots = RequestSlots(running: 1, waiting: 2)
    let (started, beginning) = AsyncStream.makeStream(of: Void.self)
    let (released, ending) = AsyncStream.makeStream(of: Void.self)
    let first = Task {
      try await slots.run {
        beginning.yield()
        for await _ in released { break }
        return 1
      }
    }
    for await _ in started { break }
    let second = Task { try await slots.run { 2 } }
    let third = Task { try await slots.run { 3 } }
    while await slots.waitingCount < 2 { await Task.yield() }
    await #expect(throws: ServersError.busy) { try await slots.run { 4 } }
    ending.yield()
    #expect(try await first.value == 1)
    #expect(try await second.value == 2)
    #expect(try await third.value == 3)
    #expect(try await slots.run { 5 } == 5)
  }
}
