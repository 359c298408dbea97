// SPDX-License-Identifier: Apache-2.0

import RealModule

/// Elementary and special functions of real numbers, without Foundation.
///
/// The elementary ones forward to swift-numerics; the others are worked out here in double
/// precision and checked against SciPy in `SpecialFunctionsTests`.
public enum SpecialFunctions {
  /// Returns e raised to the power x.
  public static func exp(_ x: Double) -> Double { Double.exp(x) }

  /// Returns e raised to the power x, less one, without cancellation near zero.
  public static func expMinusOne(_ x: Double) -> Double { Double.expMinusOne(x) }

  /// Returns the natural logarithm of x.
  public static func log(_ x: Double) -> Double { Double.log(x) }

  /// Returns the natural logarithm of 1 + x, without cancellation near zero.
  public static func log(onePlus x: Double) -> Double { Double.log(onePlus: x) }

  /// Returns the logarithm of x to the base two.
  public static func log2(_ x: Double) -> Double { Double.log2(x) }

  /// Returns the logarithm of x to the base ten.
  public static func log10(_ x: Double) -> Double { Double.log10(x) }

  /// Returns the non-negative square root of x.
  public static func sqrt(_ x: Double) -> Double { x.squareRoot() }

  /// Returns x raised to the power y.
  public static func pow(_ x: Double, _ y: Double) -> Double { Double.pow(x, y) }

  /// Returns the cosine of x radians.
  public static func cos(_ x: Double) -> Double { Double.cos(x) }

  /// Returns the sine of x radians.
  public static func sin(_ x: Double) -> Double { Double.sin(x) }

  /// Returns the logarithm of the absolute value of the gamma function.
  public static func logGamma(_ x: Double) -> Double { Double.logGamma(x) }

  /// Returns the error function of x.
  public static func erf(_ x: Double) -> Double { Double.erf(x) }

  /// Returns one less the error function of x, without cancellation for large x.
  public static func erfc(_ x: Double) -> Double { Double.erfc(x) }

  /// Returns 1 / (1 + exp(-x)), computed so that neither tail overflows.
  public static func sigmoid(_ x: Double) -> Double {
    if x >= 0 { return 1 / (1 + Double.exp(-x)) }
    let growth = Double.exp(x)
    return growth / (1 + growth)
  }

  /// Returns log(1 / (1 + exp(-x))), computed so that neither tail overflows.
  public static func logSigmoid(_ x: Double) -> Double {
    x >= 0 ? -Double.log(onePlus: Double.exp(-x)) : x - Double.log(onePlus: Double.exp(x))
  }

  /// Returns the logarithm of the number of ways to choose k of n things.
  ///
  /// - Parameters:
  ///   - n: The number of things, not negative.
  ///   - k: The number chosen, in 0...n.
  /// - Returns: The natural logarithm of the binomial coefficient.
  public static func logBinomialCoefficient(_ n: Int, _ k: Int) -> Double {
    precondition(n >= 0 && (0...n).contains(k), "k of n things with k in 0...n")
    if k == 0 || k == n { return 0 }
    return logGamma(Double(n + 1)) - logGamma(Double(k + 1)) - logGamma(Double(n - k + 1))
  }

  /// Returns the polynomial with these coefficients, constant first, by Horner's rule.
  static func polynomial(_ coefficients: [Double], at x: Double) -> Double {
    var sum = 0.0
    for coefficient in coefficients.reversed() { sum = sum * x + coefficient }
    return sum
  }
}
