// SPDX-License-Identifier: Apache-2.0

import LanguageModels
import TestSupport
import Testing

@Suite struct RealModelTests {
  @Test(.requires(.stories260K)) func stories260KIsRead() throws {
    let folder = try #require(RealData.stories260K.path)
    let file = try ModelFile.open("\(folder)/stories260K.bin")
    #expect(
      file.configuration
        == ModelConfiguration(
          architecture: .llama, vocabularyCount: 512, width: 64, layerCount: 5, headCount: 8,
          keyValueHeadCount: 4, headWidth: 8, feedForwardWidth: 172, contextLength: 512,
          normEpsilon: 1e-5, rotaryBase: 10_000, rotaryPairing: .adjacent, tiesEmbeddings: true))
    #expect(file.parameterCount == 260_032)
    #expect(
      try file.digest()
        == "sha256:b0a507e7ad0f626624f17112325e66691f9076d622e1d3274d103d00299f2696")
    guard case .llama2c(let tokenizer) = file.tokenizer else {
      Issue.record("no tokenizer was found")
      return
    }
    #expect(tokenizer == "\(folder)/tok512.bin")
  }

  @Test(.requires(.stories260K)) func stories260KComesBackFromOtherFormats() throws {
    let folder = try #require(RealData.stories260K.path)
    let file = try ModelFile.open("\(folder)/stories260K.bin")
    let export = ModelExport(file.configuration) { role throws(LanguageModelError) in
      ModelFixture.numbers(try file.tensor(role))
    }
    try TemporaryFolder.with { output in
      let path = output.path("stories.gguf")
      try export.writeGGUF(to: path, name: "stories260K", tokenizer: [])
      let again = try ModelFile.open(path)
      #expect(again.configuration == file.configuration)
      for role in file.configuration.roles {
        // Both hold rows for adjacent pairs, so that not a bit may differ.
        let (one, other) = (try file.tensor(role).weight, try again.tensor(role).weight)
        #expect(one.file.bytes[one.range].elementsEqual(other.file.bytes[other.range]))
      }
    }
  }

  @Test(.requires(.smolLM2)) func smolLM2IsRead() throws {
    let path = try RealData.smolLM2.file(".gguf")
    let file = try ModelFile.open(path)
    #expect(
      file.configuration
        == ModelConfiguration(
          architecture: .llama, vocabularyCount: 49_152, width: 576, layerCount: 30, headCount: 9,
          keyValueHeadCount: 3, headWidth: 64, feedForwardWidth: 1_536, contextLength: 8_192,
          normEpsilon: 1e-5, rotaryBase: 100_000, rotaryPairing: .adjacent, tiesEmbeddings: true))
    #expect(file.tensors.count == 272 && file.parameterCount == 134_515_008)
    #expect(file.elementCounts.map(\.element) == [.f32, .q8x0, .q4x1])
    #expect(file.elementCounts.map(\.tensorCount) == [61, 1, 210])
    #expect(try file.digest().hasPrefix("sha256:b179c952"))
    guard case .gguf(let metadata) = file.tokenizer else {
      Issue.record("no tokenizer was found")
      return
    }
    #expect(try metadata.strings("tokenizer.ggml.tokens")?.count == 49_152)
    #expect(try metadata.strings("tokenizer.ggml.merges")?.count == 48_900)
    #expect(try metadata.string("tokenizer.ggml.pre") == "smollm")
    #expect(try metadata.flag("tokenizer.ggml.add_bos_token") == false)
  }
}
