// SPDX-License-Identifier: Apache-2.0

import Compute
import Statistics
import Testing

@Suite struct DeLongTests {
  @Test func variancesAndComparisonEqualTheDefinitionOverAllPairs() throws {
    for example in try ReferenceValues.load().curves {
      let one = try DeLongEstimate(positives: example.positives, negatives: example.negatives)
      #expect(close(one.area, example.area))
      #expect(close(one.variance, example.variance))
      let both = try DeLongComparison(
        positives: (example.positives, example.otherPositives),
        negatives: (example.negatives, example.otherNegatives))
      let spread = example.variance + example.otherVariance - 2 * example.covariance
      #expect(close(both.variance, spread))
      #expect(close(both.statistic, example.z, 1e-10))
      #expect(close(both.pValue, example.pValue, 1e-10))
    }
  }

  // Positives 3, 1 and negatives 2, 0. V10 = (1, 1/2), V01 = (1/2, 1): each has mean 3/4 and sample
  // variance 1/8, so the area is 3/4 and its variance (1/8) / 2 + (1/8) / 2 = 1/8.
  @Test func fourRecordsByHand() throws {
    let estimate = try DeLongEstimate(positives: [3, 1], negatives: [2, 0])
    #expect(estimate.area == 0.75)
    #expect(close(estimate.variance, 0.125))
    #expect(estimate.interval().upperBound == 1)
  }

  @Test func aScoreAgainstItselfIsNoDifference() throws {
    let comparison = try DeLongComparison(
      positives: ([3, 1, 2], [3, 1, 2]), negatives: ([2, 0], [2, 0]))
    #expect(comparison.difference == 0 && comparison.statistic == 0 && comparison.pValue == 1)
  }

  /// Under equal areas p-values are nearly uniform: about 5 % of 600 fall below .05 (5 standard
  /// errors of .0089); a score with noise added is told apart from a clean one in most runs.
  @Test func pValuesUnderTheNullAndUnderADifference() throws {
    var generator = SeededGenerator(seed: Seed(21))
    func normal() -> Double { SpecialFunctions.normalQuantile(generator.uniform() + 1e-17) }
    var falseAlarms = 0
    var found = 0
    for _ in 0..<600 {
      let signal = (0..<60).map { _ in 1 + normal() }
      let noise = (0..<60).map { _ in normal() }
      func blurred(_ values: [Double], _ by: Double) -> [Double] {
        values.map { $0 + by * normal() }
      }
      let null = try DeLongComparison(
        positives: (blurred(signal, 0.5), blurred(signal, 0.5)),
        negatives: (blurred(noise, 0.5), blurred(noise, 0.5)))
      let worse = try DeLongComparison(
        positives: (signal, blurred(signal, 3)), negatives: (noise, blurred(noise, 3)))
      if null.pValue < 0.05 { falseAlarms += 1 }
      if worse.pValue < 0.05 { found += 1 }
    }
    #expect(abs(Double(falseAlarms) / 600 - 0.05) < 0.045, "\(falseAlarms)")
    #expect(found > 300, "\(found)")
  }

  /// Intervals of 1,000 simulations cover the area in 95 % of them, +- 1.5: two standard errors.
  ///
  /// Two normal populations a shift of mu apart have the area Phi(mu / sqrt 2).
  @Test(arguments: [0.0, 0.7]) func intervalsCoverTheTrueArea(shift: Double) throws {
    let area = SpecialFunctions.normalCumulative(shift * 0.5.squareRoot())
    var covered = 0
    for run in 0..<1000 {
      var generator = SeededGenerator(seed: Seed(22), stream: UInt64(run))
      func normal() -> Double { SpecialFunctions.normalQuantile(generator.uniform() + 1e-17) }
      let estimate = try DeLongEstimate(
        positives: (0..<150).map { _ in shift + normal() },
        negatives: (0..<200).map { _ in normal() })
      if estimate.interval().contains(area) { covered += 1 }
    }
    #expect(abs(Double(covered) / 1000 - 0.95) <= 0.015, "\(covered)")
  }

  @Test func tooSmallAndUnequalSamplesAreRefused() {
    #expect(throws: StatisticsError.self) {
      try DeLongEstimate(positives: [1], negatives: [1, 2])
    }
    let error = #expect(throws: StatisticsError.self) {
      try DeLongComparison(positives: ([1, 2], [1]), negatives: ([1, 2], [1, 2]))
    }
    #expect(error?.code == .mismatchedSizes)
  }
}
