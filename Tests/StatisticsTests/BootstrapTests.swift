// SPDX-License-Identifier: Apache-2.0

import Compute
import Statistics
import Testing

@Suite struct BootstrapTests {
  /// Against the exact bootstrap distribution, all n^n draws; 5 standard errors of the simulation.
  @Test func clusterBootstrapMatchesTheExactDistribution() throws {
    for example in try ReferenceValues.load().bootstraps {
      let sums = zip(example.numerators, example.denominators).map {
        ClusterSum(numerator: $0, denominator: $1)
      }
      let result = try clusterBootstrap(sums: sums, resamples: 20_000, seed: Seed(3))
      #expect(close(result.estimate, example.ratio))
      let average = try mean(result.replicates)
      #expect(abs(average - example.mean) < 5 * example.deviation / 20_000.0.squareRoot())
      #expect(abs(result.standardError / example.deviation - 1) < 5 / 20_000.0.squareRoot())
    }
  }

  @Test func jobCountChangesNothingAndTheSeedDoes() throws {
    let sums = (0..<40).map { ClusterSum(numerator: Double($0 % 7), denominator: 3) }
    let one = try clusterBootstrap(sums: sums, resamples: 300, seed: Seed(1), jobs: 1)
    let four = try clusterBootstrap(sums: sums, resamples: 300, seed: Seed(1), jobs: 4)
    let other = try clusterBootstrap(sums: sums, resamples: 300, seed: Seed(2), jobs: 1)
    #expect(one == four)
    #expect(one.replicates != other.replicates)
    let rows = try bootstrap(.rows(40), resamples: 300, seed: Seed(1), jobs: 1) { Double($0[0]) }
    let same = try bootstrap(.rows(40), resamples: 300, seed: Seed(1), jobs: 3) { Double($0[0]) }
    #expect(rows == same)
  }

  @Test func theFastPathEqualsTheClosure() throws {
    let sums = (0..<25).map { (index: Int) -> ClusterSum in
      ClusterSum(numerator: Double(index * 7 % 5), denominator: Double(1 + index % 3))
    }
    let fast = try clusterBootstrap(sums: sums, resamples: 200, seed: Seed(9))
    let general = try bootstrap(.rows(25), resamples: 200, seed: Seed(9)) { rows in
      ratio(of: rows.map { sums[$0] })
    }
    #expect(zip(fast.replicates, general.replicates).allSatisfy { close($0, $1) })
  }

  @Test func aModelAgainstItselfDiffersByExactlyNothing() throws {
    let sums = (0..<30).map { ClusterSum(numerator: Double($0 % 4), denominator: 5) }
    let result = try clusterBootstrap(
      minuends: [sums], subtrahends: [sums], resamples: 200, seed: Seed(4))
    #expect(result.estimate == 0 && result.replicates.allSatisfy { $0 == 0 })
  }

  /// With equal denominators the paired difference is the ratio of difference numerators.
  @Test func pairedDifferenceIsTheRatioOfDifferenceNumerators() throws {
    var generator = SeededGenerator(seed: Seed(8))
    let models = (0..<4).map { _ in
      (0..<20).map { ClusterSum(numerator: generator.uniform(), denominator: Double(1 + $0 % 4)) }
    }
    let paired = try clusterBootstrap(
      minuends: Array(models[1...]), subtrahends: [models[0]], resamples: 300, seed: Seed(5))
    let differences = (0..<20).map { cluster in
      let references = models[1...].map { $0[cluster].numerator }.reduce(0, +) / 3
      return ClusterSum(
        numerator: references - models[0][cluster].numerator,
        denominator: models[0][cluster].denominator)
    }
    let direct = try clusterBootstrap(sums: differences, resamples: 300, seed: Seed(5))
    #expect(zip(paired.replicates, direct.replicates).allSatisfy { close($0, $1) })
    let wide = paired.interval(level: 0.95)
    let narrow = paired.interval(level: 0.9)
    #expect(wide.lowerBound <= narrow.lowerBound && narrow.upperBound <= wide.upperBound)
    #expect(wide.contains(paired.estimate))
  }

