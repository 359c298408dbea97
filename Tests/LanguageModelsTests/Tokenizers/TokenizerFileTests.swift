// SPDX-License-Identifier: Apache-2.0

import Compute
import Evidence
import LanguageModels
import Testing

@Suite struct TokenizerFileTests {
  /// A llama2.c file of the smallest vocabulary and two letters.
  private static func llamaC() -> [UInt8] {
    var tokens = ["<unk>", "\n<s>\n", "\n</s>\n"]
    for byte in UInt8.min...UInt8.max {
      tokens.append((byte < 16 ? "<0x0" : "<0x") + String(byte, radix: 16, uppercase: true) + ">")
    }
    tokens += [" ", "a", " a"]
    var file = word(6)
    for (index, token) in tokens.enumerated() {
      file += word(Float(-index).bitPattern) + word(UInt32(token.utf8.count)) + Array(token.utf8)
    }
    return file
  }

  private static func word(_ value: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  @Test func aFileOfLlama2CIsRead() throws {
    let tokenizer = try LlamaCTokenizerFile.read(Self.llamaC(), name: "t", vocabularyCount: 262)
    #expect(tokenizer.encode("a a", addsSpecial: true) == [1, 261, 261])
    #expect(tokenizer.decode([1, 261, 261, 2]) == Array("a a".utf8))
  }

  @Test func everyTruncationIsRefusedWithItsPlace() {
    let file = Self.llamaC()
    for count in file.indices {
      let error = #expect(throws: LanguageModelError.self) {
        try LlamaCTokenizerFile.read(Array(file[..<count]), name: "t", vocabularyCount: 262)
      }
      #expect(error?.code == "LMD052", "\(count) bytes")
      #expect(error?.message.hasPrefix("t, byte ") == true)
    }
    for (bytes, tokens) in [(file + [0], 262), (file, 261), (file, 0), (file, Int.max)] {
      let error = #expect(throws: LanguageModelError.self) {
        try LlamaCTokenizerFile.read(bytes, name: "t", vocabularyCount: tokens)
      }
      #expect(error?.code == "LMD052")
    }
  }

  @Test func damagedFilesAreRefusedOrRead() throws {
    var generator = SeededGenerator(seed: Seed(20_260_729))
    let json = try TokenizerOracle.read("tokenizer_llama2")
    let binary = Self.llamaC()
    for round in 0..<400 {
      var file = binary
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        file[Int.random(in: file.indices, using: &generator)] = .random(
          in: .min ... .max, using: &generator)
      }
      if let tokenizer = try? LlamaCTokenizerFile.read(file, name: "t", vocabularyCount: 262) {
        exercise(tokenizer, round)
      }
    }
    for round in 0..<60 {
      var file = json
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        file[Int.random(in: file.indices, using: &generator)] = .random(
          in: 0x20...0x7E, using: &generator)
      }
      if let tokenizer = try? HuggingFaceTokenizer.read(file, name: "t") {
        exercise(tokenizer, round)
      }
    }
  }

  private func exercise(_ tokenizer: any Tokenizer, _ round: Int) {
    let tokens = tokenizer.encode("a b\u{E9} <s>\u{1F600}", addsSpecial: true, readsSpecial: true)
    #expect(
      tokens.allSatisfy { (0..<TokenID(tokenizer.vocabularyCount)).contains($0) }, "round \(round)")
    _ = tokenizer.decode(tokens)
  }

  private static let document: JSONValue = [
    "added_tokens": [["id": 4, "content": "<s>", "special": true]], "normalizer": nil,
    "pre_tokenizer": ["type": "ByteLevel", "add_prefix_space": false], "post_processor": nil,
    "model": [
      "type": "BPE", "vocab": ["a": 0, "b": 1, "ab": 2, "\u{120}": 3], "merges": ["a b"],
    ],
  ]

  private func read(
    _ document: JSONValue, _ configuration: JSONValue? = nil
  ) throws -> any Tokenizer {
    try HuggingFaceTokenizer.read(
      try document.canonicalBytes(), configuration: try configuration?.canonicalBytes(), name: "t")
  }

  /// Identifiers are those of transformers 5.24, for models of type llama, gpt2, qwen2 and mistral
  /// alike: the post-processor decides, and `add_bos_token` changes nothing.
  @Test func theConfigurationNamesAndThePostProcessorAdds() throws {
    #expect(try read(Self.document).encode("ab", addsSpecial: true) == [2])
    for adds in [true, false] {
      let settings: JSONValue = [
        "bos_token": ["content": "<s>"], "add_bos_token": .bool(adds), "add_eos_token": .bool(adds),
      ]
      let tokenizer = try read(Self.document, settings)
      #expect(tokenizer.encode("ab", addsSpecial: true) == [2])
      #expect(tokenizer.special.beginning == 4 && tokenizer.special.controls == [4])
      let begun: JSONValue = [
        "type": "TemplateProcessing",
        "single": [["SpecialToken": ["id": "<s>"]], ["Sequence": ["id": "A"]]],
        "special_tokens": ["<s>": ["ids": [4]]],
      ]
      let beginning = try read(Self.document.with("post_processor", begun), settings)
      #expect(beginning.encode("ab", addsSpecial: true) == [4, 2])
    }
    let template: JSONValue = [
      "type": "TemplateProcessing",
      "single": [["Sequence": ["id": "A"]], ["SpecialToken": ["id": "<s>"]]],
      "special_tokens": ["<s>": ["ids": [4]]],
    ]
    let ending = Self.document.with("post_processor", template)
    #expect(try read(ending).encode("ab", addsSpecial: true) == [2, 4])
    #expect(try read(ending, ["add_eos_token": false]).encode("ab", addsSpecial: true) == [2, 4])
  }

  @Test func mergesMayBeMissingOnlyWhereNoTokenNeedsThem() throws {
    let model = try #require(Self.document["model"]).with("merges", [])
    for rule in [true, false] {
      let long = model.with("ignore_merges", .bool(rule))
      expectCode("LMD062") { try read(Self.document.with("model", long)) }
    }
    let letters: JSONValue = ["a": 0, "b": 1, "\u{120}": 2]
    let short = try read(Self.document.with("model", model.with("vocab", letters)))
    #expect(short.encode("ab a", addsSpecial: true) == [0, 1, 2, 0])
    let blanks = Self.document.with("pre_tokenizer", nil).with(
      "normalizer",
      ["type": "Replace", "pattern": ["String": " "], "content": "\u{2581}"])
    let bytes = model.with("byte_fallback", true)
    let falling = bytes.with("vocab", ["a": 0, "<0x62>": 1, "\u{2581}": 2])
    #expect(
      try read(blanks.with("model", falling)).encode("ab a", addsSpecial: true) == [0, 1, 2, 0])
    let joined = bytes.with("vocab", ["a": 0, "<0x62>": 1, "\u{2581}a": 2])
    expectCode("LMD062") { try read(blanks.with("model", joined)) }
  }

  @Test func whatIsNotDoneHereIsRefusedByName() throws {
    let model = try #require(Self.document["model"])
    let split: JSONValue = [
      "type": "Split", "pattern": ["Regex": "\\w+"], "behavior": "Isolated", "invert": false,
    ]
    let byteLevel: JSONValue = ["type": "ByteLevel", "use_regex": false]
    let cases: [(JSONValue, String, String)] = [
      (Self.document.with("model", model.with("type", "Unigram")), "LMD051", "Unigram"),
      (Self.document.with("model", model.with("dropout", 0.1)), "LMD051", "dropout"),
      (Self.document.with("normalizer", ["type": "Lowercase"]), "LMD051", "Lowercase"),
      (Self.document.with("post_processor", ["type": "BertProcessing"]), "LMD051", "Bert"),
      (Self.document.with("pre_tokenizer", ["type": "Whitespace"]), "LMD050", "Whitespace"),
      (
        Self.document.with(
          "pre_tokenizer", ["type": "Sequence", "pretokenizers": [split, byteLevel]]), "LMD050",
        "\\w+"
      ),
      (Self.document.with("model", model.with("vocab", ["a": 0, "b": 0])), "LMD053", "0"),
      (Self.document.with("model", model.with("vocab", ["a": -1])), "LMD056", "-1"),
      (Self.document.with("model", model.with("vocab", ["a": 99_999_999])), "LMD056", "99999999"),
      (Self.document.with("model", model.with("merges", [["a", "x"]])), "LMD055", "Merge 0"),
      (Self.document.with("model", model.with("merges", [7])), "LMD055", "Merge 0"),
      (Self.document.with("model", nil), "LMD053", "model"),
      (Self.document.with("added_tokens", [["id": 2, "content": "x"]]), "LMD053", "2"),
      (Self.document.with("added_tokens", [["id": 5, "content": "ab"]]), "LMD054", "2 and 5"),
    ]
    for (document, code, part) in cases {
      let error = #expect(throws: LanguageModelError.self) { try read(document) }
      #expect(error?.code == code, "\(part)")
      #expect(error?.message.contains(part) == true, "\(error?.message ?? "")")
    }
    let error = #expect(throws: LanguageModelError.self) {
      try HuggingFaceTokenizer.read(Array("{\"model\": ".utf8), name: "t")
    }
    #expect(error?.code == "LMD053")
    #expect(error?.cause?.contains("byte 10") == true)
  }
}
