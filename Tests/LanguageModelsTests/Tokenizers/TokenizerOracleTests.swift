// SPDX-License-Identifier: Apache-2.0

import Evidence
import LanguageModels
import TestSupport
import Testing

@Suite struct TokenizerOracleTests {
  private func mismatches(
    _ tokenizer: any Tokenizer, _ lines: [String], _ hashes: JSONValue?, readsSpecial: Bool
  ) throws -> [String] {
    let hashes = try #require(hashes?.elements).map(\.wholeNumber)
    #expect(hashes.count == lines.count)
    return zip(lines, hashes).filter { line, hash in
      let tokens = tokenizer.encode(line, addsSpecial: true, readsSpecial: readsSpecial)
      return TokenizerOracle.hash(tokens) != hash
    }.map { "\($0.0.debugDescription)" }
  }

  private func expectAgreement(_ family: String) throws {
    let document = try TokenizerOracle.document()
    let record = try #require(document["families"]?[family], "run the script with --smollm2")
    let tokenizer = try HuggingFaceTokenizer.read(
      try TokenizerOracle.read("tokenizer_\(family)"), name: family)
    let lines = try TokenizerOracle.texts(document["lines"])
    #expect(lines.count >= 1000)
    let spelled = try TokenizerOracle.texts(record["spelled"])
    #expect(try mismatches(tokenizer, lines, record["hashes"], readsSpecial: true) == [])
    #expect(try mismatches(tokenizer, lines, record["hashes"], readsSpecial: false) == [])
    #expect(try mismatches(tokenizer, spelled, record["read"], readsSpecial: true) == [])
    #expect(try mismatches(tokenizer, spelled, record["unread"], readsSpecial: false) == [])
  }

  @Test(arguments: TokenizerOracle.families)
  func everyLineGetsTheIdentifiersOfTheReference(family: String) throws {
    try expectAgreement(family)
  }

  @Test(.requires(TokenizerOracle.larger))
  func everyLineGetsTheIdentifiersOfSmolLM2() throws {
    try expectAgreement("smollm2")
  }

  @Test(arguments: ["gpt2", "smollm", "llama3", "llama2", "mistral"])
  func decodingGivesEveryLineBack(family: String) throws {
    let tokenizer = try HuggingFaceTokenizer.read(
      try TokenizerOracle.read("tokenizer_\(family)"), name: family)
    let isPlain = family != "llama2" && family != "mistral"
    for line in try TokenizerOracle.texts(try TokenizerOracle.document()["lines"]) {
      // A written blank reads back as a blank; Metaspace does not double a first blank.
      if !isPlain, line.unicodeScalars.contains("\u{2581}") { continue }
      if family == "mistral", line.hasPrefix(" ") { continue }
      let tokens = tokenizer.encode(line, addsSpecial: true)
      #expect(tokenizer.decode(tokens) == Array(line.utf8), "\(line.debugDescription)")
      #expect(tokens.allSatisfy { (0..<TokenID(tokenizer.vocabularyCount)).contains($0) })
    }
  }

  @Test func aComposingVocabularyDecodesToFormC() throws {
    let tokenizer = try HuggingFaceTokenizer.read(
      try TokenizerOracle.read("tokenizer_qwen2"), name: "qwen2")
    for line in try TokenizerOracle.texts(try TokenizerOracle.document()["lines"]) {
      let composed = CanonicalComposition.composed(Array(line.utf8))
      #expect(tokenizer.decode(tokenizer.encode(line, addsSpecial: false)) == composed)
      #expect(CanonicalComposition.composed(composed) == composed)
    }
  }

  /// A GGUF file holds the same vocabulary as lists.
  @Test(arguments: ["gpt2", "smollm", "qwen2", "llama3"])
  func metadataOfGGUFMakeTheSameTokenizer(family: String) throws {
    let bytes = try TokenizerOracle.read("tokenizer_\(family)")
    let tokenizer = try HuggingFaceTokenizer.read(bytes, name: family)
    let parsed = try JSONValue(parsing: bytes)
    let model = try #require(parsed["model"])
    let spellings = try #require(model["vocab"]?.members)
    var tokens = Array(repeating: "<user word>", count: spellings.count + 1)
    for (spelling, token) in spellings { tokens[try #require(token.wholeNumber)] = spelling }
    var types = Array(repeating: Int32(1), count: tokens.count)
    (types[0], types[1], types[tokens.count - 1]) = (3, 3, 4)
    let pairs = try #require(model["merges"]?.elements)
    let merges = try pairs.map { pair in
      try TokenizerOracle.texts(pair).joined(separator: " ")
    }
    let name = try #require(PreTokenizer(rawValue: family)).ggufName
    let other = try GGUFVocabulary(
      name: family, model: "gpt2", tokens: tokens, merges: merges, types: types, pre: name,
      beginning: 0
    ).tokenizer()
    #expect(other.special.addsBeginning == (family == "llama3"))
    for line in try TokenizerOracle.texts(try TokenizerOracle.document()["lines"]).prefix(300) {
      #expect(
        other.encode(line, addsSpecial: true, readsSpecial: true)
          == tokenizer.encode(line, addsSpecial: true, readsSpecial: true))
    }
  }

  /// The trainer of the reference, on the lines of the oracle.
  @Test func theTrainerLearnsTheMergesOfTheReference() throws {
    let document = try TokenizerOracle.document()
    var trainer = try BPETrainer(.init(vocabularyCount: 600))
    for line in try TokenizerOracle.texts(document["lines"]).prefix(1000) { trainer.add(line) }
    let learnt = try trainer.train()
    #expect(learnt.tokens.count == document["learnt"]?["count"]?.wholeNumber)
    #expect(learnt.mergeLines == (try TokenizerOracle.texts(document["learnt"]?["merges"])))
  }
}
