// SPDX-License-Identifier: Apache-2.0

import Foundation
import LanguageModels
import TestSupport
import Testing

@Suite struct TransformerGenerationTests {
  @Test func aSeedGivesOneContinuation() async throws {
    try await TransformerFixture.withModel(TransformerFixture.configuration()) { model in
      let prompt = TransformerFixture.tokens(5)
      func write(_ seed: UInt64, topK: Int? = nil, topP: Double = 1) async throws -> [TokenID] {
        try await model.generate(
          after: prompt,
          GenerationSettings(
            tokenLimit: 30, temperature: 1, topK: topK, topP: topP, seed: seed)
        ).tokens.map(\.token)
      }
      let greedy = try await model.generate(after: prompt, GenerationSettings(tokenLimit: 30))
      #expect(greedy.tokens.allSatisfy { $0.rank == 1 })
      #expect(try await write(1) == write(1))
      #expect(try await write(1) != write(2))
      #expect(try await write(1, topK: 1) == greedy.tokens.map(\.token))
      #expect(try await write(1, topP: 1e-9) == greedy.tokens.map(\.token))
    }
  }

  @Test func theContextEndsAContinuation() async throws {
    let configuration = TransformerFixture.configuration(context: 12)
    try await TransformerFixture.withModel(configuration) { model in
      let settings = GenerationSettings(tokenLimit: 50)
      for count in [1, 11, 12] {
        let generation = try await model.generate(
          after: TransformerFixture.tokens(count), settings)
        #expect(generation.tokens.count == 12 - count)
        #expect(generation.ending == .length)
        let beside = try model.generate(
          after: [TransformerFixture.tokens(count)], [settings])
        #expect(beside[0].tokens.map(\.token) == generation.tokens.map(\.token))
      }
      let none = try await model.generate(after: [1], GenerationSettings(tokenLimit: 0))
      #expect(none.tokens.isEmpty && none.ending == .length)
    }
  }

  @Test func theEndOfATextStops() async throws {
    let configuration = TransformerFixture.configuration(vocabulary: 5)
    try await TransformerFixture.withModel(
      configuration, tokenizer: ModelFixture.tokenizer
    ) { model in
      var settings = GenerationSettings(tokenLimit: 200, temperature: 3)
      let stopped = try await model.generate(after: [1], settings)
      #expect(stopped.ending == .stop && stopped.tokens.count < 200)
      #expect(!stopped.tokens.map(\.token).contains(2))
      settings.ignoresEnd = true
      let whole = try await model.generate(after: [1], settings)
      #expect(whole.ending == .length && whole.tokens.count == 200)
      #expect(whole.tokens[stopped.tokens.count].token == 2)
      #expect(whole.tokens.prefix(stopped.tokens.count).map(\.token) == stopped.tokens.map(\.token))
      let text = try await model.detokenize(stopped.tokens.map(\.token))
      #expect(stopped.text == text)
      settings.ignoresEnd = false
      let beside = try model.generate(after: [[1], [1, 3]], [settings, settings])
      #expect(beside[0].ending == .stop)
      #expect(beside[0].tokens.map(\.token) == stopped.tokens.map(\.token))
    }
  }

  @Test func roundedActivationsAreNamedAndClose() async throws {
    let configuration = TransformerFixture.configuration()
    try await TransformerFixture.withFile(configuration) { path, folder in
      let file = try folder.write(Data(TransformerFixture.rounded(path)), to: "rounded.gguf")
      let model = try TransformerModel.open(file, jobs: 2)
      let prompt = TransformerFixture.tokens(20)
      var settings = GenerationSettings(tokenLimit: 60, temperature: 1, activations: .int8)
      let generation = try await model.generate(after: prompt, settings)
      #expect(generation.activations == .int8)
      let full = try await model.score(
        prompt + generation.tokens.map(\.token), detail: .chosen
      ).logProbabilities.suffix(60)
      let written = generation.tokens.compactMap(\.logProbability)
      let distance = zip(written, full).reduce(0) { $0 + abs($1.0 - $1.1) } / 60
      // This model attends more sharply than a trained one.
      #expect(distance > 1e-4 && distance < 0.1, "\(distance)")
      // Prompts are read in floats.
      settings.tokenLimit = 1
      let first = try await model.generate(after: prompt, settings)
      settings.activations = .float32
      let same = try await model.generate(after: prompt, settings)
      #expect(first.tokens.map(\.token) == same.tokens.map(\.token))
    }
  }
}
