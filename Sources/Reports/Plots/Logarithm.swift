// SPDX-License-Identifier: Apache-2.0

/// The decimal logarithm by exponent and series, so that drawings are the same with any C library.
package enum Logarithm {
  private static let ln2 = 0.693147180559945309417
  private static let ln10 = 2.302585092994045684018

  /// The logarithm to base ten of a positive, finite value; accurate to about 1e-15.
  ///
  /// With x = m 2^e and 1 <= m < 2, ln m = 2 artanh((m - 1) / (m + 1)), whose series converges by a
  /// factor of nine a term.
  package static func base10(_ value: Double) -> Double {
    guard value > 0, value.isFinite else { return -300 }
    let ratio = (value.significand - 1) / (value.significand + 1)
    let square = ratio * ratio
    var term = ratio
    var sum = 0.0
    var divisor = 1.0
    while term > 1e-18 {
      sum += term / divisor
      term *= square
      divisor += 2
    }
    return (Double(value.exponent) * ln2 + 2 * sum) / ln10
  }
}