  @Test func strataKeepTheirSizesAndClustersStayWhole() throws {
    let labels = [0, 1, 0, 1, 1, 2]
    _ = try bootstrap(.stratified(labels), resamples: 100, seed: Seed(1)) { rows in
      #expect(rows.count { labels[$0] == 0 } == 2)
      #expect(rows.count { labels[$0] == 1 } == 3)
      return 0
    }
    let clustered = try bootstrap(.clustered(labels), resamples: 100, seed: Seed(1)) { rows in
      #expect(rows.count { $0 == 0 } == rows.count { $0 == 2 })
      #expect(rows.count { $0 == 1 } == rows.count { $0 == 4 })
      return Double(rows.count)
    }
    #expect(clustered.unitCount == 3)
    #expect(clustered.replicates.first != clustered.replicates.last)
  }

  /// Means of 40 normal-like values: 95 % intervals should hold the truth in 89...99 % of 400 runs
  /// (percentile intervals at n = 40 run a little short); shifted by a third they must not.
  @Test func percentileIntervalsCoverTheTruthAndNotAShiftedOne() throws {
    var covered = 0
    var shifted = 0
    for run in 0..<400 {
      var generator = SeededGenerator(seed: Seed(UInt64(run)))
      let sums = (0..<40).map { _ in
        ClusterSum(numerator: generator.uniform(), denominator: 1)
      }
      let result = try clusterBootstrap(sums: sums, resamples: 300, seed: Seed(77))
      if result.interval().contains(0.5) { covered += 1 }
      if result.interval().contains(0.7) { shifted += 1 }
    }
    #expect((356...396).contains(covered), "covered \(covered)")
    #expect(shifted < 40, "shifted \(shifted)")
  }

  /// Cluster-level dependence: resampling rows gives far too small an error (negative control).
  @Test func clustersCarryTheirDependence() throws {
    var generator = SeededGenerator(seed: Seed(2))
    let labels = (0..<400).map { $0 / 20 }
    let levels = (0..<20).map { _ in generator.uniform() }
    let values = labels.map { levels[$0] }
    @Sendable func average(_ rows: [Int]) -> Double? {
      // Every resample holds as many clusters as the sample, 20 rows each.
      #expect(rows.count == 400)
      return rows.reduce(0.0) { $0 + values[$1] } / Double(rows.count)
    }
    let byCluster = try bootstrap(
      .clustered(labels), resamples: 400, seed: Seed(1), statistic: average)
    let byRow = try bootstrap(.rows(400), resamples: 400, seed: Seed(1), statistic: average)
    // 20 rows a cluster: the variance is 20 times as large.
    #expect(byCluster.standardError > 3 * byRow.standardError)
  }

  @Test func basicIntervalMirrorsThePercentileOne() throws {
    let sums = (0..<12).map { ClusterSum(numerator: Double($0 * $0), denominator: 1) }
    let result = try clusterBootstrap(sums: sums, resamples: 500, seed: Seed(1))
    let percentile = result.interval(level: 0.9)
    let basic = result.basicInterval(level: 0.9)
    #expect(close(basic.lowerBound + percentile.upperBound, 2 * result.estimate))
    #expect(close(basic.upperBound + percentile.lowerBound, 2 * result.estimate))
  }

  @Test func undefinedResamplesAreCountedAndAnUndefinedSampleIsRefused() throws {
    let sums = [
      ClusterSum(numerator: 1, denominator: 1), ClusterSum(numerator: 0, denominator: 0),
    ]
    let result = try clusterBootstrap(sums: sums, resamples: 400, seed: Seed(1))
    // Both draws hit the empty cluster in a quarter of the resamples.
    #expect((60...140).contains(result.undefinedCount))
    #expect(result.undefinedCount + result.replicates.count == 400)
    let error = #expect(throws: StatisticsError.self) {
      try clusterBootstrap(sums: [sums[1]], seed: Seed(1))
    }
    #expect(error?.code == .undefined)
    let sizes = #expect(throws: StatisticsError.self) {
      try clusterBootstrap(minuends: [sums], subtrahends: [[sums[0]]], seed: Seed(1))
    }
    #expect(sizes?.code == .mismatchedSizes)
  }
}
