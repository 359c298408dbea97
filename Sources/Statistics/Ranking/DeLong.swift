// SPDX-License-Identifier: Apache-2.0

import Compute

/// An area under the ROC curve with DeLong's variance.
///
/// The variance over m positives and n negatives is S10 / m + S01 / n, the sample variances of each
/// record's placement among the other side. DeLong, DeLong and Clarke-Pearson, "Comparing the Areas
/// under Two or More Correlated Receiver Operating Characteristic Curves", 1988,
/// doi:10.2307/2531595. Placements come from sorted scores in O(n log n), as in Sun and Xu, "Fast
/// Implementation of DeLong's Algorithm", 2014, doi:10.1109/LSP.2014.2337313.
public struct DeLongEstimate: Equatable, Sendable {
  /// The area, in 0...1, ties counting one half.
  public let area: Double
  /// The estimated variance of the area.
  public let variance: Double
  /// The number of positives.
  public let positiveCount: Int
  /// The number of negatives.
  public let negativeCount: Int

  /// Estimates the area from independent records; for clustered ones use the cluster bootstrap.
  ///
  /// - Parameters:
  ///   - positives: Scores of positives, at least two, without NaN.
  ///   - negatives: Scores of negatives, at least two, without NaN.
  /// - Throws: Where a side is too small or holds NaN.
  public init(positives: [Double], negatives: [Double]) throws(StatisticsError) {
    let components = try PlacementComponents(positives: positives, negatives: negatives)
    area = components.area
    variance = components.covariance(with: components)
    positiveCount = positives.count
    negativeCount = negatives.count
  }

  /// The square root of the variance.
  public var standardError: Double { SpecialFunctions.sqrt(variance) }

  /// Returns the normal interval, cut to 0...1.
  public func interval(level: Double = 0.95) -> ClosedRange<Double> {
    let spread = criticalValue(level) * standardError
    return max(0, area - spread)...min(1, area + spread)
  }

  /// Returns the area with its interval; `n` counts positives and negatives together.
  public func estimate(level: Double = 0.95) -> Estimate {
    Estimate(
      value: area, n: positiveCount + negativeCount, interval: interval(level: level),
      level: level, standardError: standardError, method: "delong")
  }
}

/// DeLong's test of two areas measured on the same records.
public struct DeLongComparison: Equatable, Sendable {
  /// The area by the first scores.
  public let first: Double
  /// The area by the second scores.
  public let second: Double
  /// The estimated variance of the difference, covariance taken into account.
  public let variance: Double
  /// The difference over its standard error; 0 where there is no difference.
  public let statistic: Double
  /// The two-sided p-value against equal areas, by the normal distribution.
  public let pValue: Double
  /// The number of records: positives and negatives.
  public let n: Int

  /// Compares two scores of the same records, position by position.
  ///
  /// - Parameters:
  ///   - positives: The positives' first and second scores, of one length.
  ///   - negatives: The negatives' first and second scores, of one length.
  /// - Throws: Where lengths differ, a side is too small, or a score is NaN.
  public init(
    positives: (first: [Double], second: [Double]), negatives: (first: [Double], second: [Double])
  ) throws(StatisticsError) {
    guard positives.first.count == positives.second.count,
      negatives.first.count == negatives.second.count
    else {
      throw StatisticsError(
        .mismatchedSizes, "The two scores to compare cover different numbers of records.",
        remedy: "Give both scores for every record, in the same order.")
    }
    let one = try PlacementComponents(positives: positives.first, negatives: negatives.first)
    let two = try PlacementComponents(positives: positives.second, negatives: negatives.second)
    first = one.area
    second = two.area
    // Rounding can leave a variance of equal scores a hair below zero.
    variance = max(
      0,
      one.covariance(with: one) + two.covariance(with: two) - 2 * one.covariance(with: two))
    let gap = one.area - two.area
    statistic = gap == 0 ? 0 : gap / SpecialFunctions.sqrt(variance)
    pValue = 2 * SpecialFunctions.normalCumulative(-abs(statistic))
    n = positives.first.count + negatives.first.count
  }

  /// The first area less the second.
  public var difference: Double { first - second }

  /// The square root of the variance.
  public var standardError: Double { SpecialFunctions.sqrt(variance) }

  /// Returns the normal interval of the difference.
  public func interval(level: Double = 0.95) -> ClosedRange<Double> {
    let spread = criticalValue(level) * standardError
    return (difference - spread)...(difference + spread)
  }
}

/// Each record's placement among the other side: V10 and V01 of DeLong's paper.
private struct PlacementComponents {
  let area: Double
  /// The share of negatives below each positive, `[positives]`.
  private let ofPositives: [Double]
  /// The share of positives above each negative, `[negatives]`.
  private let ofNegatives: [Double]

  init(positives: [Double], negatives: [Double]) throws(StatisticsError) {
    try check(positives, "positives", atLeast: 2)
    try check(negatives, "negatives", atLeast: 2)
    let below = WeightedRanking(scores: negatives, weights: negatives.map { _ in 1 })
    let above = WeightedRanking(scores: positives, weights: positives.map { _ in 1 })
    ofPositives = positives.map { below.weightBelow($0) / below.total }
    ofNegatives = negatives.map { 1 - above.weightBelow($0) / above.total }
    area = sum(ofPositives) / Double(positives.count)
  }

  func covariance(with other: PlacementComponents) -> Double {
    sampleCovariance(ofPositives, other.ofPositives) / Double(ofPositives.count)
      + sampleCovariance(ofNegatives, other.ofNegatives) / Double(ofNegatives.count)
  }
}

/// Returns the covariance with divisor n - 1 of two samples of one length, at least two.
private func sampleCovariance(_ first: [Double], _ second: [Double]) -> Double {
  let count = Double(first.count)
  let centres = (sum(first) / count, sum(second) / count)
  var products = 0.0
  for (a, b) in zip(first, second) { products += (a - centres.0) * (b - centres.1) }
  return products / (count - 1)
}
