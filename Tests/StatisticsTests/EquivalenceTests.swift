// SPDX-License-Identifier: Apache-2.0

import Compute
import Statistics
import Testing

@Suite struct EquivalenceTests {
  /// Estimate 0.01, error 0.01, margin 0.03: z = (0.01 - 0.03) / 0.01 = -2 and (-0.03 - 0.01) / 0.01
  /// = -4; normal tails 0.0227501319481792 and 3.16712418331199e-05; 0.01 +- 1.6448536269514722 / 100.
  @Test func normalTestByHand() throws {
    let test = try EquivalenceTest(estimate: 0.01, standardError: 0.01, margin: -0.03...0.03)
    #expect(close(test.upperPValue, 0.0227501319481792))
    #expect(close(test.lowerPValue, 3.16712418331199e-05))
    #expect(close(test.interval, [0.01 - 0.016448536269514722, 0.01 + 0.016448536269514722]))
    #expect(test.pValue == test.upperPValue)
    #expect(test.conclusion == .equivalent)
  }

  @Test(arguments: 0..<50)
  func equivalentExactlyWhereThePValueIsBelowAlpha(seed: UInt64) throws {
    var generator = SeededGenerator(seed: Seed(seed))
    let test = try EquivalenceTest(
      estimate: 0.1 * (generator.uniform() - 0.5),
      standardError: 0.005 + 0.02 * generator.uniform(),
      margin: -0.03...0.03, alpha: 0.05)
    #expect((test.conclusion == .equivalent) == (test.pValue < 0.05))
  }

  @Test func theFourConclusions() throws {
    func conclusion(_ estimate: Double, _ error: Double) throws -> EquivalenceTest.Conclusion {
      try EquivalenceTest(estimate: estimate, standardError: error, margin: -1...1).conclusion
    }
    #expect(try conclusion(0, 0.1) == .equivalent)
    #expect(try conclusion(2, 0.1) == .above)
    #expect(try conclusion(-2, 0.1) == .below)
    #expect(try conclusion(0.9, 0.1) == .inconclusive)
    #expect(try conclusion(0, 5) == .inconclusive)
  }

  /// At the margin's very end a test of size 5 % claims equivalence in about 5 % of runs, inside
  /// it nearly always: 2000 runs, 5 standard errors of 0.0049.
  @Test func sizeAtTheMarginAndPowerInside() throws {
    var generator = SeededGenerator(seed: Seed(6))
    var claimedAtEnd = 0
    var claimedInside = 0
    for _ in 0..<2000 {
      let noise = SpecialFunctions.normalQuantile(generator.uniform() + 1e-18)
      let end = try EquivalenceTest(estimate: 1 + 0.2 * noise, standardError: 0.2, margin: -1...1)
      let inside = try EquivalenceTest(estimate: 0.2 * noise, standardError: 0.2, margin: -1...1)
      if end.conclusion == .equivalent { claimedAtEnd += 1 }
      if inside.conclusion == .equivalent { claimedInside += 1 }
    }
    #expect(abs(Double(claimedAtEnd) / 2000 - 0.05) < 0.025)
    #expect(claimedInside > 1980)
  }

  @Test func bootstrapAndNormalAgreeOnAMean() throws {
    var generator = SeededGenerator(seed: Seed(3))
    let sums = (0..<400).map { _ in
      ClusterSum(numerator: generator.uniform() - 0.5, denominator: 1)
    }
    let distribution = try clusterBootstrap(sums: sums, resamples: 4000, seed: Seed(1))
    let resampled = try EquivalenceTest(distribution, margin: -0.05...0.05)
    let normal = try EquivalenceTest(
      estimate: distribution.estimate, standardError: distribution.standardError,
      margin: -0.05...0.05)
    #expect(resampled.conclusion == normal.conclusion)
    #expect(abs(resampled.pValue - normal.pValue) < 0.01)
    #expect(
      close(resampled.interval, [normal.interval.lowerBound, normal.interval.upperBound], 0.003))
  }

  /// z(0.95) + z(0.8) = 1.6448536269514722 + 0.8416212335729143 = 2.4864748605243863.
  @Test func detectableEffectByHand() throws {
    #expect(close(try smallestDetectableEffect(standardError: 0.01), 0.024864748605243863))
  }

  /// z(0.95) + z(0.9) = 1.6448536269514722 + 1.2815515655446004 = 2.9264051924960726; error 0.02,
  /// margin 0.03: (2.9264051924960726 * 2 / 3)^2 = 3.80621...; times 100 units, rounded up: 381.
  @Test func sampleSizeByHandAndItsPower() throws {
    let size = try sampleSizeForMargin(currentN: 100, standardError: 0.02, margin: 0.03)
    #expect(size == 381)
    let error = 0.02 * (100.0 / Double(size)).squareRoot()
    // Power of both tests at no difference: 2 Phi(margin / error - z) - 1, at least 0.8.
    func power(_ error: Double) -> Double {
      2 * SpecialFunctions.normalCumulative(0.03 / error - 1.6448536269514722) - 1
    }
    #expect(power(error) >= 0.8)
    #expect(power(0.02 * (100.0 / Double(size - 1)).squareRoot()) < 0.8)
  }

  @Test func parametersOutOfRangeAreRefused() {
    #expect(throws: StatisticsError.self) {
      try EquivalenceTest(estimate: 0, standardError: 0, margin: -1...1)
    }
    #expect(throws: StatisticsError.self) { try smallestDetectableEffect(standardError: -1) }
    #expect(throws: StatisticsError.self) {
      try sampleSizeForMargin(currentN: 10, standardError: 1, margin: 0)
    }
    #expect(throws: StatisticsError.self) {
      try EquivalenceTest(estimate: 0, standardError: 1, margin: -1...1, alpha: 0.5)
    }
  }
}
