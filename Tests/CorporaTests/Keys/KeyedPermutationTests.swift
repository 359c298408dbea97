// SPDX-License-Identifier: Apache-2.0

import Compute
import Corpora
import Testing

@Suite struct KeyedPermutationTests {
  @Test func itIsABijectionWithAnInverseForEveryCountTo300() {
    for count in 1...300 {
      for key in [0, 1, UInt64.max, UInt64(count) &* Seed.golden] {
        let permutation = KeyedPermutation(count: count, key: key)
        var isTaken = [Bool](repeating: false, count: count)
        for index in 0..<count {
          let image = permutation(index)
          isTaken[image] = true
          #expect(permutation.inverse(image) == index, "count \(count) key \(key) at \(index)")
        }
        #expect(isTaken.allSatisfy { $0 }, "count \(count) key \(key)")
      }
    }
  }

  @Test(arguments: [
    1 << 20, (1 << 31) - 1, (1 << 31) + 1, 10_000_000_000_000, (1 << 61) - 1, (1 << 61) + 1,
    1 << 62,
  ])
  func itsInverseUndoesItOverHugeCounts(count: Int) {
    var generator = SeededGenerator(seed: Seed(5))
    let permutation = KeyedPermutation(count: count, key: 17)
    for _ in 0..<2_000 {
      let index = generator.index(below: count)
      let image = permutation(index)
      #expect((0..<count).contains(image))
      #expect(permutation.inverse(image) == index)
      #expect(permutation(permutation.inverse(index)) == index)
    }
    #expect(permutation.inverse(permutation(0)) == 0)
    #expect(permutation.inverse(permutation(count - 1)) == count - 1)
  }

  @Test func everyOrderOfThreeIsAboutAsCommon() {
    // 6,000 keys over 6 orders: 1,000 each, standard deviation sqrt(1000 * 5/6) = 29; 5 of them.
    var counts: [[Int]: Int] = [:]
    for key in 0..<6_000 {
      let permutation = KeyedPermutation(count: 3, key: UInt64(key))
      counts[[permutation(0), permutation(1), permutation(2)], default: 0] += 1
    }
    #expect(counts.count == 6)
    #expect(counts.values.allSatisfy { abs($0 - 1_000) < 145 }, "\(counts)")
  }

  @Test(arguments: [10, 64, 100, 1_000])
  func theImageOfAnIndexIsUniformOverKeys(count: Int) {
    // Chi-square over `count` cells: mean count - 1, variance 2 (count - 1); within 5 deviations.
    for index in [0, 1, count - 1] {
      var cells = [Int](repeating: 0, count: count)
      for key in 0..<count * 50 {
        cells[KeyedPermutation(count: count, key: UInt64(key))(index)] += 1
      }
      let statistic = cells.reduce(0.0) { $0 + Double(($1 - 50) * ($1 - 50)) / 50 }
      let excess = statistic - Double(count - 1)
      #expect(abs(excess) < 5 * (2 * Double(count - 1)).squareRoot(), "\(count) \(index)")
    }
  }

  @Test(arguments: [16, 1_000, 100_000])
  func neighboursLandApartAsByChance(count: Int) {
    // The mean of |p(i) - p(i+1)| over random permutations is (count + 1) / 3.
    var sum = 0.0
    var draws = 0.0
    for key in 0..<(1 << 20) / count {
      let permutation = KeyedPermutation(count: count, key: UInt64(key) &* 977)
      for index in 0..<count - 1 {
        sum += Double(abs(permutation(index) - permutation(index + 1)))
        draws += 1
      }
    }
    let expected = Double(count + 1) / 3
    #expect(abs(sum / draws - expected) < expected * 0.01)
  }

  @Test func otherKeysGiveOtherOrders() {
    // Two random orders of 1,000 agree in one place on average.
    let first = KeyedPermutation(count: 1_000, key: 1)
    let second = KeyedPermutation(count: 1_000, key: 2)
    #expect((0..<1_000).filter { first($0) == second($0) }.count < 10)
  }

  @Test func itNeverChangesFromBuildToBuild() {
    let permutation = KeyedPermutation(count: 10, key: 42)
    #expect((0..<10).map { permutation($0) } == [8, 6, 0, 5, 9, 3, 4, 1, 2, 7])
    let large = KeyedPermutation(count: 1_000_000_007, key: 42)
    #expect([0, 1, 999_999_999].map { large($0) } == [505_878_223, 927_864_857, 91_797_042])
  }

  @Test func withoutIndicesNothingIsMapped() {
    #expect(KeyedPermutation(count: 0, key: 3).count == 0)
    #expect(KeyedPermutation(count: 1, key: 3)(0) == 0)
  }
}
