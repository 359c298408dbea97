// SPDX-License-Identifier: Apache-2.0

internal import Compute

/// A skew-normal distribution: a normal one leaning to a side.
///
/// Density `2 / scale phi(z) Phi(shape z)` with `z = (x - location) / scale`. Azzalini, "A Class of
/// Distributions Which Includes the Normal Ones", 1985, Scandinavian Journal of Statistics 12.
public struct SkewNormal: Equatable, Sendable {
  /// Where the distribution lies: xi in the literature; neither mean nor mode unless shape is 0.
  public let location: Double
  /// How wide it is: omega in the literature, above 0.
  public let scale: Double
  /// How it leans: alpha in the literature; below 0 to the left, 0 for the normal distribution.
  public let shape: Double

  /// Creates a distribution; throws unless all three are finite and the scale is above 0.
  public init(location: Double, scale: Double, shape: Double) throws(StatisticsError) {
    try checkFinite([location, shape], "location and shape")
    try checkPositive(scale, "scale")
    self.init(valid: location, scale, shape)
  }

  /// Takes parameters that are known to be valid.
  init(valid location: Double, _ scale: Double, _ shape: Double) {
    self.location = location
    self.scale = scale
    self.shape = shape
  }

  /// Returns the logarithm of the density at x.
  public func logDensity(_ x: Double) -> Double {
    logStandardDensity((x - location) / scale) - SpecialFunctions.log(scale)
  }

  /// Returns the logarithm of the probability of a value at most x.
  ///
  /// Integrates the density over the tail on whose side x lies, outward from x, relative to the
  /// density there, so that far tails keep their digits: about 1e-12 relative.
  public func logCumulative(_ x: Double) -> Double {
    let z = (x - location) / scale
    if logSlope(z) >= 0 { return logTail(below: z) }
    let mirrored = SkewNormal(valid: 0, 1, -shape)
    let above = SpecialFunctions.exp(mirrored.logTail(below: -z))
    return SpecialFunctions.log(onePlus: -min(above, 1))
  }

  /// Returns the exposure in bits of a secret with this score among scores so distributed.
  ///
  /// `-log2 F(score)`: the extrapolated form, which reaches beyond what the references could
  /// resolve as far as they really are skew-normal. The Secret Sharer, 2019, arXiv:1802.08232,
  /// section 4.3.
  public func exposure(of score: Double) -> Double {
    -logCumulative(score) / SpecialFunctions.log(2)
  }

  /// The mean exposure of secrets whose scores are so distributed, 1 / log 2: what no learning gives.
  public static var expectedExposure: Double { 1 / SpecialFunctions.log(2) }

  /// The logarithm of the density of location 0 and scale 1.
  private func logStandardDensity(_ z: Double) -> Double {
    SpecialFunctions.log(2) - 0.5 * z * z - 0.5 * SpecialFunctions.log(2 * Double.pi)
      + SpecialFunctions.logNormalCumulative(shape * z)
  }

  /// The derivative of the logarithm of the standard density; it falls, and is 0 at the mode.
  private func logSlope(_ z: Double) -> Double {
    let lean = shape * z
    let hazard = SpecialFunctions.exp(
      -0.5 * lean * lean - 0.5 * SpecialFunctions.log(2 * Double.pi)
        - SpecialFunctions.logNormalCumulative(lean))
    return shape * hazard - z
  }

  /// The logarithm of the probability below z, which lies at the mode or below.
  ///
  /// With u = s exp(pi/2 sinh t) the integrand falls doubly exponentially on both sides, and the
  /// trapezoid rule converges fast: Takahasi and Mori, "Double Exponential Formulas for Numerical
  /// Integration", 1974, doi:10.2977/prims/1195192451. Steps are halved until the sum stands still.
  private func logTail(below z: Double) -> Double {
    let reference = logStandardDensity(z)
    guard reference > -.infinity else { return -.infinity }
    let unit = 1 / (1 + logSlope(z))
    func height(_ t: Double) -> Double {
      let growth = SpecialFunctions.exp(t)
      let depth = unit * SpecialFunctions.exp(Double.pi / 4 * (growth - 1 / growth))
      guard depth > 0, depth.isFinite else { return 0 }
      let fall = SpecialFunctions.exp(logStandardDensity(z - depth) - reference)
      return fall == 0 ? 0 : fall * depth * Double.pi / 4 * (growth + 1 / growth)
    }
    func sum(_ step: Double, shiftedBy shift: Double) -> Double {
      let reach = Int(5 / step)
      return step * (-reach...reach).reduce(0.0) { $0 + height((Double($1) + shift) * step) }
    }
    var step = 1.0 / 8
    var integral = sum(step, shiftedBy: 0)
    for _ in 0..<8 {
      let refined = (integral + sum(step, shiftedBy: 0.5)) / 2
      let isSettled = abs(refined - integral) <= 1e-14 * refined
      (integral, step) = (refined, step / 2)
      if isSettled { break }
    }
    return reference + SpecialFunctions.log(integral)
  }
}
