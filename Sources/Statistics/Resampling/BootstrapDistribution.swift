// SPDX-License-Identifier: Apache-2.0

public import Compute

/// A statistic on the whole sample and on resamples of it; every level's interval comes from one run.
public struct BootstrapDistribution: Equatable, Sendable {
  /// The statistic on the sample itself.
  public let estimate: Double
  /// The statistic on each resample where it was defined, ascending.
  public let replicates: [Double]
  /// The number of resamples on which the statistic was undefined, such as a ratio over zero.
  public let undefinedCount: Int
  /// The number of units resampled: rows or clusters.
  public let unitCount: Int
  /// The seed of the draws.
  public let seed: Seed

  /// Collects replicates; throws where the statistic is undefined on the sample or every resample.
  init(estimate: Double?, outcomes: [Double?], unitCount: Int, seed: Seed) throws(StatisticsError) {
    let defined = outcomes.compactMap { $0 }.filter { !$0.isNaN }
    guard let estimate, !estimate.isNaN, !defined.isEmpty else {
      throw StatisticsError(
        .undefined, "The statistic is undefined on this sample of \(unitCount) units.",
        remedy: "Give a sample on which it has a value, such as one with a non-zero denominator.")
    }
    self.estimate = estimate
    self.replicates = defined.sorted()
    self.undefinedCount = outcomes.count - defined.count
    self.unitCount = unitCount
    self.seed = seed
  }

  /// The standard deviation of the replicates, an estimate of the statistic's standard error.
  public var standardError: Double {
    guard replicates.count > 1 else { return 0 }
    let centre = sum(replicates) / Double(replicates.count)
    var squares = 0.0
    for value in replicates { squares += (value - centre) * (value - centre) }
    return SpecialFunctions.sqrt(squares / Double(replicates.count - 1))
  }

  /// Returns the percentile interval: the central share of the replicates.
  ///
  /// Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13.
  ///
  /// - Parameter level: The confidence level, strictly between 0 and 1.
  /// - Returns: The interval between two type 7 quantiles.
  public func interval(level: Double = 0.95) -> ClosedRange<Double> {
    precondition(level > 0 && level < 1, "a level lies between 0 and 1")
    let low = sortedQuantile(replicates, (1 - level) / 2)
    return low...max(low, sortedQuantile(replicates, (1 + level) / 2))
  }

  /// Returns the basic interval: the percentile interval reflected about the estimate.
  ///
  /// - Parameter level: The confidence level, strictly between 0 and 1.
  /// - Returns: The interval.
  public func basicInterval(level: Double = 0.95) -> ClosedRange<Double> {
    let percentile = interval(level: level)
    let low = 2 * estimate - percentile.upperBound
    return low...max(low, 2 * estimate - percentile.lowerBound)
  }

  /// Returns the share of replicates at most x, never 0: one is added to both counts.
  public func probability(atMost x: Double) -> Double {
    Double(1 + replicates.count { $0 <= x }) / Double(1 + replicates.count)
  }

  /// Returns the share of replicates at least x, never 0: one is added to both counts.
  public func probability(atLeast x: Double) -> Double {
    Double(1 + replicates.count { $0 >= x }) / Double(1 + replicates.count)
  }

  /// Returns the estimate with its percentile interval.
  ///
  /// - Parameters:
  ///   - level: The confidence level, strictly between 0 and 1.
  ///   - method: What was resampled, such as `bootstrap by user`.
  /// - Returns: The estimate; `n` counts resampled units.
  public func estimate(level: Double = 0.95, method: String = "bootstrap") -> Estimate {
    Estimate(
      value: estimate, n: unitCount, interval: interval(level: level), level: level,
      standardError: standardError, method: method)
  }
}
