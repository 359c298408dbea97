// SPDX-License-Identifier: Apache-2.0

/// The share of positives found while at most a given share of negatives is called positive.
///
/// Either `truePositiveRate` or `reason` is present: too few negatives cannot resolve a small rate.
public struct OperatingPoint: Equatable, Sendable {
  /// The false positive rate that was allowed, in 0...1.
  public let falsePositiveRateLimit: Double
  /// The share of positives found; its interval takes the threshold as given.
  public let truePositiveRate: Estimate?
  /// Why the share is missing.
  public let reason: String?
  /// The lowest score called positive; nil where missing, or where no threshold is low enough.
  public let threshold: Double?
  /// The number of negatives called positive.
  public let falsePositiveCount: Int?
}

extension RankingCurve {
  /// Returns the share of positives found at a false positive rate of at most `limit`.
  ///
  /// The highest point of the curve that keeps the limit; nothing is interpolated. Fewer than
  /// 1 / limit negatives make the share missing, for then only "no false positive" keeps the limit.
  /// Carlini, Chien, Nasr, Song, Terzis and Tramer, "Membership Inference Attacks From First
  /// Principles", 2022, arXiv:2112.03570, section III, argue for this measure.
  ///
  /// - Parameters:
  ///   - limit: The allowed false positive rate, strictly between 0 and 1.
  ///   - method: How to compute the interval.
  ///   - level: The interval's confidence level, strictly between 0 and 1.
  /// - Returns: The share with its interval, or the reason why it is missing.
  /// - Throws: For a limit or a level out of range.
  public func truePositiveRate(
    atFalsePositiveRate limit: Double, method: Proportion.Method = .clopperPearson,
    level: Double = 0.95
  ) throws(StatisticsError) -> OperatingPoint {
    try checkProportion(limit, "false positive rate")
    try checkProportion(level, "level")
    let needed = (1 / limit * (1 - 1e-12)).rounded(.up)
    guard Double(negativeCount) >= needed else {
      let least = Int(exactly: needed).map(String.init) ?? "\(needed)"
      return OperatingPoint(
        falsePositiveRateLimit: limit, truePositiveRate: nil,
        reason: "\(negativeCount) negatives; at least \(least) are needed", threshold: nil,
        falsePositiveCount: nil)
    }
    // A hair more than limit * n, so that 0.29 of 100 is 29.
    let allowed = Int((limit * Double(negativeCount) * (1 + 1e-12)).rounded(.down))
    let point = points[lastPoint(falsePositivesAtMost: allowed)]
    let share = try Proportion(successes: point.truePositiveCount, trials: positiveCount)
    return OperatingPoint(
      falsePositiveRateLimit: limit, truePositiveRate: share.estimate(method, level: level),
      reason: nil, threshold: point.threshold == .infinity ? nil : point.threshold,
      falsePositiveCount: point.falsePositiveCount)
  }
}
