// SPDX-License-Identifier: Apache-2.0

import Compute

/// Elementary functions from IEEE 754 additions, products and quotients alone.
///
/// The C library's may differ in the last bit between machines, which would make a corpus differ;
/// these give the same bits everywhere. Relative error below 1e-14.
package enum ReproducibleMath {
  private static let ln2 = 0.693_147_180_559_945_3

  /// Returns the natural logarithm of a positive finite normal number.
  ///
  /// With x = m 2^k, m in [sqrt(1/2), sqrt(2)) and s = (m - 1)/(m + 1):
  /// ln x = k ln 2 + 2 (s + s^3/3 + s^5/5 + ...), cut after s^19.
  package static func logarithm(_ x: Double) -> Double {
    precondition(x > 0 && x.isNormal, "the logarithm of a positive number")
    var exponent = Double(x.exponent)
    var fraction = x.significand
    if fraction > 1.414_213_562_373_095_1 {
      fraction /= 2
      exponent += 1
    }
    let s = (fraction - 1) / (fraction + 1)
    let square = s * s
    var sum = 0.0
    for denominator in stride(from: 19.0, through: 1, by: -2) {
      sum = sum * square + 1 / denominator
    }
    return exponent * ln2 + 2 * s * sum
  }

  /// Returns e^x for x in -600...600.
  ///
  /// With x = k ln 2 + r and |r| at most ln(2)/2, the Taylor series of e^r is cut after r^14.
  package static func exponential(_ x: Double) -> Double {
    precondition(abs(x) <= 600, "an exponent in range")
    let power = (x / ln2).rounded()
    let rest = x - power * ln2
    var sum = 1.0
    for term in stride(from: 14.0, through: 1, by: -1) { sum = 1 + sum * rest / term }
    return Double(sign: .plus, exponent: Int(power), significand: sum)
  }
}

extension SeededGenerator {
  /// Returns a nearly normal draw: twelve uniform numbers less six, within -6...6.
  ///
  /// Mean 0 and variance 1 exactly, tails lighter than normal (Irwin and Hall, 1927).
  mutating func nearlyNormal() -> Double {
    var sum = -6.0
    for _ in 0..<12 { sum += uniform() }
    return sum
  }
}
