// SPDX-License-Identifier: Apache-2.0

import Compute

/// The ROC curve of a score: how many positives and negatives reach each threshold.
public struct RankingCurve: Equatable, Sendable {
  /// One point: what is called positive at scores of `threshold` and above.
  public struct Point: Equatable, Sendable {
    /// The lowest score called positive; infinite at the first point, where nothing is.
    public let threshold: Double
    /// The number of positives called positive.
    public let truePositiveCount: Int
    /// The number of negatives called positive.
    public let falsePositiveCount: Int
  }

  /// The points by falling threshold, one for each distinct score, after the empty one.
  public let points: [Point]
  /// The number of positives.
  public let positiveCount: Int
  /// The number of negatives.
  public let negativeCount: Int

  /// Builds the curve; O(n log n).
  ///
  /// - Parameters:
  ///   - positives: Scores of positives, without NaN.
  ///   - negatives: Scores of negatives, without NaN.
  /// - Throws: Where a side is empty or holds NaN.
  public init(positives: [Double], negatives: [Double]) throws(StatisticsError) {
    try check(positives, "positives")
    try check(negatives, "negatives")
    let hits = positives.sorted(by: >)
    let alarms = negatives.sorted(by: >)
    var points = [Point(threshold: .infinity, truePositiveCount: 0, falsePositiveCount: 0)]
    var hit = 0
    var alarm = 0
    while hit < hits.count || alarm < alarms.count {
      let threshold = max(
        hit < hits.count ? hits[hit] : -.infinity, alarm < alarms.count ? alarms[alarm] : -.infinity
      )
      while hit < hits.count && hits[hit] == threshold { hit += 1 }
      while alarm < alarms.count && alarms[alarm] == threshold { alarm += 1 }
      points.append(
        Point(threshold: threshold, truePositiveCount: hit, falsePositiveCount: alarm))
    }
    self.points = points
    positiveCount = hits.count
    negativeCount = alarms.count
  }

  /// Returns a point's coordinates as shares, for plotting.
  public func rates(at point: Point) -> (falsePositive: Double, truePositive: Double) {
    (
      Double(point.falsePositiveCount) / Double(negativeCount),
      Double(point.truePositiveCount) / Double(positiveCount)
    )
  }

  /// Returns at most `limit` of the points, dense at low false positive rates.
  ///
  /// Both ends, the upper point at the false positive counts of a logarithmic grid and the upper
  /// point at those of an even grid, half of the points each; nothing is interpolated.
  ///
  /// - Parameter limit: The largest number of points, at least two.
  /// - Returns: Points of the curve in order.
  public func thinned(to limit: Int) -> [Point] {
    precondition(limit >= 2, "a curve has two ends")
    if points.count <= limit { return points }
    let inner = limit - 2
    let logarithmic = inner / 2
    let even = inner - logarithmic
    let span = SpecialFunctions.log(Double(negativeCount))
    let counts =
      (0..<logarithmic).map { step in
        step == 0 ? 0 : Int(SpecialFunctions.exp(span * Double(step - 1) / Double(logarithmic)))
      } + (0..<even).map { negativeCount * ($0 + 1) / (even + 1) }
    var chosen = [0, points.count - 1]
    for count in counts { chosen.append(lastPoint(falsePositivesAtMost: count)) }
    chosen.sort()
    return chosen.indices.filter { $0 == 0 || chosen[$0] != chosen[$0 - 1] }
      .map { points[chosen[$0]] }
  }

  /// Returns the position of the last point with at most this many false positives.
  func lastPoint(falsePositivesAtMost count: Int) -> Int {
    var low = 0
    var high = points.count
    while low < high {
      let middle = (low + high) / 2
      if points[middle].falsePositiveCount <= count { low = middle + 1 } else { high = middle }
    }
    return low - 1
  }
}
