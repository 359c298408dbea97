// SPDX-License-Identifier: Apache-2.0

import Evidence
import Foundation
import LanguageModels
import TestSupport
import Testing

@Suite struct VocabularyConversionTests {
  private static let texts = [
    "Two cats, 12 boats.", "It's 2026\n\nalready!", "é 你好  \u{1F600}", "<|endoftext|> is text",
  ]

  private func vocabulary() throws -> TrainedVocabulary {
    var trainer = try BPETrainer(.init(vocabularyCount: 320))
    for text in Self.texts { trainer.add(text) }
    return try trainer.train()
  }

  @Test(arguments: PreTokenizer.allCases)
  func aVocabularyCutsAlikeInEitherFormat(cut: PreTokenizer) throws {
    var vocabulary = try vocabulary().ggufVocabulary(name: "test")
    vocabulary.pre = cut.ggufName
    vocabulary.addsBeginning = cut == .llama3
    let own = try vocabulary.tokenizer()
    let source = TokenizerSource.gguf(GGUFMetadata(vocabulary.ggufEntries, source: "test"))
    try TemporaryFolder.with { folder in
      for file in try VocabularyConversion.huggingFaceFiles(source, modelCount: 0) {
        try StoredFile.write(file.bytes, to: folder.path(file.name))
      }
      let files = try TokenizerSource.at(folder.path("tokenizer.json"))
      let read = try files.tokenizer(modelCount: own.vocabularyCount)
      let entries = try VocabularyConversion.ggufEntries(files, modelCount: 0)
      let back = try GGUFVocabulary(GGUFMetadata(entries, source: "back")).tokenizer()
      for text in Self.texts {
        let tokens = own.encode(text, addsSpecial: true)
        #expect(read.encode(text, addsSpecial: true) == tokens, "\(cut) \(text)")
        #expect(back.encode(text, addsSpecial: true) == tokens, "\(cut) \(text)")
      }
      #expect(read.special.end == own.special.end && back.special.end == own.special.end)
    }
  }

  /// transformers cuts the text of every Qwen2 model as Qwen2's own do, whatever the folder says.
  @Test(arguments: PreTokenizer.allCases)
  func aQwen2ModelsFolderHoldsQwen2sCutAlone(cut: PreTokenizer) throws {
    var vocabulary = try vocabulary().ggufVocabulary(name: "test")
    vocabulary.pre = cut.ggufName
    let entries =
      [GGUFEntry("general.architecture", .string("qwen2"))] + vocabulary.ggufEntries
    let source = TokenizerSource.gguf(GGUFMetadata(entries, source: "test"))
    if cut == .qwen2 {
      #expect(try VocabularyConversion.huggingFaceFiles(source, modelCount: 0).count == 2)
    } else {
      expectCode("LMD064") { try VocabularyConversion.huggingFaceFiles(source, modelCount: 0) }
    }
  }

  @Test func aScoredVocabularyCutsAlikeInEveryFormat() throws {
    try TemporaryFolder.with { folder in
      let path = try folder.write(ScoredVocabulary.file, to: "tok.bin")
      let count = ScoredVocabulary.spellings.count
      let own = try LlamaCTokenizerFile.read(path: path, vocabularyCount: count)
      let source = try TokenizerSource.at(path)
      let entries = try VocabularyConversion.ggufEntries(source, modelCount: count)
      let metadata = GGUFMetadata(entries, source: "copy")
      let gguf = try GGUFVocabulary(metadata).tokenizer()
      for (place, origin) in [source, .gguf(metadata)].enumerated() {
        let files = try VocabularyConversion.huggingFaceFiles(origin, modelCount: count)
        for file in files {
          try folder.write(Data(file.bytes), to: "\(place)/\(file.name)")
        }
      }
      let folders = try ["0", "1"].map { name in
        try TokenizerSource.at(folder.path(name)).tokenizer(modelCount: count)
      }
      for text in Self.texts + ["abcabc  cab", " a", "", "\n"] {
        let tokens = own.encode(text, addsSpecial: true)
        for copy in [gguf] + folders {
          #expect(copy.encode(text, addsSpecial: true) == tokens, "\(text)")
          #expect(copy.decode(tokens) == own.decode(tokens), "\(text)")
        }
      }
      #expect(folders.allSatisfy { $0.special.end == 2 && $0.special.unknown == 0 })
    }
  }

  @Test func whatCannotBeReadIsNotCopiedFromGGUFToGGUF() throws {
    let sound = try vocabulary().ggufVocabulary(name: "test").ggufEntries
    func copy(_ entries: [GGUFEntry]) throws -> [GGUFEntry] {
      try VocabularyConversion.ggufEntries(
        .gguf(GGUFMetadata(entries, source: "test")), modelCount: 0)
    }
    #expect(try copy(sound).map(\.key) == sound.map(\.key))
    func with(_ name: String, _ value: GGUFValue?) -> [GGUFEntry] {
      let key = "tokenizer.ggml.\(name)"
      return sound.filter { $0.key != key } + (value.map { [GGUFEntry(key, $0)] } ?? [])
    }
    for (entries, code) in [
      (with("merges", nil), "LMD062"), (with("pre", .string("nobody's")), "LMD050"),
      (with("eos_token_id", .uint32(9_999)), "LMD056"), (with("model", nil), "LMD012"),
    ] {
      expectCode(code) { try copy(entries) }
    }
  }

  @Test func mergesWithWrittenBlanksDoNotBecomeScores() throws {
    try TemporaryFolder.with { folder in
      let path = try folder.write(ScoredVocabulary.file, to: "tok.bin")
      let count = ScoredVocabulary.spellings.count
      let files = try VocabularyConversion.huggingFaceFiles(.at(path), modelCount: count)
      for file in files { try folder.write(Data(file.bytes), to: "m/\(file.name)") }
      let source = try TokenizerSource.at(folder.path("m"))
      let error = #expect(throws: LanguageModelError.self) {
        try VocabularyConversion.ggufEntries(source, modelCount: count)
      }
      #expect(error?.code == "LMD064")
      #expect(
        try VocabularyConversion.ggufEntries(.missing("none"), modelCount: count).isEmpty)
    }
  }
}

/// A small vocabulary as llama2.c writes it.
private enum ScoredVocabulary {
  static let spellings: [(text: String, score: Float)] = {
    let controls = [("<unk>", Float(0)), ("\n<s>\n", 0), ("\n</s>\n", 0)]
    let bytes = (0..<256).map { byte in
      ((byte < 16 ? "<0x0" : "<0x") + String(byte, radix: 16, uppercase: true) + ">", Float(0))
    }
    let words: [(String, Float)] = [
      (" ", -9), ("a", -9.5), ("b", -10), ("c", -11), ("\u{E9}", -12), ("ab", -1), ("bc", -2),
      ("abc", -3), (" a", -4), (" abc", -5), ("ca", -6), ("t", -13), ("T", -14), (" T", -7),
    ]
    return controls + bytes + words
  }()

  static var file: Data {
    func word(_ value: UInt32) -> [UInt8] {
      (0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }
    var bytes = word(7)
    for (text, score) in spellings {
      bytes += word(score.bitPattern) + word(UInt32(text.utf8.count)) + Array(text.utf8)
    }
    return Data(bytes)
  }
}
