// SPDX-License-Identifier: Apache-2.0

import Compute
import Statistics
import Testing

@Suite struct RankingCurveTests {
  @Test func pointsEqualScikitLearns() throws {
    for example in try ReferenceValues.load().curves {
      let curve = try RankingCurve(positives: example.positives, negatives: example.negatives)
      let rates = curve.points.map { curve.rates(at: $0) }
      #expect(rates.count == example.falsePositiveRates.count)
      #expect(zip(rates, example.falsePositiveRates).allSatisfy { close($0.falsePositive, $1) })
      #expect(zip(rates, example.truePositiveRates).allSatisfy { close($0.truePositive, $1) })
      #expect(curve.points.dropFirst().map(\.threshold) == example.thresholds)
    }
  }

  @Test(arguments: 0..<30)
  func theAreaUnderThePointsIsTheArea(seed: UInt64) throws {
    var generator = SeededGenerator(seed: Seed(seed))
    let a = tiedScores(20, shift: 1, using: &generator)
    let b = tiedScores(30, shift: 0, using: &generator)
    let curve = try RankingCurve(positives: a, negatives: b)
    var area = 0.0
    for (left, right) in zip(curve.points, curve.points.dropFirst()) {
      let (from, to) = (curve.rates(at: left), curve.rates(at: right))
      area += (to.falsePositive - from.falsePositive) * (to.truePositive + from.truePositive) / 2
    }
    #expect(close(area, try areaUnderCurve(positives: a, negatives: b)))
  }

  @Test(arguments: [2, 3, 10, 101, 5000])
  func thinningKeepsEndsOrderAndLowRates(limit: Int) throws {
    var generator = SeededGenerator(seed: Seed(1))
    let curve = try RankingCurve(
      positives: (0..<3000).map { _ in generator.uniform() + 0.2 },
      negatives: (0..<3000).map { _ in generator.uniform() })
    let thin = curve.thinned(to: limit)
    #expect(thin.count <= limit && thin.count >= min(limit, 2))
    #expect(thin.first == curve.points.first && thin.last == curve.points.last)
    #expect(thin.allSatisfy { curve.points.contains($0) })
    for (left, right) in zip(thin, thin.dropFirst()) { #expect(left.threshold > right.threshold) }
    if limit == 101 {
      // Half of the points are spaced evenly in the logarithm: plenty below one percent.
      let low = thin.count { $0.falsePositiveCount > 0 && $0.falsePositiveCount < 30 }
      #expect(low >= 10, "\(low)")
    }
  }

  // Ten negatives 0...9 and positives 9.5, 8.5, 8.5, 0.5. No false positive: only 9.5 lies above 9,
  // share 1/4. One in ten: threshold 8.5, share 3/4.
  @Test func operatingPointByHand() throws {
    let curve = try RankingCurve(
      positives: [9.5, 8.5, 8.5, 0.5], negatives: (0..<10).map(Double.init))
    let tenth = try curve.truePositiveRate(atFalsePositiveRate: 0.1, method: .wilson)
    #expect(tenth.truePositiveRate?.value == 0.75)
    #expect(tenth.threshold == 8.5 && tenth.falsePositiveCount == 1 && tenth.reason == nil)
    let expected = try Proportion(successes: 3, trials: 4).wilsonInterval()
    #expect(tenth.truePositiveRate?.interval == expected)
    let nearly = try curve.truePositiveRate(atFalsePositiveRate: 0.19)
    #expect(nearly.truePositiveRate?.value == 0.75)
  }

  /// Every threshold tried: the highest share found among those that keep the limit, ties and all.
  @Test(arguments: 0..<40)
  func operatingPointsEqualTheBestOfAllThresholds(seed: UInt64) throws {
    var generator = SeededGenerator(seed: Seed(seed))
    let scale = seed % 2 == 0 ? 1.0 : 40
    func scores(_ count: Int, _ shift: Double) -> [Double] {
      tiedScores(count, shift: shift, using: &generator).map {
        ($0 * scale + generator.uniform() * (scale - 1)).rounded()
      }
    }
    let hits = scores(1 + generator.index(below: 60), 1)
    let alarms = scores(1000 + generator.index(below: 200), 0)
    let curve = try RankingCurve(positives: hits, negatives: alarms)
    let thresholds = Set(hits + alarms).union([.infinity]).map { threshold in
      (found: hits.count { $0 >= threshold }, raised: alarms.count { $0 >= threshold })
    }
    for limit in [0.001, 0.0025, 0.01, 0.1, 0.37, 0.999] {
      let allowed = Double(alarms.count) * limit * (1 + 1e-12)
      let best = thresholds.filter { Double($0.raised) <= allowed }.map(\.found).max() ?? 0
      let point = try curve.truePositiveRate(atFalsePositiveRate: limit)
      #expect(
        point.truePositiveRate?.value == Double(best) / Double(hits.count), "\(seed) \(limit)")
    }
  }

  @Test func tooFewNegativesIsAReason() throws {
    let curve = try RankingCurve(positives: [1, 2], negatives: (0..<200).map(Double.init))
    let point = try curve.truePositiveRate(atFalsePositiveRate: 0.001)
    #expect(point.truePositiveRate == nil && point.threshold == nil)
    #expect(point.reason == "200 negatives; at least 1000 are needed")
    let enough = try curve.truePositiveRate(atFalsePositiveRate: 0.005)
    #expect(enough.truePositiveRate?.value == 0 && enough.reason == nil)
    #expect(throws: StatisticsError.self) { try curve.truePositiveRate(atFalsePositiveRate: 0) }
  }

  /// 0.29 * 100 is 28.999999999999996 in binary; 29 false positives are still allowed.
  @Test func roundingDoesNotLoseAFalsePositive() throws {
    let curve = try RankingCurve(
      positives: [70.5], negatives: (0..<100).map(Double.init))
    let point = try curve.truePositiveRate(atFalsePositiveRate: 0.29)
    #expect(point.truePositiveRate?.value == 1 && point.falsePositiveCount == 29)
  }
}
