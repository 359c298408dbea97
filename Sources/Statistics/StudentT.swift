// SPDX-License-Identifier: Apache-2.0

import Compute

/// Student's t distribution.
public struct StudentT: Equatable, Sendable {
  /// The degrees of freedom, above zero.
  public let degreesOfFreedom: Double

  /// Creates the distribution with these degrees of freedom, above zero.
  public init(degreesOfFreedom: Double) {
    precondition(degreesOfFreedom > 0, "degrees of freedom lie above zero")
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// Returns the probability of a value at most t.
  public func cumulative(_ t: Double) -> Double {
    let half = degreesOfFreedom / 2
    let square = t * t
    // The smaller of two complementary arguments keeps its digits.
    let outside =
      square < degreesOfFreedom
      ? 1
        - SpecialFunctions.regularizedIncompleteBeta(
          square / (degreesOfFreedom + square), 0.5, half)
      : SpecialFunctions.regularizedIncompleteBeta(
        degreesOfFreedom / (degreesOfFreedom + square), half, 0.5)
    return t > 0 ? 1 - outside / 2 : outside / 2
  }

  /// Returns the point below which a value falls with probability p.
  ///
  /// - Parameter p: The probability, in 0...1; the ends give minus and plus infinity.
  /// - Returns: The quantile.
  public func quantile(_ p: Double) -> Double {
    precondition((0...1).contains(p), "a probability lies in 0...1")
    if p == 0.5 { return 0 }
    let outside = 2 * min(p, 1 - p)
    guard outside > 0 else { return p < 0.5 ? -.infinity : .infinity }
    let half = degreesOfFreedom / 2
    let inner = SpecialFunctions.inverseRegularizedIncompleteBeta(1 - outside, 0.5, half)
    let ratio: Double
    if inner < 0.5 {
      ratio = inner / (1 - inner)
    } else {
      let outer = SpecialFunctions.inverseRegularizedIncompleteBeta(outside, half, 0.5)
      ratio = (1 - outer) / outer
    }
    let size = SpecialFunctions.sqrt(degreesOfFreedom * ratio)
    return p < 0.5 ? -size : size
  }
}
