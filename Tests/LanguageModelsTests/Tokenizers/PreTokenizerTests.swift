// SPDX-License-Identifier: Apache-2.0

import LanguageModels
import Testing

@Suite struct PreTokenizerTests {
  private func words(_ text: String, _ rule: PreTokenizer) -> [String] {
    let bytes = Array(text.utf8)
    var scanner = PreTokenScanner(bytes, rule)
    var words: [String] = []
    while let word = scanner.next() { words.append(String(decoding: bytes[word], as: UTF8.self)) }
    return words
  }

  @Test func aBlankGoesWithTheWordBehindIt() {
    #expect(words("Hello  world 12!?\n", .gpt2) == ["Hello", " ", " world", " 12", "!?", "\n"])
    #expect(words("it's IT'S", .gpt2) == ["it", "'s", " IT", "'", "S"])
    #expect(words("a \t b  ", .gpt2) == ["a", " \t", " b", "  "])
  }

  @Test func digitsStandAloneAndEndTheBlanksBeforeThem() {
    // Between digits GPT-2's rule sees the end of the text, so blanks stay together.
    #expect(words("a  12 b", .smollm) == ["a", "  ", "1", "2", " b"])
    #expect(words("a  12 b", .gpt2) == ["a", " ", " 12", " b"])
  }

  @Test func modernRulesKeepLineBreaksApartAndContractionsInAnyCase() {
    #expect(words("IT'LL do.\n\n x", .qwen2) == ["IT", "'LL", " do", ".\n\n", " x"])
    #expect(words("a \n\n  b", .qwen2) == ["a", " \n\n", " ", " b"])
    #expect(words("(word) 1234", .qwen2) == ["(word", ")", " ", "1", "2", "3", "4"])
    #expect(words("(word) 1234", .llama3) == ["(word", ")", " ", "123", "4"])
    // U+017F is an s in another case.
    #expect(words("x'\u{17F}t", .qwen2) == ["x", "'\u{17F}", "t"])
    #expect(words("x'\u{17F}t", .gpt2) == ["x", "'", "\u{17F}t"])
  }

  @Test func classesAreThoseOfTheReferencesUnicodeVersions() {
    let classes = CharacterClasses.all
    // U+088F is a letter since Unicode 17.0, U+A7CB since 16.0; U+11DE0 a digit since 17.0.
    #expect(classes[0x088F] == 0)
    #expect(classes[0xA7CB] == CharacterClasses.letter)
    #expect(classes[0x11DE0] == CharacterClasses.digit)
    #expect(classes[0xBD] == CharacterClasses.number | CharacterClasses.digit)
    // As counted by matching every scalar with tokenizers 0.23.3.
    let all = (UInt32(0)..<0x110000).map { classes[$0] }
    #expect(all.count { $0 & CharacterClasses.letter != 0 } == 141_028)
    #expect(all.count { $0 & CharacterClasses.number != 0 } == 1_911)
    #expect(all.count { $0 & CharacterClasses.digit != 0 } == 1_924)
    #expect(all.count { $0 & CharacterClasses.blank != 0 } == 25)
  }

  @Test func wordsCoverTheTextWithoutGaps() {
    var state: UInt64 = 7
    for round in 0..<2000 {
      var text = ""
      for _ in 0..<20 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let letters: [Unicode.Scalar] = [
          "a", " ", "\n", "\r", "'", "s", "1", "\u{E9}", ".", "\u{3000}", "\u{1F600}", "\u{301}",
        ]
        text.unicodeScalars.append(letters[Int(state >> 33) % letters.count])
      }
      for rule in PreTokenizer.allCases {
        #expect(words(text, rule).joined() == text, "round \(round)")
        #expect(!words(text, rule).contains(""))
      }
    }
  }

  @Test func formCIsReachedWhereFoundationErrs() {
    // U+0F73 decomposes to U+0F71 (class 129) and U+0F72 (130); sorted, both of the former lead.
    let twice = CanonicalComposition.composed(Array("\u{F73}\u{F73}".utf8))
    #expect(twice == Array("\u{F71}\u{F71}\u{F72}\u{F72}".utf8))
    #expect(CanonicalComposition.composed(Array("e\u{301}".utf8)) == Array("\u{E9}".utf8))
    // An open syllable and a final consonant; an old consonant composes with nothing.
    #expect(CanonicalComposition.composed(Array("\u{AE30}\u{11B2}".utf8)) == Array("\u{AE3B}".utf8))
    let old = Array("\u{1113}\u{1171}\u{1108}\u{1176}".utf8)
    #expect(CanonicalComposition.composed(old) == old)
    // Not the letter o, whose lower 16 bits it has.
    let far = Array("\u{2006F}\u{308}".utf8)
    #expect(CanonicalComposition.composed(far) == far)
    let kaithi = Array("\u{11099}\u{110BA}".utf8)
    #expect(CanonicalComposition.composed(kaithi) == Array("\u{1109A}".utf8))
  }

  @Test func longRunsOfMarksAreSortedAndComposedAsShortOnes() {
    // All 5,000 dots below (class 220) come before the acute accents (230); the first joins the e.
    let marks =
      Array("e".utf8) + Array(repeating: Array("\u{301}\u{323}".utf8), count: 5000).joined()
    let sorted =
      Array("\u{1EB9}".utf8) + Array(repeating: Array("\u{323}".utf8), count: 4999).joined()
      + Array(repeating: Array("\u{301}".utf8), count: 5000).joined()
    #expect(CanonicalComposition.composed(marks) == sorted)
    let clusters = Array(repeating: Array("e\u{301}\u{323}".utf8), count: 1000).joined()
    let joined = Array(repeating: Array("\u{1EB9}\u{301}".utf8), count: 1000).joined()
    #expect(CanonicalComposition.composed(Array(clusters)) == Array(joined))
  }

  @Test func whatIsYoungerThanTheReferencesFormCStaysInPlace() {
    // U+0EBA has class 9 since Unicode 12.0; to the reference it is no mark and blocks the caron.
    let text = Array("t\u{EBA}\u{30C}".utf8)
    #expect(CanonicalComposition.composed(text) == text)
  }
}
