// SPDX-License-Identifier: Apache-2.0

import Evidence
import Foundation
import LanguageModels
import TestSupport
import Testing

@Suite struct NGramFolderTests {
  private func write(to folder: TemporaryFolder) throws -> NGramModel {
    var trainer = try BPETrainer(.init(vocabularyCount: 280))
    for text in ["a rose is a rose", "is a rose a rose"] { trainer.add(text) }
    let vocabulary = try trainer.train()
    let tokenizer = try vocabulary.tokenizer(name: "test")
    var counter = NGramCounter(
      order: 3, vocabularyCount: tokenizer.vocabularyCount, beginning: nil)
    for text in ["a rose is a rose", "is a rose a rose"] {
      counter.add(tokenizer.encode(text, addsSpecial: true))
    }
    let probabilities = counter.probabilities()
    try NGramFolder.write(probabilities, to: folder.path("model"))
    try StoredFile.write(vocabulary.tokenizerJSON(), to: folder.path("model/tokenizer.json"))
    return NGramModel(
      identity: ModelIdentity(name: "model", architecture: "ngram", digest: nil),
      probabilities: probabilities, tokenizer: tokenizer)
  }

  @Test func aModelComesBackFromDisk() async throws {
    try await TemporaryFolder.with { folder in
      let model = try write(to: folder)
      #expect(NGramFolder.isModel(folder.path("model")))
      let read = try NGramFolder.read(folder.path("model"))
      #expect(read.probabilities == model.probabilities)
      let tokens = try await read.tokenize("a rose")
      #expect(
        try await read.score(tokens, detail: .chosen)
          == (try await model.score(tokens, detail: .chosen)))
      #expect(read.identity.digest?.hasPrefix("sha256:") == true)
    }
  }

  @Test func noChangedByteOfTheCountsIsFollowedBlindly() throws {
    try TemporaryFolder.with { folder in
      _ = try write(to: folder)
      let path = folder.path("model/ngram.bin")
      let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
      var refused = 0
      for place in stride(from: 0, to: bytes.count, by: 7) {
        for value: UInt8 in [0, 0x7F, 0xFF] where bytes[place] != value {
          var changed = bytes
          changed[place] = value
          try Data(changed).write(to: URL(fileURLWithPath: path))
          do throws(LanguageModelError) {
            // What is still a tree can be walked.
            let model = try NGramFolder.read(folder.path("model"))
            _ = model.probabilities.distribution(after: [1, 2])
          } catch {
            #expect(error.code == "LMD130", "byte \(place)")
            refused += 1
          }
        }
      }
      #expect(refused > 50)
      for count in [0, 19, 20, bytes.count - 1] {
        try Data(bytes.prefix(count)).write(to: URL(fileURLWithPath: path))
        #expect(throws: LanguageModelError.self) { try NGramFolder.read(folder.path("model")) }
      }
    }
  }

  @Test(arguments: [
    ("\"order\": 3", "\"order\": 2"), ("\"vocab_size\": ", "\"vocab_size\": -"),
    ("\"discounts\": [", "\"discounts\": [0, "),
    ("\"bos_token_id\": null", "\"bos_token_id\": 9999"),
  ])
  func settingsThatCannotBeAreRefused(from: String, to: String) throws {
    try TemporaryFolder.with { folder in
      _ = try write(to: folder)
      let path = folder.path("model/config.json")
      let text = try String(contentsOfFile: path, encoding: .utf8)
      #expect(text.contains(from), "\(text)")
      try Data(text.replacing(from, with: to).utf8).write(to: URL(fileURLWithPath: path))
      #expect(throws: LanguageModelError.self) { try NGramFolder.read(folder.path("model")) }
    }
  }
}
