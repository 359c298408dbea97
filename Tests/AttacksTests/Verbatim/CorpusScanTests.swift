// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Testing

@Suite struct CorpusScanTests {
  @Test func spansEqualThoseOfTheSuffixArrayAtAnyCutAndNumberOfThreads() throws {
    for seed in 0..<100 {
      var generator = SeededGenerator(seed: Seed(UInt64(seed)))
      let corpus =
        seed % 2 == 0
        ? VerbatimTexts.prose(600, using: &generator)
        : VerbatimTexts.random(4_000, letters: 2, using: &generator)
      let outputs = (0..<5).map { _ in
        VerbatimTexts.patchwork(
          from: corpus, pieces: generator.index(below: 5), longest: 200, using: &generator)
      }
      let array = try SuffixArray(corpus)
      let expected = outputs.map { array.spans(of: $0, minimumLength: 50) }
      let index = try OutputIndex(outputs)
      let pieces = VerbatimTexts.pieces(of: corpus, longest: 300, using: &generator)
      #expect(index.spans(inCorpus: [corpus]) == expected, "seed \(seed)")
      #expect(index.spans(inCorpus: pieces, jobs: 2) == expected, "seed \(seed)")
    }
  }

  /// Copies of an output lie across every border: of segments (128 KiB) and of buffers (4 MiB).
  @Test func matchesAcrossBordersOfBuffersAndSegmentsAreFound() throws {
    var generator = SeededGenerator(seed: Seed(7))
    let output = VerbatimTexts.random(100, letters: 26, using: &generator)
    let other = VerbatimTexts.random(50, letters: 26, using: &generator)
    var corpus = [UInt8](repeating: 32, count: 9 << 20)
    for (number, border) in [1 << 17, 3 << 17, 4 << 20, 5 << 20, 8 << 20, 9 << 20].enumerated() {
      for place in [border - 300 - number, border - 100 + 17 * number] {
        let start = min(place, corpus.count - 100)
        corpus.replaceSubrange(start..<start + 100, with: output)
      }
    }
    corpus.replaceSubrange(10..<60, with: other)
    let array = try SuffixArray(corpus)
    let expected = [output, other].map { array.spans(of: $0, minimumLength: 50) }
    let index = try OutputIndex([output, other])
    for jobs in [1, 2, 3] {
      #expect(index.spans(inCorpus: [corpus], jobs: jobs) == expected)
    }
    #expect(expected[1] == [VerbatimSpan(range: 0..<50, firstOffset: 10, occurrenceCount: 1)])
  }

  @Test func aMatchLongerThanTheBufferIsOne() throws {
    var generator = SeededGenerator(seed: Seed(8))
    let output = VerbatimTexts.random(5 << 20, letters: 26, using: &generator)
    let index = try OutputIndex([output, Array(output[4_194_000..<4_194_400])])
    let spans = index.spans(inCorpus: [[0, 1], output, [2]], jobs: 2)
    #expect(
      spans[0] == [VerbatimSpan(range: 0..<5 << 20, firstOffset: 2, occurrenceCount: 1)])
    #expect(
      spans[1] == [VerbatimSpan(range: 0..<400, firstOffset: 4_194_002, occurrenceCount: 1)])
  }

  @Test func plantedCopiesOfFiftyTokensAreFoundAndShuffledTextHoldsNone() throws {
    var generator = SeededGenerator(seed: Seed(9))
    // Tokens of 1 to 8 bytes from a vocabulary of 4,096.
    let vocabulary = (0..<4_096).map { _ in
      VerbatimTexts.random(1 + generator.index(below: 8), letters: 26, using: &generator)
    }
    var tokens = (0..<120_000).map { _ in generator.index(below: vocabulary.count) }
    let corpus = tokens.flatMap { vocabulary[$0] }
    let outputs = (0..<200).map { number -> [UInt8] in
      let start = generator.index(below: tokens.count - 50)
      let copy = tokens[start..<start + 50].flatMap { vocabulary[$0] }
      return Array("output \(number): ".utf8) + copy + [10]
    }
    let index = try OutputIndex(outputs)
    let spans = index.spans(inCorpus: [corpus], jobs: 2)
    #expect(spans.map(\.count) == outputs.map { _ in 1 })
    for (output, found) in zip(outputs, spans) {
      let prefix = output.firstIndex(of: 58)! + 2
      #expect(found[0].range.lowerBound <= prefix && found[0].range.upperBound >= output.count - 1)
    }
    generator.shuffle(&tokens)
    let shuffled = tokens.flatMap { vocabulary[$0] }
    #expect(index.spans(inCorpus: [shuffled], jobs: 2).flatMap { $0 } == [])
  }

  /// Outputs and corpus that repeat one byte and a phrase of 7, as models and web pages do.
  @Test func repetitionsAreCountedAtEveryAlignment() throws {
    let dashes = [UInt8](repeating: 45, count: 2_000)
    let phrase = (0..<300).flatMap { _ in Array("ha! ha ".utf8) }
    let outputs = [dashes + [1] + phrase, Array(dashes[..<60]), [2] + phrase + [3] + dashes]
    let corpus = [9] + phrase + [8] + dashes + [7] + Array(dashes[..<700]) + phrase[3..<900]
    let array = try SuffixArray(corpus)
    let expected = outputs.map { array.spans(of: $0, minimumLength: 50) }
    #expect(try OutputIndex(outputs).spans(inCorpus: [corpus], jobs: 2) == expected)
  }

  @Test func noMatchReachesAcrossOutputs() throws {
    var generator = SeededGenerator(seed: Seed(4))
    let text = VerbatimTexts.random(98, letters: 26, using: &generator)
    let index = try OutputIndex([Array(text[..<49]), [], Array(text[49...])])
    #expect(index.spans(inCorpus: [text]) == [[], [], []])
    #expect(try OutputIndex([]).spans(inCorpus: [text]) == [])
  }

  @Test func outputsAndIndexTakeAtMostThreeAndAHalfBytesForEachByte() throws {
    for count in [500_000, 10_000_000] {
      let index = try OutputIndex([[UInt8](repeating: 7, count: count)])
      #expect(Double(index.byteCount) < 3.5 * Double(count))
    }
  }
}
