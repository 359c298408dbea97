// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Corpora

/// Forms of postcodes, written and recognized.
@Suite struct PostcodePatternsTests {
  static let letters = "ABC"

  private func text(_ patterns: PostcodePatterns, _ form: Int, _ word: UInt64) -> String {
    var buffer = ByteBuffer()
    patterns.write(form, word: word, into: &buffer)
    return buffer.string(0..<buffer.count)
  }

  /// The least word takes the first choice everywhere, the greatest the last.
  @Test func theEndsOfTheWordsGiveTheEndsOfTheChoices() throws {
    let patterns = try #require(
      PostcodePatterns(["SW[2-5] #@@", "606##"], letters: Self.letters))
    #expect(patterns.count == 2)
    #expect(text(patterns, 0, 0) == "SW2 0AA")
    #expect(text(patterns, 0, .max) == "SW5 9CC")
    #expect(text(patterns, 1, 0) == "60600")
    #expect(text(patterns, 1, .max) == "60699")
  }

  /// The word 2^63 is one half: of ten digits the fifth from zero, and nothing is left of it.
  @Test func oneHalfGivesTheMiddle() throws {
    let patterns = try #require(PostcodePatterns(["##"], letters: ""))
    #expect(text(patterns, 0, 1 << 63) == "50")
  }

  @Test func whatIsWrittenIsRecognizedAndNearMissesAreNot() throws {
    let patterns = try #require(
      PostcodePatterns(["SW[2-5] #@@", "606##"], letters: Self.letters))
    for step in 0..<500 {
      let word = UInt64(step) &* 0x9e37_79b9_7f4a_7c15
      #expect(patterns.matches(text(patterns, 0, word), forms: 0..<1))
      #expect(!patterns.matches(text(patterns, 0, word), forms: 1..<2))
      #expect(patterns.matches(text(patterns, 1, word), forms: 0..<2))
    }
    for wrong in ["SW1 1AA", "SW6 1AA", "SW2 1AD", "SW21AA", "SW2 1A", "SW2 1AAA", "sw2 1aa", ""] {
      #expect(!patterns.matches(wrong, forms: 0..<2), "\(wrong)")
    }
  }

  @Test(arguments: ["", "6[0", "6[0-]", "6[5-2]#", "6[a-b]", "a##", "@#", "6_#"])
  func malformedFormsAreRefused(form: String) {
    #expect(PostcodePatterns([form], letters: "") == nil)
  }
}
