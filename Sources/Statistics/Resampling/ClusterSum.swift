// SPDX-License-Identifier: Apache-2.0

public import Compute

/// One cluster's share of a ratio of sums, such as a user's summed placements and their count.
public struct ClusterSum: Equatable, Sendable {
  /// The cluster's addend to the numerator.
  public var numerator: Double
  /// The cluster's addend to the denominator, not negative.
  public var denominator: Double

  /// Creates a cluster's addends.
  public init(numerator: Double, denominator: Double) {
    self.numerator = numerator
    self.denominator = denominator
  }
}

/// Returns the sum of numerators over the sum of denominators, or nil where the latter is zero.
public func ratio(of sums: [ClusterSum]) -> Double? {
  var numerator = 0.0
  var denominator = 0.0
  for sum in sums {
    numerator += sum.numerator
    denominator += sum.denominator
  }
  return denominator > 0 ? numerator / denominator : nil
}

/// Returns the bootstrap distribution of a ratio of sums, resampling clusters.
///
/// The work is `resamples` times the number of clusters, whatever stood inside the clusters.
///
/// - Parameters:
///   - sums: One pair of addends for each cluster.
///   - resamples: The number of resamples, at least one.
///   - seed: The seed of the draws.
///   - jobs: The largest number of resamples under way at once.
/// - Returns: The ratio and its replicates.
/// - Throws: Where there is no cluster, an addend is not finite, or the denominators sum to zero.
public func clusterBootstrap(
  sums: [ClusterSum], resamples: Int = 2000, seed: Seed, jobs: Int = 1
) throws(StatisticsError) -> BootstrapDistribution {
  try clusterBootstrap(
    minuends: [sums], subtrahends: [], resamples: resamples, seed: seed, jobs: jobs)
}

/// Returns the bootstrap distribution of a paired difference of ratios of sums.
///
/// Mean of the minuends' ratios less mean of the subtrahends', every ratio taken on the same drawn
/// clusters: a model against several references is `minuends: [model], subtrahends: references`.
/// Clusters are resampled, references are not: the spread between references is not in the interval.
///
/// - Parameters:
///   - minuends: For each statistic added, one pair of addends a cluster, `[statistics][clusters]`.
///   - subtrahends: For each statistic subtracted, the same clusters in the same order; may be empty.
///   - resamples: The number of resamples, at least one.
///   - seed: The seed of the draws.
///   - jobs: The largest number of resamples under way at once.
/// - Returns: The difference and its replicates.
/// - Throws: Where cluster counts differ or are zero, or a ratio is undefined.
public func clusterBootstrap(
  minuends: [[ClusterSum]], subtrahends: [[ClusterSum]], resamples: Int = 2000, seed: Seed,
  jobs: Int = 1
) throws(StatisticsError) -> BootstrapDistribution {
  let table = try RatioTable(minuends: minuends, subtrahends: subtrahends)
  try checkResampling(units: table.clusterCount, resamples: resamples)
  let outcomes = parallelMap(count: resamples, jobs: jobs) { resample -> Double? in
    var generator = SeededGenerator(seed: seed.derive("bootstrap"), stream: UInt64(resample))
    return table.resampledValue(using: &generator)
  }
  return try BootstrapDistribution(
    estimate: table.value, outcomes: outcomes, unitCount: table.clusterCount, seed: seed)
}

/// The addends of several ratios, interleaved by cluster so that one draw reads one run of memory.
private struct RatioTable: Sendable {
  let clusterCount: Int
  /// The weight of each ratio in the difference, `[ratios]`.
  private let weights: [Double]
  /// Numerator and denominator of each ratio, `[clusters, ratios, 2]`.
  private let addends: [Double]

  init(minuends: [[ClusterSum]], subtrahends: [[ClusterSum]]) throws(StatisticsError) {
    let ratios = minuends + subtrahends
    guard let clusters = ratios.first?.count, !minuends.isEmpty else {
      throw StatisticsError(
        .emptySample, "There is no statistic to resample.", remedy: "Give at least one.")
    }
    guard ratios.allSatisfy({ $0.count == clusters }) else {
      throw StatisticsError(
        .mismatchedSizes, "Paired statistics have \(ratios.map(\.count)) clusters.",
        remedy: "Give every statistic on the same clusters in the same order.")
    }
    clusterCount = clusters
    weights =
      minuends.map { _ in 1 / Double(minuends.count) }
      + subtrahends.map { _ in -1 / Double(subtrahends.count) }
    addends = (0..<clusters).flatMap { cluster in
      ratios.flatMap { [$0[cluster].numerator, $0[cluster].denominator] }
    }
    try checkFinite(addends, "cluster sums", atLeast: 0)
  }

  /// The difference on the clusters themselves.
  var value: Double? {
    var totals = [Double](repeating: 0, count: 2 * weights.count)
    for cluster in 0..<clusterCount { add(cluster, to: &totals) }
    return difference(totals)
  }

  /// Returns the difference on as many clusters drawn with replacement.
  func resampledValue(using generator: inout SeededGenerator) -> Double? {
    var totals = [Double](repeating: 0, count: 2 * weights.count)
    for _ in 0..<clusterCount { add(generator.index(below: clusterCount), to: &totals) }
    return difference(totals)
  }

  private func add(_ cluster: Int, to totals: inout [Double]) {
    let start = cluster * totals.count
    for column in totals.indices { totals[column] += addends[start + column] }
  }

  private func difference(_ totals: [Double]) -> Double? {
    var result = 0.0
    for (index, weight) in weights.enumerated() {
      guard totals[2 * index + 1] > 0 else { return nil }
      result += weight * totals[2 * index] / totals[2 * index + 1]
    }
    return result
  }
}
