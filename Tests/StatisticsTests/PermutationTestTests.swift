// SPDX-License-Identifier: Apache-2.0

import Compute
import Statistics
import Testing

@Suite struct PermutationTestTests {
  @Test func exhaustiveTestEqualsSciPys() throws {
    for example in try ReferenceValues.load().permutations {
      for alternative in PermutationTest.Alternative.allCases {
        let test = try PermutationTest(
          example.first, example.second, alternative: alternative, seed: Seed(1))
        #expect(test.isExact)
        let expected = try #require(example.pValues[alternative.rawValue])
        #expect(close(test.pValue, expected), "\(test)")
      }
    }
  }

  /// Two against two, fully apart: 2 of 6 splits are as extreme in size, 1 of 6 on one side.
  @Test func twoAgainstTwoByHand() throws {
    let both = try PermutationTest([1, 2], [3, 4], seed: Seed(1))
    #expect(both.difference == -2 && both.splitCount == 6 && close(both.pValue, 2.0 / 6))
    let less = try PermutationTest([1, 2], [3, 4], alternative: .less, seed: Seed(1))
    #expect(close(less.pValue, 1.0 / 6))
    let greater = try PermutationTest([1, 2], [3, 4], alternative: .greater, seed: Seed(1))
    #expect(greater.pValue == 1)
  }

  /// 12 870 splits of 8 and 8; 5 standard errors of a simulated share.
  @Test func randomSplitsApproachAllSplits() throws {
    var generator = SeededGenerator(seed: Seed(2))
    let a = (0..<8).map { _ in generator.uniform() }
    let b = (0..<8).map { _ in generator.uniform() + 0.2 }
    let all = try PermutationTest(a, b, resamples: 12_870, seed: Seed(1))
    let some = try PermutationTest(a, b, resamples: 8000, seed: Seed(1))
    #expect(all.isExact && !some.isExact)
    let error = (all.pValue * (1 - all.pValue) / 8000).squareRoot()
    #expect(abs(all.pValue - some.pValue) < 5 * error + 1.0 / 8000)
    let parallel = try PermutationTest(a, b, resamples: 8000, seed: Seed(1), jobs: 3)
    #expect(some == parallel)
  }

  @Test func equalValuesGiveOneAndApartNeverZero() throws {
    #expect(try PermutationTest([1, 1, 1], [1, 1], seed: Seed(1)).pValue == 1)
    let apart = try PermutationTest(
      (0..<30).map(Double.init), (100..<130).map(Double.init), resamples: 99, seed: Seed(1))
    #expect(apart.pValue == 0.01)
  }

  @Test func badSamplesAreRefused() {
    #expect(throws: StatisticsError.self) { try PermutationTest([], [1], seed: Seed(1)) }
    #expect(throws: StatisticsError.self) { try PermutationTest([.infinity], [1], seed: Seed(1)) }
  }
}
