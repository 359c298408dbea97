// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Testing

@Suite struct CorpusIndexTests {
  @Test func matchesEqualThoseOfALoopOverAllPairs() throws {
    for seed in 0..<50 {
      var generator = SeededGenerator(seed: Seed(UInt64(seed)))
      let documents = (0..<3).map { _ in
        VerbatimTexts.prose(generator.index(below: 60), using: &generator)
      }
      let source = documents.flatMap { $0 } + Array("to".utf8)
      let query = VerbatimTexts.patchwork(
        from: source, pieces: 4, longest: 120, using: &generator)
      let index = try CorpusIndex(documents, minimumLength: 49)
      let expected = VerbatimTexts.matches(of: query, in: documents, minimumLength: 49)
      #expect(index.matches(of: query) == expected, "seed \(seed)")
    }
  }

  @Test func spansEqualThoseOfTheSuffixArray() throws {
    for seed in 0..<200 {
      var generator = SeededGenerator(seed: Seed(UInt64(seed)))
      let corpus =
        seed % 2 == 0
        ? VerbatimTexts.prose(600, using: &generator)
        : VerbatimTexts.random(4_000, letters: 2, using: &generator)
      let query = VerbatimTexts.patchwork(
        from: corpus, pieces: 12, longest: 200, using: &generator)
      let expected = try SuffixArray(corpus).spans(of: query, minimumLength: 50)
      #expect(try CorpusIndex(text: corpus).spans(of: query) == expected, "seed \(seed)")
    }
  }

  /// A match that begins within another is what jumping to a match's end would miss.
  @Test func aMatchThatOverlapsTheTailOfAnotherIsFound() throws {
    var generator = SeededGenerator(seed: Seed(1))
    let text = VerbatimTexts.random(120, letters: 26, using: &generator)
    let corpus = Array(text[..<70]) + [0] + Array(text[20...])
    let spans = try CorpusIndex(text: corpus).spans(of: text)
    #expect(
      spans == [
        VerbatimSpan(range: 0..<70, firstOffset: 0, occurrenceCount: 1),
        VerbatimSpan(range: 20..<120, firstOffset: 71, occurrenceCount: 1),
      ])
  }

  @Test func aGramThatRecursTenThousandTimesHidesNothing() throws {
    var generator = SeededGenerator(seed: Seed(2))
    let phrase = VerbatimTexts.random(60, letters: 26, using: &generator)
    let corpus = (0..<10_000).flatMap { _ in phrase + [UInt8(generator.index(below: 97))] }
    // The byte before is none that stands between the phrases.
    let query = [200] + phrase
    let spans = try CorpusIndex(text: corpus).spans(of: query)
    #expect(spans == [VerbatimSpan(range: 1..<61, firstOffset: 0, occurrenceCount: 10_000)])
    #expect(try SuffixArray(corpus).spans(of: query, minimumLength: 50) == spans)
  }

  /// Two runs of one byte match at every alignment.
  @Test func runsOfOneByteGiveEveryAlignment() throws {
    let run = [UInt8](repeating: 97, count: 130)
    let query = [UInt8](repeating: 97, count: 90)
    let index = try CorpusIndex([run], minimumLength: 50)
    #expect(
      index.matches(of: query)
        == VerbatimTexts.matches(of: query, in: [run], minimumLength: 50))
    // 90 fits into 130 at 41 places.
    #expect(
      index.spans(of: query)
        == [VerbatimSpan(range: 0..<90, firstOffset: 0, occurrenceCount: 41)])
  }

  @Test func noMatchReachesAcrossDocuments() throws {
    var generator = SeededGenerator(seed: Seed(3))
    let text = VerbatimTexts.random(90, letters: 26, using: &generator)
    let halves = [Array(text[..<45]), Array(text[45...])]
    #expect(try CorpusIndex(halves).matches(of: text) == [])
    let whole = VerbatimMatch(queryOffset: 0, document: 0, documentOffset: 0, length: 90)
    #expect(try CorpusIndex([text]).matches(of: text) == [whole])
  }

  @Test(arguments: [0, 1, 24, 25, 48, 49, 50])
  func shortTextsAreAllowed(count: Int) throws {
    let text = (0..<count).map { UInt8($0) }
    let matches = try CorpusIndex([[], text, []], minimumLength: 49).matches(of: text)
    #expect(matches.map(\.length) == (count >= 49 ? [count] : []))
    #expect(try CorpusIndex([]).matches(of: text) == [])
  }

  @Test func aLengthThatCouldBeMissedIsRefused() throws {
    let error = #expect(throws: AttacksError.self) { try CorpusIndex([], minimumLength: 48) }
    #expect(error?.code == .invalidParameter)
  }

  @Test func theIndexTakesLessThanHalfAByteForEachByte() throws {
    for count in [400_000, 1_000_000] {
      let index = try CorpusIndex(text: [UInt8](repeating: 7, count: count))
      #expect(Double(index.byteCount) < 0.49 * Double(count))
    }
  }
}
