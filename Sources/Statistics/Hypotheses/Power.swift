// SPDX-License-Identifier: Apache-2.0

import Compute

/// Returns the smallest true difference that a one-sided test would find with the given power.
///
/// (z(1 - alpha) + z(power)) times the standard error, for a normally distributed estimate.
///
/// - Parameters:
///   - standardError: The standard deviation of the estimate, above zero.
///   - alpha: The size of the test, strictly between 0 and 0.5; halve it for a two-sided test.
///   - power: The probability of finding the difference, strictly between 0 and 1.
/// - Returns: The difference, in the estimate's unit.
/// - Throws: For a parameter out of range.
public func smallestDetectableEffect(
  standardError: Double, alpha: Double = 0.05, power: Double = 0.8
) throws(StatisticsError) -> Double {
  try checkPositive(standardError, "standard error")
  try checkAlpha(alpha)
  try checkProportion(power, "power")
  return standardError
    * (SpecialFunctions.normalQuantile(1 - alpha) + SpecialFunctions.normalQuantile(power))
}

/// Returns how many units would let two one-sided tests show equivalence with the given power.
///
/// Assumes that the true difference is zero, the margin symmetric and the standard error falling
/// with the square root of n: n (standardError (z(1 - alpha) + z((1 + power) / 2)) / margin)^2,
/// rounded up. Chow, Shao and Wang, "Sample Size Calculations in Clinical Research", 2nd ed., 2008,
/// section 3.2.3. An estimate: it is as good as the standard error it starts from.
///
/// - Parameters:
///   - currentN: The number of units behind the standard error, at least one.
///   - standardError: The estimate's standard deviation at `currentN`, above zero.
///   - margin: The margin's half width, above zero.
///   - alpha: The size of each one-sided test, strictly between 0 and 0.5.
///   - power: The wanted probability of showing equivalence, strictly between 0 and 1.
/// - Returns: The number of units; at least one.
/// - Throws: For a parameter out of range, or a number too large to count.
public func sampleSizeForMargin(
  currentN: Int, standardError: Double, margin: Double, alpha: Double = 0.05, power: Double = 0.8
) throws(StatisticsError) -> Int {
  try checkPositive(Double(currentN), "current number of units")
  try checkPositive(standardError, "standard error")
  try checkPositive(margin, "margin")
  try checkAlpha(alpha)
  try checkProportion(power, "power")
  let needed =
    SpecialFunctions.normalQuantile(1 - alpha) + SpecialFunctions.normalQuantile((1 + power) / 2)
  let scale = standardError * needed / margin
  let size = (Double(currentN) * scale * scale).rounded(.up)
  guard let count = Int(exactly: size) else {
    throw StatisticsError(
      .undefined, "The margin \(margin) would need \(size) units.", remedy: "Widen the margin.")
  }
  return max(1, count)
}
