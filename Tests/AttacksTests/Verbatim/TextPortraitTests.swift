// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import TestSupport
import Testing

@Suite struct TextPortraitTests {
  private static func bytes(_ count: Int, _ generator: inout SeededGenerator) -> [UInt8] {
    (0..<count).map { _ in UInt8(97 + generator.index(below: 26)) }
  }

  /// Errors among 300,000 grams that were never put in, at three loads of the filter.
  @Test(arguments: [(120_000, 4), (200_000, 7), (60_000, 2)])
  func errorsAreAsFrequentAsTheFormulaSays(bitCount: Int, hashCount: Int) throws {
    var generator = SeededGenerator(seed: Seed(8))
    var portrait = try TextPortrait(width: 12, bitCount: bitCount, hashCount: hashCount)
    let corpus = Self.bytes(12 * 20_000, &generator)
    portrait.insert(corpus)
    #expect(portrait.gramCount == 20_000)
    let load = Double(hashCount * 20_000) / Double(bitCount)
    var expected = 1.0
    for _ in 0..<hashCount { expected *= 1 - SpecialFunctions.exp(-load) }
    #expect(isClose(portrait.falsePositiveRate, expected, relative: 1e-12))
    let tries = 300_000
    let other = Self.bytes(tries + 11, &generator)
    let errors = (0..<tries).count { portrait.holds(other[$0..<$0 + 12]) }
    #expect(abs(Double(errors) / Double(tries) / expected - 1) < 0.1, "\(errors) of \(tries)")
    for start in stride(from: 0, to: corpus.count, by: 12) {
      #expect(portrait.holds(corpus[start..<start + 12]))
    }
  }

  @Test func plantedCopiesAreFoundAndShuffledTextIsNot() throws {
    var generator = SeededGenerator(seed: Seed(9))
    let texts = (0..<50).map { _ in Self.bytes(2000, &generator) }
    var portrait = try TextPortrait(width: 50, bitCount: 40_000, hashCount: 10)
    for text in texts { portrait.insert(text) }
    for text in texts {
      let start = generator.index(below: 1500)
      let length = 99 + generator.index(below: 400)
      let copy = Array(text[start..<start + length])
      let output = Self.bytes(37, &generator) + copy + Self.bytes(80, &generator)
      let chain = portrait.longestChain(in: output)
      #expect(chain >= ((length + 1) / 50 - 1) * 50)
      #expect(chain <= length + 50)
      var shuffled = output
      for place in shuffled.indices.reversed() where place > 0 {
        shuffled.swapAt(place, generator.index(below: place + 1))
      }
      #expect(portrait.longestChain(in: shuffled) <= 50)
    }
    #expect(portrait.longestChain(in: []) == 0)
  }

  @Test func nothingIsNoPortrait() {
    #expect(throws: AttacksError.self) { try TextPortrait(bitCount: 0, hashCount: 1) }
    #expect(throws: AttacksError.self) { try TextPortrait(width: 0, bitCount: 9, hashCount: 1) }
    #expect(throws: AttacksError.self) { try TextPortrait(bitCount: 9, hashCount: 0) }
  }
}
