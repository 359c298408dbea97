// SPDX-License-Identifier: Apache-2.0

import Foundation
import LanguageModels
import TestSupport
import Testing

@Suite struct SentencePieceTests {
  private func scored(_ tokens: [(String, Float)], prefix: Bool = true) -> GGUFVocabulary {
    let bytes = (UInt8.min...UInt8.max).map { byte in
      ((byte < 16 ? "<0x0" : "<0x") + String(byte, radix: 16, uppercase: true) + ">", Float(0))
    }
    let all = [("<unk>", Float(0)), ("<s>", 0), ("</s>", 0)] + bytes + tokens
    let types = [2, 3, 3] + Array(repeating: Int32(6), count: 256)
    return GGUFVocabulary(
      name: "v", model: "llama", tokens: all.map(\.0), scores: all.map(\.1),
      types: types + Array(repeating: 1, count: tokens.count), beginning: 1, end: 2, unknown: 0,
      addsSpacePrefix: prefix)
  }

  private static let letters: [(String, Float)] = [
    ("\u{2581}", -10), ("a", -10), ("b", -10), ("c", -10),
  ]
  // Identifiers of the letters: 259 for the blank, 260 to 262 for a, b and c.

  @Test(arguments: [Int32(7), 77, -1, .max])
  func aTypeThatNobodyKnowsIsRefusedWithItsPlace(_ type: Int32) throws {
    var vocabulary = scored(Self.letters)
    vocabulary.types[260] = type
    let error = #expect(throws: LanguageModelError.self) { try vocabulary.tokenizer() }
    #expect(error?.code == "LMD063" && error?.message.contains("token 260 ") == true)
    vocabulary.types[260] = 0
    #expect(try vocabulary.tokenizer().encode("a", addsSpecial: false).isEmpty == false)
  }

  @Test func theHighestScoreMergesFirst() throws {
    let better = try scored(Self.letters + [("ab", -2), ("bc", -1), ("abc", -3)], prefix: false)
      .tokenizer()
    // bc first, then a + bc.
    #expect(better.encode("abc", addsSpecial: true) == [1, 265])
    let stuck = try scored(Self.letters + [("ab", -1), ("bc", -2)], prefix: false).tokenizer()
    #expect(stuck.encode("abc", addsSpecial: false) == [263, 262])
    let even = try scored(Self.letters + [("ab", -1), ("bc", -1)], prefix: false).tokenizer()
    #expect(even.encode("abc", addsSpecial: false) == [263, 262])
    #expect(even.encode("bcab", addsSpecial: false) == [264, 263])
  }

  @Test func aBlankIsPutFirstAndTakenAway() throws {
    let tokenizer = try scored(Self.letters + [("\u{2581}a", -1)]).tokenizer()
    #expect(tokenizer.encode("a a", addsSpecial: true) == [1, 263, 263])
    #expect(tokenizer.encode(" a", addsSpecial: false) == [259, 263])
    #expect(tokenizer.encode("", addsSpecial: true) == [1])
    #expect(tokenizer.decode([1, 263, 263, 2]) == Array("a a".utf8))
    #expect(tokenizer.decode([263], continues: true) == Array(" a".utf8))
    #expect(tokenizer.piece(263) == " a")
  }

  @Test func unknownCharactersBecomeTheirBytes() throws {
    let tokenizer = try scored(Self.letters, prefix: false).tokenizer()
    // U+00E9 is C3 A9; the token of byte b is b + 3.
    #expect(tokenizer.encode("a\u{E9}\n", addsSpecial: false) == [260, 198, 172, 13])
    #expect(tokenizer.decode([260, 198, 172, 13]) == Array("a\u{E9}\n".utf8))
    #expect(tokenizer.piece(13) == "\n", "a whole character is its text")
    #expect(tokenizer.piece(198) == "<0xC3>", "a part of one is not")
  }

  @Test func composedAndDecomposedAccentsAreDifferentTokens() throws {
    let tokenizer = try scored(
      Self.letters + [("\u{E9}", -1), ("e", -1), ("\u{301}", -1), ("e\u{301}", -1)], prefix: false
    ).tokenizer()
    #expect(tokenizer.encode("\u{E9}", addsSpecial: false) == [263])
    #expect(tokenizer.encode("e\u{301}", addsSpecial: false) == [266])
  }

  @Test func aScoreThatIsNoNumberIsRefused() {
    let error = #expect(throws: LanguageModelError.self) {
      try scored([("a", .nan)]).tokenizer()
    }
    #expect(error?.code == "LMD060")
    var uneven = scored([])
    uneven.scores.removeLast()
    #expect(throws: LanguageModelError.self) { try uneven.tokenizer() }
  }

  @Test func scoresAndTheBeginningAreNotDoneWithout() {
    func code(_ vocabulary: GGUFVocabulary) -> String? {
      #expect(throws: LanguageModelError.self) { try vocabulary.tokenizer() }?.code
    }
    var unscored = scored(Self.letters + [("ab", -1)])
    unscored.scores = []
    #expect(code(unscored) == "LMD062")
    unscored.merges = ["a b"]
    #expect(code(unscored) == "LMD062")
    var endless = scored(Self.letters)
    endless.beginning = nil
    #expect(code(endless) == "LMD062")
  }

  /// The identifiers that llama2.c gives to the text that stories260K was measured with.
  @Test(.requires(.stories260K))
  func storiesTokensAreThoseOfLlama2C() throws {
    let path = try #require(RealData.stories260K.path) + "/tok512.bin"
    let tokenizer = try LlamaCTokenizerFile.read(path: path, vocabularyCount: 512)
    let text =
      "Once upon a time, there was a little girl named Lily. She loved to play outside in the park."
    let tokens = tokenizer.encode(text, addsSpecial: true)
    #expect(tokens.count == 32)
    #expect(tokens.prefix(8) == [1, 403, 407, 261, 378, 432, 383, 286])
    #expect(tokenizer.decode(tokens) == Array(text.utf8))
    let odd = "\u{1F600} \u{2581} caf\u{E9}\n\n  <s>"
    #expect(tokenizer.decode(tokenizer.encode(odd, addsSpecial: true)) == Array(odd.utf8))
    #expect(tokenizer.encode("<s>", addsSpecial: false, readsSpecial: true) == [1])
  }
}
