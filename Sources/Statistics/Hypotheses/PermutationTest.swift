// SPDX-License-Identifier: Apache-2.0

public import Compute

/// A permutation test of whether two samples have one mean.
///
/// Under exchangeability every split of the pooled values is as likely. All splits are tried where
/// they are few; else random ones, with one added to both counts so that the p-value is valid.
/// Phipson and Smyth, "Permutation P-values Should Never Be Zero", 2010, doi:10.2202/1544-6115.1585.
public struct PermutationTest: Equatable, Sendable {
  /// Which differences speak against the null.
  public enum Alternative: String, Sendable, CaseIterable {
    /// A difference at least as large in size.
    case twoSided = "two-sided"
    /// The first mean larger.
    case greater
    /// The first mean smaller.
    case less
  }

  /// The first mean less the second.
  public let difference: Double
  /// The probability of a difference at least as extreme if the values were exchangeable.
  public let pValue: Double
  /// The number of splits tried.
  public let splitCount: Int
  /// Whether every split was tried, so that the p-value has no sampling error.
  public let isExact: Bool
  /// Which differences speak against the null.
  public let alternative: Alternative

  /// Tests two samples.
  ///
  /// - Parameters:
  ///   - first: One sample of finite values.
  ///   - second: The other.
  ///   - alternative: Which differences speak against the null.
  ///   - resamples: The number of random splits, and the largest number of splits tried exhaustively.
  ///   - seed: The seed of the random splits.
  ///   - jobs: The largest number of splits under way at once; changes no result.
  /// - Throws: Where a sample is empty or not finite, or no resample was asked for.
  public init(
    _ first: [Double], _ second: [Double], alternative: Alternative = .twoSided,
    resamples: Int = 9999, seed: Seed, jobs: Int = 1
  ) throws(StatisticsError) {
    try checkFinite(first, "first values")
    try checkFinite(second, "second values")
    try checkResampling(units: first.count + second.count, resamples: resamples)
    let pool = Pool(first, second, alternative)
    difference = pool.difference(pool.observedSum)
    self.alternative = alternative
    if let splits = pool.splitCount(atMost: resamples) {
      (isExact, splitCount) = (true, splits)
      pValue = Double(pool.countAllExtreme()) / Double(splits)
    } else {
      (isExact, splitCount) = (false, resamples)
      let extremes = parallelMap(count: resamples, jobs: jobs) { index in
        var generator = SeededGenerator(seed: seed.derive("permutation"), stream: UInt64(index))
        return pool.isExtreme(pool.randomSum(using: &generator)) ? 1 : 0
      }
      pValue = Double(1 + extremes.reduce(0, +)) / Double(1 + resamples)
    }
  }
}

/// Two samples thrown together, and what a split of them shows.
private struct Pool: Sendable {
  let values: [Double]
  let firstCount: Int
  let observedSum: Double
  private let total: Double
  private let alternative: PermutationTest.Alternative
  /// Sums of the same values in another order differ by rounding; those still count as equal.
  private let tolerance: Double

  init(_ first: [Double], _ second: [Double], _ alternative: PermutationTest.Alternative) {
    values = first + second
    firstCount = first.count
    observedSum = sum(first)
    total = sum(values)
    self.alternative = alternative
    tolerance = 1e-12 * sum(values.map(abs)) / Double(min(first.count, second.count))
  }

  /// Returns the difference of means for a sum over the first sample.
  func difference(_ firstSum: Double) -> Double {
    firstSum / Double(firstCount) - (total - firstSum) / Double(values.count - firstCount)
  }

  /// Returns whether a split with this sum is at least as extreme as the observed one.
  func isExtreme(_ firstSum: Double) -> Bool {
    let here = difference(firstSum)
    let observed = difference(observedSum)
    return switch alternative {
    case .twoSided: abs(here) >= abs(observed) - tolerance
    case .greater: here >= observed - tolerance
    case .less: here <= observed + tolerance
    }
  }

  /// Returns the number of splits, or nil above the limit.
  func splitCount(atMost limit: Int) -> Int? {
    let small = min(firstCount, values.count - firstCount)
    var count = 1
    for k in 0..<small {
      let (product, overflow) = count.multipliedReportingOverflow(by: values.count - k)
      if overflow { return nil }
      count = product / (k + 1)
      if count > limit { return nil }
    }
    return count
  }

  /// Returns how many of all splits are extreme, in lexicographic order of the first's positions.
  func countAllExtreme() -> Int {
    var chosen = Array(0..<firstCount)
    var extreme = 0
    while true {
      if isExtreme(chosen.reduce(0.0) { $0 + values[$1] }) { extreme += 1 }
      let last = values.count - firstCount
      guard let place = chosen.indices.last(where: { chosen[$0] < last + $0 }) else {
        return extreme
      }
      chosen[place] += 1
      for next in (place + 1)..<max(place + 1, firstCount) { chosen[next] = chosen[next - 1] + 1 }
    }
  }

  /// Returns the sum over a random first sample.
  func randomSum(using generator: inout SeededGenerator) -> Double {
    var left = values
    var drawn = 0.0
    for place in 0..<firstCount {
      left.swapAt(place, place + generator.index(below: left.count - place))
      drawn += left[place]
    }
    return drawn
  }
}
