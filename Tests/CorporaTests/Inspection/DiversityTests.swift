// SPDX-License-Identifier: Apache-2.0

import Corpora
import Foundation
import TestSupport
import Testing

@Suite struct DiversityTests {
  private func words(_ texts: String...) -> [[Int32]] {
    var table = WordTable()
    return texts.map { table.words(of: $0) }
  }

  @Test func wordsAreLoweredAndPunctuationParts() {
    var table = WordTable()
    #expect(table.words(of: "The cat's, the CAT's - café 7!") == [0, 1, 0, 1, 2, 3])
    #expect(table.words(of: "...") == [])
  }

  @Test func distinctCountsGramsWithinTexts() throws {
    let texts = words("a b a b", "a b c")
    // 1-grams: a b a b a b c, of which a, b, c are distinct.
    let one = try #require(Diversity.distinct(1, of: texts))
    #expect(one.count == 7 && one.share == 3.0 / 7)
    // 2-grams: ab ba ab | ab bc, of which ab, ba, bc are distinct; none crosses the texts.
    let two = try #require(Diversity.distinct(2, of: texts))
    #expect(two.count == 5 && two.share == 3.0 / 5)
    #expect(Diversity.distinct(4, of: words("a b c")) == nil)
  }

  @Test func twoEqualTextsHaveSelfBLEUOne() throws {
    let value = try #require(Diversity.selfBLEU(of: words("a b c d e", "a b c d e")))
    #expect(abs(value - 1) < 1e-12)
    #expect(Diversity.selfBLEU(of: words("a b c d", "e f g h")) == 0)
    #expect(Diversity.selfBLEU(of: words("a b")) == nil)
  }

  @Test func aHandWorkedPairAgrees() throws {
    // "a b c d x" against "a b c d y z": 1-grams 4/5, 2-grams 3/4, 3-grams 2/3, 4-grams 1/2; the
    // product is 1/5 and the brevity penalty exp(1 - 6/5). The other way: 4/6 3/5 2/4 1/3 = 1/15,
    // and no penalty, since the text is the longer one.
    let value = try #require(Diversity.selfBLEU(of: words("a b c d x", "a b c d y z")))
    let expected = (exp(-0.2) * pow(0.2, 0.25) + pow(1.0 / 15, 0.25)) / 2
    #expect(abs(value - expected) < 1e-12)
  }

  @Test func anOrderWithoutMatchesIsSmoothed() throws {
    // "a x b y" against "a z b w": 1-grams 2/4; of higher orders nothing matches, so that 0.1 of 3,
    // 2 and 1 count. Both ways alike, and no penalty.
    let value = try #require(Diversity.selfBLEU(of: words("a x b y", "a z b w")))
    #expect(abs(value - pow(0.5 * 0.1 / 3 * 0.1 / 2 * 0.1, 0.25)) < 1e-12)
  }

  @Test func duplicatesAreCountedOnce() {
    #expect(Diversity.duplicateRate(of: ["a", "b", "a", "a"]) == 0.5)
    #expect(Diversity.duplicateRate(of: [Int]()) == nil)
  }

  /// What nltk 3.9.1 gives; see Oracles/self-bleu.py.
  private struct Stored: Decodable {
    var texts: [String]
    var selfBLEU: Double
  }

  @Test func selfBLEUIsThatOfTheReference() throws {
    for stored in try Oracle.load("self-bleu", as: [Stored].self) {
      var table = WordTable()
      let value = Diversity.selfBLEU(of: stored.texts.map { table.words(of: $0) })
      #expect(abs((value ?? -1) - stored.selfBLEU) < 1e-9)
    }
  }
}
