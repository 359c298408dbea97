// SPDX-License-Identifier: Apache-2.0

import Evidence
import LanguageModels
import Testing

@testable import Servers

@Suite struct CompletionTests {
  private static let prompt = "Once upon a time there was a girl. 你好"

  @Test func anEchoTellsWhatTheModelSaysOfEachToken() async throws {
    let toy = try ServedToy()
    let tokens = try await toy.served.model.tokenize(Self.prompt)
    let scores = try await toy.served.model.score(tokens, detail: .top(3)).tokens
    for prompt: JSONValue in [.string(Self.prompt), .array(tokens.map { .int($0) })] {
      let answer = try await toy.complete([
        "prompt": prompt, "echo": true, "logprobs": 3, "max_tokens": 0, "model": "toy",
      ])
      #expect(answer.status == 200)
      #expect(answer.choice?["text"]?.text == Self.prompt)
      #expect(answer.choice?["finish_reason"] == "length")
      #expect(answer.column("token_ids") == tokens.map { .int($0) })
      #expect(answer.column("token_logprobs") == scores.map { .number(orNull: $0.logProbability) })
      #expect(
        answer.column("token_ranks").dropFirst().map(\.wholeNumber)
          == scores.dropFirst().map(\.rank))
      #expect(answer.column("token_logprobs").first == .null)
      #expect(answer.column("top_logprobs").first == .null)
      let top = answer.column("top_tokens").dropFirst().map { $0.elements?.count }
      #expect(top == [Int?](repeating: 3, count: tokens.count - 1))
      #expect(answer.document["usage"]?["total_tokens"] == .int(tokens.count))
    }
  }

  @Test func theTokenAfterAnEchoIsScoredAsInTheEchoOfBoth() async throws {
    let toy = try ServedToy()
    let one = try await toy.complete([
      "prompt": "Once upon", "echo": true, "logprobs": 2, "max_tokens": 1, "temperature": 0,
    ])
    let ids = one.column("token_ids")
    let both = try await toy.complete([
      "prompt": .array(ids), "echo": true, "logprobs": 2, "max_tokens": 0,
    ])
    for name in ["tokens", "token_logprobs", "top_tokens", "top_logprobs", "text_offset"] {
      #expect(one.column(name) == both.column(name), "\(name)")
    }
    let alone = try await toy.complete([
      "prompt": "Once upon", "logprobs": 2, "max_tokens": 1, "temperature": 0,
    ])
    #expect(alone.column("token_logprobs").last == one.column("token_logprobs").last)
    #expect(alone.column("text_offset") == [0])
  }

  @Test func greedyAnswersAreTheModelsOwnAndSeedsDecideDrawnOnes() async throws {
    let toy = try ServedToy()
    let tokens = try await toy.served.model.tokenize("Once")
    let own = try await toy.served.model.generate(
      after: tokens, GenerationSettings(tokenLimit: 12))
    let greedy = try await toy.complete(["prompt": "Once", "max_tokens": 12, "temperature": 0])
    #expect(greedy.choice?["text"]?.text == own.text)
    #expect(greedy.choice?["logprobs"] == .null)
    func drawn(_ seed: UInt64) async throws -> ServedToy.Answer {
      try await toy.complete(["prompt": "Once", "max_tokens": 12, "seed": .int(seed)])
    }
    let texts = try await (0..<6).asyncMap { try await drawn(UInt64($0)).choice?["text"]?.text }
    #expect(Set(texts).count > 1)
    #expect(try await drawn(.max).bytes == drawn(.max).bytes)
  }

  @Test func aStopEndsTheTextBeforeIt() async throws {
    let toy = try ServedToy()
    func answer(_ stops: JSONValue) async throws -> ServedToy.Answer {
      try await toy.complete([
        "prompt": "Once upon", "max_tokens": 12, "temperature": 0, "stop": stops, "logprobs": 1,
      ])
    }
    let whole = try #require(try await answer([]).choice?["text"]?.text)
    #expect(whole.count > 8, "\(whole)")
    let stop = String(whole.dropFirst(4).prefix(3))
    let cut = try #require(whole.firstRange(of: stop)?.lowerBound)
    let stopped = try await answer(["zebra", .string(stop)])
    #expect(stopped.choice?["text"]?.text == String(whole[..<cut]))
    #expect(stopped.choice?["finish_reason"] == "stop")
    // A token is kept where it begins before the stop.
    let offsets = stopped.column("text_offset").compactMap(\.wholeNumber)
    #expect(offsets.allSatisfy { $0 < whole.distance(from: whole.startIndex, to: cut) })
    #expect(offsets.count == stopped.document["usage"]?["completion_tokens"]?.wholeNumber)
  }

  @Test func withoutLikeliestTokensTheListsAreNull() async throws {
    let toy = try ServedToy()
    let answer = try await toy.complete([
      "prompt": "Once", "echo": true, "logprobs": 0, "max_tokens": 0,
    ])
    #expect(answer.choice?["logprobs"]?["top_logprobs"] == .null)
    #expect(answer.column("token_logprobs").count > 0)
  }

  @Test func theTimeComesFromTheClockThatWasGiven() async throws {
    let toy = try ServedToy()
    let answer = try await toy.complete(["prompt": "Once", "max_tokens": 1])
    #expect(answer.document["created"] == 0)
    #expect(answer.document["system_fingerprint"] == "sha256:00")
  }
}

extension Sequence {
  fileprivate func asyncMap<Result>(
    _ transform: (Element) async throws -> Result
  ) async throws -> [Result] {
    var results: [Result] = []
    for element in self { results.append(try await transform(element)) }
    return results
  }
}
