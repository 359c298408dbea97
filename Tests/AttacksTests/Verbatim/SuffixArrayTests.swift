// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Testing

@Suite struct SuffixArrayTests {
  /// A byte string of a few dozen bytes over one to five letters, or over all bytes.
  private func text(_ seed: Int) -> (text: [UInt8], generator: SeededGenerator) {
    var generator = SeededGenerator(seed: Seed(UInt64(seed)))
    let count = generator.index(below: 60)
    let letters = 1 + generator.index(below: 6)
    let text =
      letters == 6
      ? (0..<count).map { _ in UInt8(generator.index(below: 256)) }
      : VerbatimTexts.random(count, letters: letters, using: &generator)
    return (text, generator)
  }

  @Test func suffixesOfAThousandTextsAreInTheOrderOfANaiveSort() throws {
    for seed in 0..<1_000 {
      let (text, _) = text(seed)
      let sorted = text.indices.sorted { text[$0...].lexicographicallyPrecedes(text[$1...]) }
      #expect(try SuffixArray(text).suffixes.map { Int($0) } == sorted, "seed \(seed): \(text)")
    }
  }

  @Test func countsEqualOverlappingBruteForce() throws {
    for seed in 0..<1_000 {
      var (text, generator) = text(seed)
      let array = try SuffixArray(text)
      let pattern = VerbatimTexts.random(
        generator.index(below: 4), letters: 2, using: &generator)[...]
      let places = text.indices.filter { text[$0...].starts(with: pattern) }
      #expect(array.occurrenceCount(of: pattern) == places.count, "seed \(seed)")
      #expect(array.occurrences(of: pattern) == places, "seed \(seed)")
    }
  }

  /// "anana" occurs in "banana" at 1, and "ana" at 1 and 3, overlapping.
  @Test func overlappingOccurrencesAreEachCounted() throws {
    let array = try SuffixArray(Array("banana".utf8))
    #expect(array.occurrenceCount(of: Array("ana".utf8)[...]) == 2)
    #expect(array.occurrences(of: Array("ana".utf8)[...]) == [1, 3])
    #expect(array.longestPrefix(of: Array("ananas".utf8)[...]) == (length: 5, offset: 1))
    #expect(array.longestPrefix(of: Array("xyz".utf8)[...]) == (length: 0, offset: 0))
  }

  @Test func theLongestPrefixEqualsBruteForce() throws {
    for seed in 0..<300 {
      var (text, generator) = text(seed)
      let array = try SuffixArray(text)
      let query = VerbatimTexts.patchwork(
        from: text + [97], pieces: 2, longest: 9, using: &generator)
      let best =
        text.indices.map { start in
          zip(text[start...], query).prefix { $0 == $1 }.count
        }.max() ?? 0
      let found = array.longestPrefix(of: query[...])
      #expect(found.length == best, "seed \(seed)")
      #expect(text[min(found.offset, text.count)...].starts(with: query.prefix(best)))
    }
  }

  @Test func spansOfAnyLengthEqualThoseOfAllPairs() throws {
    for seed in 0..<300 {
      var (text, generator) = text(seed)
      let query = VerbatimTexts.patchwork(
        from: text + [97], pieces: 3, longest: 9, using: &generator)
      let pairs = VerbatimTexts.matches(of: query, in: [text], minimumLength: 1)
      var expected: [VerbatimSpan] = []
      for start in query.indices {
        guard let length = pairs.filter({ $0.queryOffset == start }).map(\.length).max(),
          start + length > expected.last?.range.upperBound ?? 0
        else { continue }
        let same = pairs.filter { $0.queryOffset == start && $0.length == length }
        expected.append(
          VerbatimSpan(
            range: start..<start + length, firstOffset: same[0].documentOffset,
            occurrenceCount: same.count))
      }
      #expect(try SuffixArray(text).spans(of: query) == expected, "seed \(seed)")
    }
  }

  @Test func anEmptyTextHoldsNothing() throws {
    let array = try SuffixArray([])
    #expect(array.suffixes.isEmpty)
    #expect(array.occurrenceCount(of: [97]) == 0)
    #expect(array.longestPrefix(of: [97]) == (length: 0, offset: 0))
  }
}
