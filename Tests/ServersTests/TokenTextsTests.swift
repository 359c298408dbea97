// SPDX-License-Identifier: Apache-2.0

import LanguageModels
import Testing

@testable import Servers

@Suite struct TokenTextsTests {
  /// 256 bytes and one control symbol, so that every character of several bytes is split.
  private func bytes() throws -> any Tokenizer {
    try ServedToy(vocabularyCount: 257).served.tokenizer
  }

  @Test func tokensInsideACharacterHaveItsOffset() throws {
    let tokenizer = try bytes()
    // a, two bytes of é, three of 你, four of the emoji, b.
    let tokens = tokenizer.encode("aé你😀b", addsSpecial: false)
    let texts = TokenTexts(tokens, tokenizer)
    #expect(texts.text == "aé你😀b")
    #expect(texts.offsets == [0, 1, 1, 2, 2, 2, 3, 3, 3, 3, 4])
    #expect(texts.pieces.count == tokens.count)
    #expect(texts.pieces.first == "a" && texts.pieces.last == "b")
  }

  @Test func malformedBytesAreOneReplacementCharacterEach() throws {
    let tokenizer = try bytes()
    let whole = tokenizer.encode("a你b", addsSpecial: false)
    // Without its last byte 你 is malformed: one replacement character in the text.
    let texts = TokenTexts(Array(whole[..<3]) + [whole[4]], tokenizer)
    #expect(texts.text == "a\u{FFFD}b")
    #expect(texts.offsets == [0, 1, 1, 2])
  }

  @Test func controlSymbolsHaveNoTextAndTheOffsetOfWhatFollows() throws {
    let tokenizer = try bytes()
    let end = try #require(tokenizer.special.end)
    let tokens = [end] + tokenizer.encode("ab", addsSpecial: false) + [end]
    let texts = TokenTexts(tokens, tokenizer)
    #expect(texts.text == "ab")
    #expect(texts.offsets == [0, 0, 1, 2])
  }

  @Test func nothingHasNoOffsets() throws {
    let texts = TokenTexts([], try bytes())
    #expect(texts.text.isEmpty && texts.offsets.isEmpty)
  }

  @Test(arguments: ["Once upon", " é", "\u{1F468}\u{200D}\u{1F469}", "e\u{301}"])
  func offsetsAreThoseOfThePrefixesOfTheText(text: String) throws {
    let tokenizer = try bytes()
    let tokens = tokenizer.encode(text, addsSpecial: false)
    let expected = tokens.indices.map { place in
      var scalars = String(decoding: tokenizer.decode(Array(tokens[..<place])), as: UTF8.self)
        .unicodeScalars
      while scalars.last == "\u{FFFD}" { scalars.removeLast() }
      return scalars.count
    }
    #expect(TokenTexts(tokens, tokenizer).offsets == expected)
  }
}
