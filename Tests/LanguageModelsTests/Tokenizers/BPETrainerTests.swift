// SPDX-License-Identifier: Apache-2.0

import Evidence
import LanguageModels
import Testing

@Suite struct BPETrainerTests {
  @Test func theMostFrequentPairIsMergedFirst() throws {
    var trainer = try BPETrainer(.init(vocabularyCount: 260))
    // Words: "abab" 1, " ab" 2, " cd" 1. (a, b) occurs 4 times, then (space, ab) and twice (ab, ab)
    // once: the space's pair is next; of the pairs that occur once, that of a lower identifier.
    trainer.add("abab ab ab cd")
    let learnt = try trainer.train()
    #expect(learnt.mergeLines == ["a b", "\u{120} ab", "c d"])
    #expect(learnt.tokens.count == 260)
    #expect(learnt.tokens[0] == "<|endoftext|>")
    #expect(learnt.tokens.suffix(3) == ["ab", "\u{120}ab", "cd"])
    let tokenizer = try learnt.tokenizer(name: "t")
    #expect(tokenizer.encode("ab ab", addsSpecial: true) == [257, 258])
    #expect(tokenizer.special.end == 0)
  }

  @Test func overlappingPairsAreJoinedFromTheLeft() throws {
    var trainer = try BPETrainer(.init(vocabularyCount: 258, special: []))
    trainer.add("aaaaa")
    // (a, a) 4 times; then aa aa a: (aa, a) and (aa, aa) once each; a has the lower identifier.
    #expect(try trainer.train().mergeLines == ["a a", "aa a"])
  }

  @Test func aSmallCorpusMakesASmallVocabulary() throws {
    var trainer = try BPETrainer(
      .init(vocabularyCount: 1000, specialComesFirst: false, minimumCount: 2))
    trainer.add("ab")
    trainer.add("ab cd")
    let learnt = try trainer.train()
    #expect(learnt.mergeLines == ["a b"])
    #expect(learnt.special == [257])
    #expect(learnt.tokens.last == "<|endoftext|>")
  }

  @Test func whatWasLearntReadsBackFromBothForms() throws {
    var trainer = try BPETrainer(.init(vocabularyCount: 700, specialComesFirst: false))
    let lines = try TokenizerOracle.texts(try TokenizerOracle.document()["lines"]).prefix(300)
    for line in lines { trainer.add(line) }
    let learnt = try trainer.train()
    let bytes = try learnt.tokenizerJSON()
    #expect(try trainer.train().tokenizerJSON() == bytes)
    let one = try learnt.tokenizer(name: "t")
    let other = try HuggingFaceTokenizer.read(bytes, name: "t")
    for line in lines {
      let tokens = one.encode(line, addsSpecial: true)
      #expect(tokens == other.encode(line, addsSpecial: true))
      #expect(one.decode(tokens) == Array(line.utf8))
    }
  }

  @Test(arguments: PreTokenizer.allCases)
  func everyCutIsLearntAndReadBackFromBothForms(cut: PreTokenizer) throws {
    var trainer = try BPETrainer(.init(vocabularyCount: 300, preTokenizer: cut))
    let texts = ["born 1968.", "It's 1968\n\nalready", "cafe\u{301} 1968", "caf\u{E9} IT'S 19"]
    for text in texts { trainer.add(text) }
    let learnt = try trainer.train()
    let hasLongNumbers = learnt.tokens.contains { $0.filter(\.isNumber).count > 1 }
    #expect(hasLongNumbers == (cut == .gpt2 || cut == .llama3))
    let one = try learnt.ggufVocabulary(name: "t").tokenizer()
    let other = try HuggingFaceTokenizer.read(learnt.tokenizerJSON(), name: "t")
    for text in texts {
      let tokens = one.encode(text, addsSpecial: true)
      #expect(tokens == other.encode(text, addsSpecial: true), "\(cut) \(text)")
      #expect(String(decoding: one.decode(tokens), as: UTF8.self) == text)
    }
  }

  @Test func impossibleVocabulariesAreRefused() {
    for settings in [
      BPETrainer.Settings(vocabularyCount: 256), .init(vocabularyCount: .max),
      .init(vocabularyCount: 300, special: ["<a>", "<a>"]),
      .init(vocabularyCount: 300, special: [""]),
    ] {
      let error = #expect(throws: LanguageModelError.self) { try BPETrainer(settings) }
      #expect(error?.code == "LMD061")
    }
    let error = #expect(throws: LanguageModelError.self) {
      try BPETrainer(.init(vocabularyCount: 300, special: ["a"])).train()
    }
    #expect(error?.code == "LMD061")
  }
}
