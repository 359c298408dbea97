// SPDX-License-Identifier: Apache-2.0

import Compute

/// Two one-sided tests of whether a difference lies inside a margin.
///
/// Equivalence at `alpha` is claimed where both tests reject, which is where the 1 - 2 alpha
/// interval lies inside the margin. Schuirmann, "A Comparison of the Two One-Sided Tests Procedure
/// and the Power Approach for Assessing the Equivalence of Average Bioavailability", 1987,
/// doi:10.1007/BF01068419.
public struct EquivalenceTest: Equatable, Sendable {
  /// What the interval says about the margin.
  public enum Conclusion: String, Sendable {
    /// The interval lies inside the margin.
    case equivalent
    /// The interval lies wholly above the margin.
    case above
    /// The interval lies wholly below the margin.
    case below
    /// The interval crosses an end of the margin.
    case inconclusive
  }

  /// The estimated difference.
  public let estimate: Double
  /// The estimated standard deviation of the difference.
  public let standardError: Double
  /// The differences that count as none.
  public let margin: ClosedRange<Double>
  /// The size of each one-sided test.
  public let alpha: Double
  /// The interval at level 1 - 2 alpha.
  public let interval: ClosedRange<Double>
  /// The p-value against a difference at or below the margin's lower end.
  public let lowerPValue: Double
  /// The p-value against a difference at or above the margin's upper end.
  public let upperPValue: Double
  /// How interval and p-values were computed.
  public let method: String

  /// The p-value of the claim of equivalence: the larger of the two.
  public var pValue: Double { max(lowerPValue, upperPValue) }

  /// What the interval says about the margin.
  public var conclusion: Conclusion {
    if interval.lowerBound > margin.lowerBound && interval.upperBound < margin.upperBound {
      return .equivalent
    }
    if interval.lowerBound > margin.upperBound { return .above }
    return interval.upperBound < margin.lowerBound ? .below : .inconclusive
  }

  /// Tests a difference by its bootstrap replicates.
  ///
  /// - Parameters:
  ///   - distribution: The difference with its replicates.
  ///   - margin: The differences that count as none.
  ///   - alpha: The size of each one-sided test, strictly between 0 and 0.5.
  /// - Throws: For an alpha out of range.
  public init(
    _ distribution: BootstrapDistribution, margin: ClosedRange<Double>, alpha: Double = 0.05
  ) throws(StatisticsError) {
    try checkAlpha(alpha)
    estimate = distribution.estimate
    standardError = distribution.standardError
    self.margin = margin
    self.alpha = alpha
    interval = distribution.interval(level: 1 - 2 * alpha)
    lowerPValue = distribution.probability(atMost: margin.lowerBound)
    upperPValue = distribution.probability(atLeast: margin.upperBound)
    method = "two one-sided tests, bootstrap"
  }

  /// Tests a difference that is normally distributed about its true value.
  ///
  /// - Parameters:
  ///   - estimate: The estimated difference.
  ///   - standardError: Its standard deviation, above zero.
  ///   - margin: The differences that count as none.
  ///   - alpha: The size of each one-sided test, strictly between 0 and 0.5.
  /// - Throws: For an alpha or a standard error out of range.
  public init(
    estimate: Double, standardError: Double, margin: ClosedRange<Double>, alpha: Double = 0.05
  ) throws(StatisticsError) {
    try checkAlpha(alpha)
    try checkPositive(standardError, "standard error")
    self.estimate = estimate
    self.standardError = standardError
    self.margin = margin
    self.alpha = alpha
    let spread = criticalValue(1 - 2 * alpha) * standardError
    interval = (estimate - spread)...(estimate + spread)
    lowerPValue = SpecialFunctions.normalCumulative((margin.lowerBound - estimate) / standardError)
    upperPValue = SpecialFunctions.normalCumulative((estimate - margin.upperBound) / standardError)
    method = "two one-sided tests, normal"
  }
}

/// Throws unless alpha lies strictly between zero and one half.
func checkAlpha(_ alpha: Double) throws(StatisticsError) {
  guard alpha > 0 && alpha < 0.5 else {
    throw StatisticsError(
      .invalidParameter, "The alpha is \(alpha).", remedy: "Give a number between 0 and 0.5.")
  }
}
