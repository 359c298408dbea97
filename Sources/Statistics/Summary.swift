// SPDX-License-Identifier: Apache-2.0

import Compute

/// A sample's size, centre, spread and quartiles.
public struct Summary: Equatable, Sendable {
  /// The number of values.
  public let count: Int
  /// The arithmetic mean.
  public let mean: Double
  /// The standard deviation with divisor n - 1, or nil for one value.
  public let standardDeviation: Double?
  /// The smallest value.
  public let minimum: Double
  /// The quantile at one quarter.
  public let lowerQuartile: Double
  /// The quantile at one half.
  public let median: Double
  /// The quantile at three quarters.
  public let upperQuartile: Double
  /// The largest value.
  public let maximum: Double

  /// Summarizes finite values; throws where there are none.
  public init(_ values: [Double]) throws(StatisticsError) {
    try checkFinite(values, "values")
    let sorted = values.sorted()
    count = values.count
    mean = sum(values) / Double(values.count)
    standardDeviation = values.count > 1 ? try Statistics.standardDeviation(values) : nil
    minimum = sorted[0]
    lowerQuartile = sortedQuantile(sorted, 0.25)
    median = sortedQuantile(sorted, 0.5)
    upperQuartile = sortedQuantile(sorted, 0.75)
    maximum = sorted[sorted.count - 1]
  }
}

/// Returns the arithmetic mean of finite values; throws where there are none.
public func mean(_ values: [Double]) throws(StatisticsError) -> Double {
  try checkFinite(values, "values")
  return sum(values) / Double(values.count)
}

/// Returns the variance with divisor n - 1, in two passes; throws below two values.
public func variance(_ values: [Double]) throws(StatisticsError) -> Double {
  try checkFinite(values, "values", atLeast: 2)
  let centre = sum(values) / Double(values.count)
  var squares = 0.0
  for value in values { squares += (value - centre) * (value - centre) }
  return squares / Double(values.count - 1)
}

/// Returns the standard deviation with divisor n - 1; throws below two values.
public func standardDeviation(_ values: [Double]) throws(StatisticsError) -> Double {
  SpecialFunctions.sqrt(try variance(values))
}

/// Returns the middle of the values; throws where there are none.
public func median(_ values: [Double]) throws(StatisticsError) -> Double {
  try quantile(values, 0.5)
}

/// Returns the quantile by linear interpolation between order statistics (type 7).
///
/// Position (n - 1) p among the sorted values. Hyndman and Fan, "Sample Quantiles in Statistical
/// Packages", 1996, doi:10.2307/2684934, definition 7; NumPy's default.
///
/// - Parameters:
///   - values: The sample, without NaN, in any order.
///   - probability: The share of values below the quantile, in 0...1.
/// - Returns: The quantile.
/// - Throws: Where the sample is empty, holds NaN, or the probability is out of range.
public func quantile(_ values: [Double], _ probability: Double) throws(StatisticsError) -> Double {
  try check(values, "values")
  guard (0...1).contains(probability) else {
    throw StatisticsError(
      .invalidParameter, "The quantile's probability is \(probability).",
      remedy: "Give a number in 0...1.")
  }
  return sortedQuantile(values.sorted(), probability)
}

/// Returns the mean with Student's t interval.
///
/// - Parameters:
///   - values: The sample, at least two finite values.
///   - level: The confidence level, strictly between 0 and 1.
/// - Returns: The mean, its standard error and the interval.
/// - Throws: Below two values, for values that are not finite, and for a level out of range.
public func meanEstimate(_ values: [Double], level: Double = 0.95) throws(StatisticsError)
  -> Estimate
{
  try checkProportion(level, "level")
  let error = SpecialFunctions.sqrt(try variance(values) / Double(values.count))
  let centre = sum(values) / Double(values.count)
  let spread = StudentT(degreesOfFreedom: Double(values.count - 1)).quantile((1 + level) / 2)
  return Estimate(
    value: centre, n: values.count, interval: (centre - spread * error)...(centre + spread * error),
    level: level, standardError: error, method: "student t")
}

/// Returns the sum in index order.
func sum(_ values: [Double]) -> Double {
  var total = 0.0
  for value in values { total += value }
  return total
}

/// Returns the type 7 quantile of values sorted ascending; there is at least one.
func sortedQuantile(_ sorted: [Double], _ probability: Double) -> Double {
  let position = Double(sorted.count - 1) * probability
  let below = Int(position)
  let share = position - Double(below)
  if share == 0 || below + 1 >= sorted.count || sorted[below] == sorted[below + 1] {
    return sorted[below]
  }
  return sorted[below] + share * (sorted[below + 1] - sorted[below])
}
