// SPDX-License-Identifier: Apache-2.0

import Foundation
import LanguageModels
import TestSupport
import Testing

@Suite struct TransformerRefusalTests {
  private func refusal(
    _ body: () async throws -> Void
  ) async throws -> LanguageModelError {
    try #require(
      await #expect(throws: LanguageModelError.self) { try await body() })
  }

  @Test func sequencesThatCannotBeReadAreRefused() async throws {
    let configuration = TransformerFixture.configuration(context: 8)
    try await TransformerFixture.withModel(configuration) { model in
      let settings = GenerationSettings(tokenLimit: 3)
      let long = [TokenID](repeating: 1, count: 9)
      for error in [
        try await refusal { _ = try await model.score(long, detail: .chosen) },
        try await refusal { _ = try await model.generate(after: long, settings) },
        try await refusal { _ = try await model.embed(long) },
      ] {
        #expect(error.code == "LMD114" && error.message.contains("9 tokens"))
      }
      for token in [-1, 40] as [TokenID] {
        let error = try await refusal { _ = try await model.score([1, token], detail: .chosen) }
        #expect(error.code == "LMD111" && error.message.contains("Token 1 is \(token)"))
        #expect(
          try await refusal { _ = try await model.generate(after: [token], settings) }.code
            == "LMD111")
        #expect(try await refusal { _ = try await model.detokenize([token]) }.code == "LMD111")
      }
      #expect(
        try await refusal { _ = try await model.generate(after: [], settings) }.code == "LMD115")
      #expect(try await refusal { _ = try await model.embed([]) }.code == "LMD115")
      #expect(try await model.score([], detail: .chosen).tokens.isEmpty)
      #expect(try await model.score([4], detail: .chosen).tokens.map(\.token) == [4])
      #expect(try model.score([[TokenID]](), detail: .chosen).isEmpty)
    }
  }

  @Test func aMissingTokenizerIsMissedByTextAlone() async throws {
    try await TransformerFixture.withModel(TransformerFixture.configuration()) { model in
      let error = try await refusal { _ = try await model.tokenize("a") }
      #expect(error.code == "LMD112" && error.category == .missingInput)
      #expect(error.remedy.contains("--tokenizer"))
      #expect(try await refusal { _ = try await model.detokenize([1]) }.code == "LMD112")
      let generation = try await model.generate(after: [1, 2], GenerationSettings(tokenLimit: 4))
      #expect(generation.tokens.count == 4 && generation.text.isEmpty)
    }
  }

  @Test func aTokenizerMayBeSmallerThanTheModelAndNotLarger() async throws {
    try await TransformerFixture.withFile(
      TransformerFixture.configuration(vocabulary: 5), tokenizer: ModelFixture.tokenizer
    ) { five, folder in
      for (count, code) in [(4, "LMD113"), (5, nil), (7, nil)] as [(Int, String?)] {
        let path = folder.path("\(count).gguf")
        try TransformerFixture.export(TransformerFixture.configuration(vocabulary: count))
          .writeGGUF(to: path, name: "plain", tokenizer: [])
        if let code {
          let error = try await refusal {
            _ = try TransformerModel.open(path, tokenizer: five, jobs: 1)
          }
          #expect(error.code == code && error.message.contains("5 tokens"))
        } else {
          let model = try TransformerModel.open(path, tokenizer: five, jobs: 1)
          #expect(try await model.tokenize("é") == [1, 4])
        }
      }
      let error = try await refusal {
        _ = try TransformerModel.open(five, tokenizer: folder.path("none.json"), jobs: 1)
      }
      #expect(error.code == "LMD001")
    }
  }

  @Test(arguments: [Float.nan, .infinity])
  func weightsThatAreNotFiniteAreNamed(value: Float) async throws {
    let configuration = TransformerFixture.configuration()
    for role in [TensorRole.outputNorm, .block(1, .attentionNorm)] {
      try await TransformerFixture.withFile(configuration) { path, _ in
        let tensor = try ModelFile.open(path).tensor(role).weight
        try TransformerFixture.poison(tensor, with: value, in: path)
        let error = try await refusal { _ = try TransformerModel.open(path, jobs: 1) }
        #expect(error.code == "LMD116" && error.message.contains("'\(tensor.name)'"))
      }
    }
    for role in [TensorRole.embedding, .block(1, .down), .block(0, .key)] {
      try await TransformerFixture.withFile(configuration) { path, _ in
        let tensor = try ModelFile.open(path).tensor(role).weight
        try TransformerFixture.poison(tensor, with: value, in: path)
        let model = try TransformerModel.open(path, jobs: 2)
        let tokens = TransformerFixture.tokens(60)
        for error in [
          try await refusal { _ = try await model.score(tokens, detail: .moments) },
          try await refusal {
            _ = try await model.generate(after: tokens, GenerationSettings(tokenLimit: 5))
          },
          try await refusal { _ = try await model.embed(tokens) },
        ] {
          #expect(error.code == "LMD116" && error.message.contains("'\(tensor.name)'"))
        }
      }
    }
  }

  /// A state of 3e38 is finite, its square is not: without a word all tokens would be as likely.
  @Test(arguments: ModelConfiguration.Architecture.allCases)
  func statesWhoseNormOverflowsAreRefused(
    architecture: ModelConfiguration.Architecture
  ) async throws {
    let configuration = TransformerFixture.configuration(architecture, isTied: false)
    try await TransformerFixture.withFile(configuration) { path, _ in
      let tensor = try ModelFile.open(path).tensor(.embedding).weight
      try TransformerFixture.poison(tensor, with: 3e38, in: path)
      let model = try TransformerModel.open(path, jobs: 1)
      // The number stands in the row of token 20.
      let tokens: [TokenID] = [1, 20, 5]
      for error in [
        try await refusal { _ = try await model.score(tokens, detail: .moments) },
        try await refusal {
          _ = try await model.generate(after: tokens, GenerationSettings(tokenLimit: 5))
        },
        try await refusal { _ = try await model.embed(tokens) },
      ] {
        #expect(error.code == "LMD117" && error.message.contains("overflow"))
      }
      #expect(try await model.score([1, 2, 5], detail: .chosen).tokens.count == 3)
    }
  }

  @Test func productsThatOverflowAreToldFromBrokenWeights() async throws {
    let configuration = TransformerFixture.configuration()
    let export = TransformerFixture.export(configuration)
    let large = ModelExport(configuration) { role throws(LanguageModelError) in
      try export.values(role).map { role == .block(0, .down) ? $0 * 3e38 : $0 }
    }
    try await TemporaryFolder.with { folder in
      let path = folder.path("model.gguf")
      try large.writeGGUF(to: path, name: "large", tokenizer: [])
      let model = try TransformerModel.open(path, jobs: 1)
      let error = try await refusal {
        _ = try await model.score(TransformerFixture.tokens(9), detail: .chosen)
      }
      #expect(error.code == "LMD117")
    }
  }
}
