// SPDX-License-Identifier: Apache-2.0

import Compute
import Foundation
import LanguageModels
import TestSupport
import Testing

@Suite struct TokenizerSourceTests {
  @Test func metadataOfAFileMakeATokenizer() throws {
    try TemporaryFolder.with { folder in
      let path = try ModelFixture.writeGGUF(ModelFixture.configuration(), in: folder)
      let tokenizer = try TokenizerSource.at(path).tokenizer(modelCount: 5)
      #expect(tokenizer.vocabularyCount == 5)
      #expect(tokenizer.special.beginning == 1 && tokenizer.special.end == 2)
      #expect(tokenizer.encode("é", addsSpecial: true) == [1, 4])
    }
  }

  @Test func aFileOrItsFolderMakesATokenizer() throws {
    let oracles = SuiteFolder.containing(#filePath).appendingPathComponent("Oracles")
    let packed = Array(
      try Data(contentsOf: oracles.appendingPathComponent("tokenizer_gpt2.json.gz")))
    var decompressor = try GzipDecompressor()
    var bytes: [UInt8] = []
    try decompressor.decompress(packed, into: &bytes)
    try TemporaryFolder.with { folder in
      let path = try folder.write(Data(bytes), to: "tokenizer.json")
      for name in [path, folder.path] {
        let tokenizer = try TokenizerSource.at(name).tokenizer(modelCount: 1)
        let tokens = tokenizer.encode("Hello there", addsSpecial: false)
        #expect(tokenizer.decode(tokens) == Array("Hello there".utf8))
      }
    }
  }

  @Test(.requires(.stories260K)) func aVocabularyOfLlama2CMakesATokenizer() throws {
    let folder = try #require(RealData.stories260K.path)
    let tokenizer = try TokenizerSource.at("\(folder)/tok512.bin").tokenizer(modelCount: 512)
    #expect(tokenizer.encode("Once upon a time", addsSpecial: true) == [1, 403, 407, 261, 378])
  }

  @Test func whatIsNoTokenizerIsRefused() throws {
    try TemporaryFolder.with { folder in
      func code(_ path: String) throws -> String? {
        #expect(throws: LanguageModelError.self) {
          try TokenizerSource.at(path).tokenizer(modelCount: 300)
        }?.code
      }
      #expect(try code(folder.path("none")) == "LMD001")
      #expect(try code(folder.path) == "LMD001")
      #expect(try code(folder.write("{}", to: "a.json")) == "LMD053")
      #expect(try code(folder.write("", to: "empty")) == "LMD053")
      #expect(try code(folder.write(Data([9, 0, 0, 0, 1]), to: "short.bin")) == "LMD052")
      let path = folder.path("plain.gguf")
      try ModelFixture.export(ModelFixture.configuration())
        .writeGGUF(to: path, name: "plain", tokenizer: [])
      #expect(try code(path) == "LMD112")
    }
  }
}
