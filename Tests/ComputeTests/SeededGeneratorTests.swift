// SPDX-License-Identifier: Apache-2.0

import Compute
import Testing

@Suite struct SeededGeneratorTests {
  /// Random123's kat_vectors, lines `philox4x32 10`: counter, key and output.
  @Test func publishedVectors() {
    let zero = SeededGenerator.block(counter: (0, 0, 0, 0), key: (0, 0))
    #expect(zero == (0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8))
    let all: UInt32 = .max
    let ones = SeededGenerator.block(counter: (all, all, all, all), key: (all, all))
    #expect(ones == (0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd))
    let digitsOfPi = SeededGenerator.block(
      counter: (0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344),
      key: (0xa409_3822, 0x299f_31d0))
    #expect(digitsOfPi == (0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1))
  }

  @Test func theGeneratorReadsBlocksInOrder() {
    let seed = Seed(0x0123_4567_89ab_cdef)
    var generator = SeededGenerator(seed: seed, stream: 7)
    for block: UInt32 in 0..<3 {
      let words = SeededGenerator.block(
        counter: (block, 0, 7, 0), key: (0x89ab_cdef, 0x0123_4567))
      #expect(generator.next() == UInt64(words.0) | UInt64(words.1) << 32)
      #expect(generator.next() == UInt64(words.2) | UInt64(words.3) << 32)
    }
  }

  @Test func seedsAndStreamsGiveDifferentNumbers() {
    var first: [UInt64] = []
    for seed: UInt64 in 0..<50 {
      for stream: UInt64 in 0..<50 {
        var generator = SeededGenerator(seed: Seed(seed), stream: stream)
        first.append(generator.next())
      }
    }
    #expect(Set(first).count == 2500)
  }

  // Chi-square of 16 equal cells over 160 000 draws: mean 15, standard deviation 5.48; below 45
  // but for 1 in 10 000. A generator whose lowest sixteenth is missing exceeds it by far.
  @Test(arguments: 0..<20)
  func uniformFillsItsCellsEvenly(seed: UInt64) {
    var generator = SeededGenerator(seed: Seed(seed))
    var spoiled = SeededGenerator(seed: Seed(seed))
    #expect(chiSquare { generator.uniform() } < 45)
    #expect(chiSquare { max(1.0 / 16, spoiled.uniform()) } > 45)
  }

  private func chiSquare(_ draw: () -> Double) -> Double {
    var cells = [Int](repeating: 0, count: 16)
    for _ in 0..<160_000 {
      let value = draw()
      precondition(value >= 0 && value < 1)
      cells[Int(value * 16)] += 1
    }
    return cells.reduce(0) { $0 + Double(($1 - 10_000) * ($1 - 10_000)) / 10_000 }
  }

  /// A die of six: standard deviation 91, five of them allowed.
  @Test func smallIndicesAreEven() {
    var generator = SeededGenerator(seed: Seed(5))
    var counts = [Int](repeating: 0, count: 6)
    for _ in 0..<60_000 { counts[generator.index(below: 6)] += 1 }
    #expect(counts.allSatisfy { abs($0 - 10_000) < 457 }, "\(counts)")
    #expect(generator.index(below: 1) == 0)
  }

  /// With 2^65 / 5 choices 2.5 words fall on each, so that no draw can be fair without rejection.
  ///
  /// In the lower half odd indices would get three words and even ones two: an odd share of .6
  /// instead of .5, whose standard error is .005 here.
  @Test func hugeIndicesAreFairByRejection() {
    var generator = SeededGenerator(seed: Seed(5))
    let bound = 7_378_697_629_483_820_646
    let draws = (0..<20_000).map { _ in generator.index(below: bound) }
    let lower = draws.filter { $0 < bound / 2 }
    let oddShare = Double(lower.count { $0 % 2 == 1 }) / Double(lower.count)
    #expect(abs(oddShare - 0.5) < 0.025, "\(oddShare)")
    #expect(draws.allSatisfy { $0 >= 0 && $0 < bound })
  }

  /// All 24 orders of four elements come equally often: 24 000 shuffles, standard deviation 31.
  @Test func shufflesAreUniform() {
    var generator = SeededGenerator(seed: Seed(11))
    var counts: [[Int]: Int] = [:]
    for _ in 0..<24_000 {
      var order = [0, 1, 2, 3]
      generator.shuffle(&order)
      counts[order, default: 0] += 1
    }
    #expect(counts.count == 24)
    #expect(counts.values.allSatisfy { abs($0 - 1000) < 155 })
  }
}
