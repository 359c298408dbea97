// SPDX-License-Identifier: Apache-2.0

import Compute

/// A share of successes among trials that belong together in clusters, such as the values of a person.
///
/// Trials of one cluster tend to go alike, so that there is less evidence than their number says. The
/// interval is that of Clopper and Pearson for the effective number of trials: Korn and Graubard,
/// "Confidence intervals for proportions with small expected number of positive counts estimated from
/// survey data", 1998, Survey Methodology 24(2), 193-201. Departure: where no trial succeeds, or all do,
/// the design effect cannot be estimated, and clusters are counted in place of trials, the most that
/// clustering can take away.
public struct ClusteredProportion: Equatable, Sendable {
  /// The trials of one cluster.
  public struct Cluster: Equatable, Sendable {
    /// The number of successes.
    public var successes: Int
    /// The number of trials.
    public var trials: Int

    /// Creates a cluster.
    public init(successes: Int, trials: Int) {
      self.successes = successes
      self.trials = trials
    }
  }

  private let clusters: [Cluster]
  /// All trials together.
  public let pooled: Proportion

  /// Takes clusters; those without a trial do not count.
  ///
  /// - Parameter clusters: The clusters.
  /// - Throws: `emptySample` without a trial, `invalidParameter` for more successes than trials.
  public init(_ clusters: [Cluster]) throws(StatisticsError) {
    for cluster in clusters where cluster.trials != 0 {
      _ = try Proportion(successes: cluster.successes, trials: cluster.trials)
    }
    self.clusters = clusters.filter { $0.trials > 0 }
    pooled = try Proportion(
      successes: clusters.reduce(0) { $0 + $1.successes },
      trials: clusters.reduce(0) { $0 + $1.trials })
  }

  /// The variance of the share over that of as many independent trials; nil where it cannot be
  /// estimated: one cluster, no success, or nothing else.
  ///
  /// The variance is that of a ratio, by the deviations of clusters from the pooled share.
  public var designEffect: Double? {
    let share = pooled.value
    guard clusters.count > 1, share > 0, share < 1 else { return nil }
    let squares = clusters.reduce(0.0) { sum, cluster in
      let deviation = Double(cluster.successes) - share * Double(cluster.trials)
      return sum + deviation * deviation
    }
    let (m, n) = (Double(clusters.count), Double(pooled.trials))
    return m / (m - 1) * squares / n / (share * (1 - share))
  }

  /// Returns the number of independent trials that say as much, at most the number of trials.
  ///
  /// - Parameter level: The confidence level, strictly between 0 and 1; few clusters count less the
  ///   further out an end lies.
  /// - Returns: The number, above 0.
  public func effectiveTrials(level: Double = 0.95) -> Double {
    let n = Double(pooled.trials)
    guard let effect = designEffect else { return Double(clusters.count) }
    let tail = (1 - level) / 2
    let wide = StudentT(degreesOfFreedom: Double(clusters.count - 1)).quantile(tail)
    let narrow = StudentT(degreesOfFreedom: max(n - 1, 1)).quantile(tail)
    let ratio = narrow / wide
    // With few clusters the quantile says so little that less than one trial would be left.
    return min(n, max(1, n / effect * ratio * ratio))
  }

  /// Returns the share with its interval.
  ///
  /// - Parameter level: The confidence level, strictly between 0 and 1.
  /// - Returns: The share among all trials; `n` is their number.
  public func estimate(level: Double = 0.95) -> Estimate {
    precondition(level > 0 && level < 1, "a level lies between 0 and 1")
    let tail = (1 - level) / 2
    let trials = effectiveTrials(level: level)
    let successes = pooled.value * trials
    let low =
      pooled.successes == 0
      ? 0
      : SpecialFunctions.inverseRegularizedIncompleteBeta(tail, successes, trials - successes + 1)
    let high =
      pooled.successes == pooled.trials
      ? 1
      : 1
        - SpecialFunctions.inverseRegularizedIncompleteBeta(tail, trials - successes, successes + 1)
    return Estimate(
      value: pooled.value, n: pooled.trials, interval: low...high, level: level,
      method: "clopper-pearson of the effective number of trials (Korn and Graubard)")
  }
}
