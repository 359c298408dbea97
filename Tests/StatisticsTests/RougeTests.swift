// SPDX-License-Identifier: Apache-2.0

import Statistics
import TestSupport
import Testing

@Suite struct RougeTests {
  /// What `Oracles/rouge.py` counted with rouge-score, and what it drew its pairs from.
  private struct Reference: Decodable {
    let seed: UInt64
    let words: [String]
    let separators: [String]
    let firstPair: [String]
    let lastPair: [String]
    let counts: [String]
    let longHits: [[Int]]
    let stems: String
  }

  /// The generator of `rouge.py`.
  private struct Generator {
    var state: UInt64

    mutating func below(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 32) % UInt64(limit))
    }
  }

  private static func draw(_ reference: Reference, _ generator: inout Generator) -> [String] {
    var texts: [String] = []
    var words: [String] = []
    for side in 0..<2 {
      var chosen: [String] = []
      for _ in 0..<generator.below(12) {
        if side == 1, !words.isEmpty, generator.below(2) == 0 {
          chosen.append(words[generator.below(words.count)])
        } else {
          chosen.append(reference.words[generator.below(reference.words.count)])
        }
      }
      texts.append(
        chosen.map { $0 + reference.separators[generator.below(reference.separators.count)] }
          .joined())
      words = chosen
    }
    return texts
  }

  private static let digits = Array(
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_".utf8)

  @Test func scoresOfTenThousandPairsAreThoseOfRougeScore() throws {
    let reference = try Oracle.load("rouge", as: Reference.self)
    #expect(reference.counts.count == 10_000)
    var generator = Generator(state: reference.seed)
    var pairs: [[String]] = []
    let rules: [WordRule] = [.latin(isStemmed: false), .latin(isStemmed: true), .unicode]
    for (place, row) in reference.counts.enumerated() {
      let pair = RougeTests.draw(reference, &generator)
      pairs.append(pair)
      let counts = row.utf8.map { RougeTests.digits.firstIndex(of: $0) ?? -1 }
      for (block, rule) in rules.enumerated() {
        let rouge = Rouge(reference: pair[0], output: pair[1], rule: rule)
        let difference = disagreement(
          of: Rouge.Kind.allCases.flatMap { kind in
            [rouge[kind].recall, rouge[kind].precision, rouge[kind].fMeasure]
          },
          with: RougeTests.ratios(of: Array(counts[(6 * block)..<(6 * block + 6)])),
          absolute: 1e-12)
        if let difference { Issue.record("pair \(place), \(rule): \(difference) in \(pair)") }
      }
    }
    #expect(pairs.first == reference.firstPair && pairs.last == reference.lastPair)
  }

  /// Recall, precision and F of each kind from the stored counts: words of either side, and hits.
  private static func ratios(of counts: [Int]) -> [Double] {
    Rouge.Kind.allCases.enumerated().flatMap { offset, kind in
      let less = kind == .bigrams ? 1 : 0
      let hits = Double(counts[2 + offset])
      let recall = hits / Double(max(counts[0] - less, 1))
      let precision = hits / Double(max(counts[1] - less, 1))
      return [recall, precision, hits == 0 ? 0 : 2 * precision * recall / (precision + recall)]
    }
  }

  /// Twelve pairs of three lines of 70 to 149 words: ties between subsequences cross 64-bit blocks.
  @Test func longLinesHaveTheHitsOfRougeScore() throws {
    let reference = try Oracle.load("rouge", as: Reference.self)
    var generator = Generator(state: reference.seed + 2)
    func text() -> String {
      (0..<3).map { _ in
        (0..<(70 + generator.below(80))).map { _ in reference.words[generator.below(12)] }
          .joined(separator: " ")
      }.joined(separator: "\n")
    }
    #expect(reference.longHits.count == 12)
    for hits in reference.longHits {
      let (first, second) = (text(), text())
      let found = [false, true].flatMap { isStemmed in
        let rouge = Rouge(
          reference: first, output: second, rule: .latin(isStemmed: isStemmed))
        return Rouge.Kind.allCases.map { rouge[$0].hitCount }
      }
      #expect(found == hits)
    }
  }

  @Test func stemsAreThoseOfNLTK() throws {
    let pairs = try Oracle.load("rouge", as: Reference.self).stems.split(separator: " ")
    #expect(pairs.count > 2500)
    for pair in pairs {
      let sides = pair.split(separator: ":")
      #expect(PorterStemmer.stem(String(sides[0])) == String(sides[1]), "\(sides[0])")
    }
  }

  // Eight words on either side. Plain: "the quickly over", 3/8. Stemmed: "the cat quickli over hill",
  // 5/8.
  @Test func theCatsWereRunning() {
    let reference = "The cats were running quickly over the hills"
    let output = "the cat ran quickly over a hill running"
    let plain = Rouge(reference: reference, output: output, rule: .latin(isStemmed: false))
    let stemmed = Rouge(reference: reference, output: output, rule: .latin(isStemmed: true))
    #expect(plain[.longestSubsequence].fMeasure == 0.375)
    #expect(stemmed[.longestSubsequence].fMeasure == 0.625)
  }

  // Lin 2004, section 3.2: reference w1 w2 w3 w4 w5, output lines "w1 w2 w6 w7 w8" and "w1 w3 w8 w9
  // w5". The union is w1 w2 w3 w5: 4 of 5 recalled; of the output's 10 words, 4.
  @Test func unionOfTheExampleInThePaper() {
    let rouge = Rouge(
      reference: "w1 w2 w3 w4 w5", output: "w1 w2 w6 w7 w8\nw1 w3 w8 w9 w5",
      rule: .latin(isStemmed: false))
    let score = rouge[.longestSubsequenceByLine]
    #expect(score.recall == 0.8 && score.precision == 0.4 && score.hitCount == 4)
    // In one line "w1 w2" and "w3 w5" follow each other; turned around they do not.
    #expect(rouge[.longestSubsequence].hitCount == 4)
    let turned = Rouge(
      reference: "w1 w2 w3 w4 w5", output: "w1 w3 w8 w9 w5\nw1 w2 w6 w7 w8",
      rule: .latin(isStemmed: false))
    #expect(turned[.longestSubsequence].hitCount == 3)
    #expect(turned[.longestSubsequenceByLine].hitCount == 4)
  }

  @Test func otherScriptsHaveWordsByTheUnicodeRuleAlone() {
    #expect(WordRule.latin(isStemmed: false).words(of: "日本語 Привет ÉTÉ 5\u{212A}") == ["t", "5k"])
    #expect(
      WordRule.unicode.words(of: "日本語, Привет! STRASSE straße STRA\u{1E9E}E ½ नमस्ते")
        == ["日本語", "привет", "strasse", "strasse", "strasse", "½", "नमस्ते"])
    // One word precomposed and decomposed.
    let rouge = Rouge(reference: "caf\u{E9}", output: "CAFE\u{301}", rule: .unicode)
    #expect(rouge[.unigrams].fMeasure == 1)
    let paid = Rouge(reference: "£55,000", output: "55000 pounds", rule: .latin(isStemmed: false))
    #expect(paid[.unigrams].fMeasure == 0)
  }

  @Test func emptyTextsScoreZero() {
    for (reference, output) in [("", ""), ("a", ""), ("", "a"), ("\n\n", "...")] {
      let rouge = Rouge(reference: reference, output: output, rule: .latin(isStemmed: true))
      for kind in Rouge.Kind.allCases {
        #expect(rouge[kind].precision == 0 && rouge[kind].recall == 0 && rouge[kind].fMeasure == 0)
      }
    }
  }

  /// Long sequences over few words cross many 64-bit blocks; the table by its definition agrees.
  @Test(arguments: [1, 63, 64, 65, 127, 128, 200, 331])
  func longSubsequencesEqualTheTable(length: Int) {
    var generator = Generator(state: UInt64(length))
    let first = (0..<length).map { _ in generator.below(5) }
    let second = (0..<(length + 17)).map { _ in generator.below(6) }
    var row = [Int](repeating: 0, count: second.count + 1)
    for word in first {
      var corner = 0
      for (place, other) in second.enumerated() {
        let above = row[place + 1]
        row[place + 1] = word == other ? corner + 1 : max(above, row[place])
        corner = above
      }
    }
    func text(_ words: [Int]) -> String { words.map { "w\($0)" }.joined(separator: " ") }
    let rouge = Rouge(reference: text(first), output: text(second), rule: .latin(isStemmed: false))
    #expect(rouge[.longestSubsequence].hitCount == row[second.count])
    // Each in one line: the union of one subsequence is that subsequence.
    #expect(rouge[.longestSubsequenceByLine].hitCount == row[second.count])
    let mirrored = Rouge(
      reference: text(second), output: text(first), rule: .latin(isStemmed: false))
    for kind in Rouge.Kind.allCases where kind != .longestSubsequenceByLine {
      #expect(rouge[kind].precision == mirrored[kind].recall)
    }
  }
}
