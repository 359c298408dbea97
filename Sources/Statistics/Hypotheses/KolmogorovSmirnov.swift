// SPDX-License-Identifier: Apache-2.0

import Compute

/// The two-sided Kolmogorov-Smirnov test of whether two samples come from one distribution.
public struct KolmogorovSmirnovTest: Equatable, Sendable {
  /// How the p-value was computed.
  public enum Method: String, Sendable {
    /// By counting lattice paths.
    case exact
    /// By Kolmogorov's limit distribution.
    case asymptotic
  }

  /// The largest distance between the two empirical distribution functions.
  public let statistic: Double
  /// The probability of a distance at least as large if the distributions were one.
  public let pValue: Double
  /// How the p-value was computed.
  public let method: Method
  /// Whether a value occurs in both samples; the p-value is then conservative: too large, if wrong.
  public let hasTies: Bool
  /// The size of the first sample.
  public let firstCount: Int
  /// The size of the second sample.
  public let secondCount: Int

  /// Tests two samples.
  ///
  /// The exact p-value takes time in proportion to the product of the sizes: about a second at the
  /// default limit, which is where SciPy's default stops too for samples of one size.
  ///
  /// - Parameters:
  ///   - first: One sample, without NaN.
  ///   - second: The other, without NaN.
  ///   - exactLimit: The largest product of sizes for which the p-value is exact.
  /// - Throws: Where a sample is empty or holds NaN.
  public init(_ first: [Double], _ second: [Double], exactLimit: Int = 100_000_000)
    throws(StatisticsError)
  {
    try check(first, "first values")
    try check(second, "second values")
    let (m, n) = (first.count, second.count)
    let distance = KolmogorovSmirnovTest.distance(first.sorted(), second.sorted())
    statistic = Double(distance.scaled) / (Double(m) * Double(n))
    hasTies = distance.tied
    (firstCount, secondCount) = (m, n)
    if m <= exactLimit / n {
      method = .exact
      pValue = KolmogorovSmirnovTest.exactTail(distance.scaled, m, n)
    } else {
      method = .asymptotic
      let effective = Double(m) * Double(n) / Double(m + n)
      pValue = KolmogorovSmirnovTest.limitTail(SpecialFunctions.sqrt(effective) * statistic)
    }
  }

  /// Returns the largest distance times both sizes, an integer, and whether samples share a value.
  private static func distance(_ first: [Double], _ second: [Double]) -> (scaled: Int, tied: Bool) {
    var (i, j) = (0, 0)
    var largest = 0
    var tied = false
    while i < first.count && j < second.count {
      let value = min(first[i], second[j])
      if first[i] == second[j] { tied = true }
      while i < first.count && first[i] == value { i += 1 }
      while j < second.count && second[j] == value { j += 1 }
      largest = max(largest, abs(i * second.count - j * first.count))
    }
    return (largest, tied)
  }

  /// Returns the share of all orders of the pooled samples whose scaled distance is at least this.
  ///
  /// Walks the lattice of orders from (0, 0) to (m, n), carrying the share that has strayed; only
  /// positive terms are added, so tiny shares keep their digits. Hodges, "The Significance
  /// Probability of the Smirnov Two-Sample Test", 1958, doi:10.1007/BF02589501.
  private static func exactTail(_ scaled: Int, _ m: Int, _ n: Int) -> Double {
    var strayed = [Double](repeating: 0, count: n + 1)
    for i in 0...m {
      for j in 0...n {
        if abs(i * n - j * m) >= scaled {
          strayed[j] = 1
        } else if i + j > 0 {
          let fromFirst = strayed[j] * Double(i)
          let fromSecond = j > 0 ? strayed[j - 1] * Double(j) : 0
          strayed[j] = (fromFirst + fromSecond) / Double(i + j)
        }
      }
    }
    return min(1, strayed[n])
  }

  /// Returns the probability that Kolmogorov's limit distribution lies above lambda.
  ///
  /// Two forms of one series, each where it converges within a few terms. Kolmogorov, "Sulla
  /// determinazione empirica di una legge di distribuzione", 1933.
  ///
  /// - Parameter lambda: The distance times the square root of the effective sample size.
  /// - Returns: The probability, in 0...1.
  public static func limitTail(_ lambda: Double) -> Double {
    guard lambda > 0.04 else { return 1 }
    var total = 0.0
    if lambda < 1.18 {
      for odd in stride(from: 1.0, through: 15, by: 2) {
        let ratio = odd * Double.pi / lambda
        total += SpecialFunctions.exp(-ratio * ratio / 8)
      }
      return 1 - total * SpecialFunctions.sqrt(2 * Double.pi) / lambda
    }
    var sign = 2.0
    for k in 1...10 {
      let reach = Double(k) * lambda
      total += sign * SpecialFunctions.exp(-2 * reach * reach)
      sign = -sign
    }
    return total
  }
}
