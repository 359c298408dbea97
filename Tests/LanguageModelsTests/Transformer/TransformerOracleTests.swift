// SPDX-License-Identifier: Apache-2.0

import Compute
import Foundation
import LanguageModels
import TestSupport
import Testing

/// Random models made by transformers, against what transformers computes in double precision.
@Suite struct TransformerOracleTests {
  private struct Case: Decodable {
    let tokens: [TokenID]
    let greedy: [TokenID]
    let meanState: [Double]
    let logProbabilities: [[Double]]
  }

  private static let names = ["llama", "mistral", "qwen2", "gpt2"]

  private func folder(_ name: String) -> String {
    SuiteFolder.containing(#filePath).appendingPathComponent("Oracles/transformer_\(name)").path
  }

  private func load(_ name: String) throws -> Case {
    try #require(try Oracle.load("transformer", as: [String: Case].self)[name])
  }

  @Test(arguments: names, KernelFixture.sets)
  func distributionsAreThoseOfTransformers(name: String, set: KernelSet) async throws {
    let oracle = try load(name)
    let model = try TransformerModel(ModelFile.open(folder(name)), jobs: 2, kernels: set)
    let scores = try await model.score(oracle.tokens, detail: .distribution)
    expectClose(
      scores.distributions.map(Double.init), oracle.logProbabilities.flatMap(\.self),
      absolute: 2e-5, "\(name) \(set)")
    let chosen = zip(oracle.logProbabilities, oracle.tokens.dropFirst()).map { $0[Int($1)] }
    expectClose(scores.logProbabilities, chosen, absolute: 2e-5, name)
    let ranks = zip(oracle.logProbabilities, chosen).map { row, own in
      row.count { $0 > own } + 1
    }
    #expect(scores.tokens.dropFirst().map(\.rank) == ranks)
  }

  @Test(arguments: names) func greedyTokensAndStatesAreThoseOfTransformers(
    name: String
  ) async throws {
    let oracle = try load(name)
    let model = try TransformerModel.open(folder(name), jobs: 2)
    let generation = try await model.generate(
      after: Array(oracle.greedy[..<6]), GenerationSettings(tokenLimit: 20, ignoresEnd: true))
    #expect(generation.tokens.map(\.token) == Array(oracle.greedy[6...]))
    #expect(generation.activations == .float32)
    let state = try #require(try await model.embed(oracle.tokens))
    expectClose(state.map(Double.init), oracle.meanState, absolute: 2e-5, name)
  }

  /// A GGUF file of the same model has its queries and keys in another order.
  @Test(arguments: names) func anotherFormatOfTheModelGivesTheSame(name: String) async throws {
    let oracle = try load(name)
    let file = try ModelFile.open(folder(name))
    let export = ModelExport(file.configuration) { role throws(LanguageModelError) in
      ModelFixture.numbers(try file.tensor(role))
    }
    let expected = try await TransformerModel(file, jobs: 1).score(oracle.tokens, detail: .chosen)
    try await TemporaryFolder.with { folder in
      let path = folder.path("model.gguf")
      try export.writeGGUF(to: path, name: name, tokenizer: [])
      let model = try TransformerModel.open(path, jobs: 1)
      let scores = try await model.score(oracle.tokens, detail: .chosen)
      expectClose(
        scores.logProbabilities, expected.logProbabilities, absolute: 2e-5, name)
    }
  }

  /// The data of a safetensors file begin wherever its header ends.
  @Test(arguments: ["llama", "gpt2"]) func tensorsAtOddAddressesAreRead(name: String) async throws {
    let oracle = try load(name)
    let expected = try await TransformerModel.open(folder(name), jobs: 1)
      .score(oracle.tokens, detail: .chosen)
    try await TemporaryFolder.with { copy in
      for file in ["config.json", "model.safetensors"] {
        let path = SuiteFolder.containing(#filePath)
          .appendingPathComponent("Oracles/transformer_\(name)/\(file)")
        var bytes = Array(try Data(contentsOf: path))
        if file == "model.safetensors" {
          bytes = SafetensorsHeader.replacing("}}", with: "} }", in: bytes)
        }
        _ = try copy.write(Data(bytes), to: file)
      }
      let scores = try await TransformerModel.open(copy.path, jobs: 1)
        .score(oracle.tokens, detail: .chosen)
      #expect(scores == expected)
    }
  }
}
