// SPDX-License-Identifier: Apache-2.0

import Compute
import Testing

@testable import Corpora

/// Draws from pools, held against the weights and against hand-worked columns.
@Suite struct TextPoolTests {
  @Test func copiesGiveTheTexts() {
    let pool = TextPool(["Ann", "Bo", "Áine"])
    var buffer = ByteBuffer()
    for index in pool.indices { pool.copy(index, into: &buffer) }
    #expect(buffer.string(0..<buffer.count) == "AnnBoÁine")
    #expect(pool.texts == ["Ann", "Bo", "Áine"])
    #expect(pool.length(of: 2) == 5)
    #expect(pool.byte(0, of: 1) == UInt8(ascii: "B"))
    #expect(pool.firstIndex(of: "Bo") == 1)
    #expect(pool.firstIndex(of: "B") == nil)
  }

  /// Weights 1 and 3 make two columns of capacity 4, of which the first holds 2 of its own.
  ///
  /// Its own share is 1 * 2 = 2 of 4, so the first half of the words of column 0, which is the first
  /// quarter of all words, gives index 0, and every other word gives index 1.
  @Test func twoColumnsAreAsWorkedByHand() {
    let table = AliasTable(weights: [1, 3])
    #expect(table.index(for: 0) == 0)
    #expect(table.index(for: 0x3fff_ffff_ffff_ffff) == 0)
    #expect(table.index(for: 0x4000_0000_0000_0001) == 1)
    #expect(table.index(for: 0x8000_0000_0000_0000) == 1)
    #expect(table.index(for: .max) == 1)
  }

  /// A grid of 2^16 evenly spaced words is split in proportion to the weights, up to one word at
  /// each end of each column's two parts.
  @Test(arguments: 0..<30)
  func everyWeightGetsItsShareOfTheWords(seed: Int) {
    var generator = SeededGenerator(seed: Seed(UInt64(seed)))
    let size = 1 + generator.index(below: 40)
    let weights = (0..<size).map { _ in UInt32(1 + generator.index(below: 1000)) }
    let table = AliasTable(weights: weights)
    let words = 1 << 16
    var counts = [Int](repeating: 0, count: size)
    for step in 0..<words { counts[table.index(for: UInt64(step) << 48)] += 1 }
    let total = weights.reduce(0) { $0 + Int($1) }
    for index in 0..<size {
      let expected = Double(weights[index]) / Double(total) * Double(words)
      #expect(abs(Double(counts[index]) - expected) <= Double(2 * size + 2), "\(weights)")
    }
  }

  /// Pearson's statistic of 100,000 draws over ten weights has nine degrees of freedom; 27.9 is the
  /// point that chance passes once in a thousand times.
  @Test func drawsFollowTheWeights() {
    let weights: [UInt32] = [1, 2, 3, 5, 8, 13, 21, 34, 55, 89]
    let pool = TextPool(weights.map { "w\($0)" }, weights: weights)
    var generator = SeededGenerator(seed: Seed(11))
    var counts = [Double](repeating: 0, count: weights.count)
    let draws = 100_000
    for _ in 0..<draws { counts[pool.draw(using: &generator)] += 1 }
    let total = Double(weights.reduce(0, +))
    let statistic = weights.indices.reduce(0.0) { sum, index in
      let expected = Double(weights[index]) / total * Double(draws)
      return sum + (counts[index] - expected) * (counts[index] - expected) / expected
    }
    #expect(statistic < 27.9)
    // Against even weights, as a control, the same counts are far off.
    let even = Double(draws) / Double(weights.count)
    #expect(counts.reduce(0.0) { $0 + ($1 - even) * ($1 - even) / even } > 1000)
  }

  @Test func segmentsAreTablesOfTheirOwn() {
    let pool = TextPool(
      ["a", "b", "c", "d"], weights: [1, 1, 9, 1], segments: [0..<2, 2..<3, 3..<4])
    for step in 0..<64 {
      let word = UInt64(step) << 58
      #expect(pool.index(for: word, in: 0..<2) == step / 32)
      #expect(pool.index(for: word, in: 2..<3) == 2)
      #expect(pool.index(for: word, in: 3..<4) == 3)
    }
    // Of the whole the third text has nine twelfths: 48 of 64 even steps, whatever the segments.
    let hits = (0..<64).count { pool.index(for: UInt64($0) << 58) == 2 }
    #expect(abs(hits - 48) <= 4)
  }

  @Test func categoriesStandTogether() {
    let pool = CategorizedPool(
      [("oak", 1, 1), ("rose", 2, 0), ("elm", 3, 1)], categories: ["flower", "tree"])
    #expect(pool.texts.texts == ["rose", "oak", "elm"])
    #expect(pool.segments == [0..<1, 1..<3])
    #expect(pool.categoryOf == [0, 1, 1])
    #expect(pool.category(named: "tree") == 1)
    #expect(pool.category(named: "shrub") == nil)
    #expect(pool.index(for: 0, inCategory: 0) == 0)
    #expect(pool.index(for: .max, inCategory: 1) == 2)
    #expect(pool.pool(of: 1).weights == [1, 3])
  }

  /// The bar is 15 ns a draw on a quiet machine; three times that must hold in the best of many tries.
  @Test func drawsAreQuick() {
    let weights = (0..<4000).map { UInt32(1 + $0 * 7919 % 1000) }
    let pool = TextPool(weights.map { "w\($0)" }, weights: weights)
    var stream = KeyedStream(key: 5)
    let rounds = 10_000
    var sum = 0
    var best = Double.infinity
    for _ in 0..<100 {
      let time = ProcessorTime.seconds {
        for _ in 0..<rounds { sum &+= pool.index(for: stream.next()) }
      }
      best = min(best, time)
    }
    #expect(sum > 0)
    #expect(best / Double(rounds) < 45e-9)
  }
}
