// SPDX-License-Identifier: Apache-2.0

internal import Compute

/// The privacy that steps of DP-SGD cost, by Rényi divergence.
///
/// Each step takes every example by itself with probability `samplingRate` (Poisson sampling) and
/// adds Gaussian noise of `noiseMultiplier` times the clipping bound. Neighbouring data sets differ
/// by one example that is added or removed. Mironov, Talwar and Zhang, "Rényi Differential Privacy
/// of the Sampled Gaussian Mechanism", 2019, arXiv:1908.10530, section 3.3.
public struct RenyiAccountant: Sendable {
  /// The orders alpha at which the divergence is bounded, each above 1.
  public static let orders: [Double] =
    (1..<100).map { 1 + Double($0) / 10 } + (11...63).map(Double.init) + [128, 256, 512]

  /// The probability with which a step takes an example, in 0...1.
  public let samplingRate: Double
  /// The standard deviation of the noise in units of the clipping bound, above 0.
  public let noiseMultiplier: Double

  /// Creates an accountant of equal steps.
  ///
  /// - Throws: A rate outside of 0...1, or a noise that is not above 0.
  public init(samplingRate: Double, noiseMultiplier: Double) throws(StatisticsError) {
    guard samplingRate >= 0, samplingRate <= 1, noiseMultiplier > 0, noiseMultiplier.isFinite else {
      throw StatisticsError(
        .invalidParameter, "The sampling rate or the noise multiplier is out of range.",
        remedy: "Give a rate in 0...1 and a noise multiplier above 0.")
    }
    self.samplingRate = samplingRate
    self.noiseMultiplier = noiseMultiplier
  }

  /// Returns the least epsilon for a delta after a number of steps.
  ///
  /// Converted by Canonne, Kamath and Steinke, "The Discrete Gaussian for Differential Privacy",
  /// 2020, arXiv:2004.00010, proposition 12.
  ///
  /// - Parameters:
  ///   - steps: How many steps were made, at least 0.
  ///   - delta: The probability with which epsilon may fail, in 0..<1 and above 0.
  /// - Returns: Epsilon, at least 0; infinite where no order bounds it.
  /// - Throws: A negative number of steps, a delta out of range.
  public func epsilon(steps: Int, delta: Double) throws(StatisticsError) -> Double {
    guard steps >= 0, delta > 0, delta < 1 else {
      throw StatisticsError(
        .invalidParameter, "The number of steps or delta is out of range.",
        remedy: "Give at least 0 steps and a delta between 0 and 1.")
    }
    // No step costs nothing, at orders without a bound too.
    if steps == 0 { return 0 }
    return RenyiAccountant.orders.map { order in
      let divergence = Double(steps) * divergence(order: order)
      return RenyiAccountant.epsilon(divergence, order: order, delta: delta)
    }.min() ?? .infinity
  }

  private static func epsilon(_ divergence: Double, order: Double, delta: Double) -> Double {
    // Such a divergence bounds the total variation below delta: epsilon 0 holds.
    if delta * delta + SpecialFunctions.expMinusOne(-divergence) > 0 { return 0 }
    // Rounding errors of tiny orders would decide.
    guard order > 1.01 else { return .infinity }
    let value =
      divergence + SpecialFunctions.log(onePlus: -1 / order) - SpecialFunctions.log(delta * order)
      / (order - 1)
    return max(value, 0)
  }

  /// Returns the Rényi divergence of one step, in nats.
  ///
  /// - Parameter order: The order alpha, above 1.
  /// - Returns: The bound, at least 0.
  public func divergence(order: Double) -> Double {
    if samplingRate == 0 { return 0 }
    if samplingRate == 1 { return order / (2 * noiseMultiplier * noiseMultiplier) }
    let moment =
      order == order.rounded() ? wholeMoment(Int(order)) : fractionalMoment(order)
    return max(moment / (order - 1), 0)
  }

  /// The logarithm of A(alpha) for a whole alpha: a binomial sum.
  private func wholeMoment(_ order: Int) -> Double {
    var sum = LogarithmicSum()
    for taken in 0...order {
      let gain =
        Double(taken * taken - taken) / (2 * noiseMultiplier * noiseMultiplier)
      sum.add(
        SpecialFunctions.logBinomialCoefficient(order, taken) + gain
          + Double(taken) * SpecialFunctions.log(samplingRate)
          + Double(order - taken) * SpecialFunctions.log(onePlus: -samplingRate))
    }
    return sum.value
  }

  /// A bound of the logarithm of A(alpha) for any alpha: the two series of section 3.3.
  ///
  /// Beyond alpha the coefficients alternate in sign; all terms are added by their magnitude, as
  /// dp-accounting does, which can only raise epsilon. Infinite where the series do not converge in
  /// `termLimit` terms: such an order bounds nothing.
  private func fractionalMoment(_ order: Double) -> Double {
    let variance = noiseMultiplier * noiseMultiplier
    let cut = variance * SpecialFunctions.log(1 / samplingRate - 1) + 0.5
    let root = (2.0).squareRoot() * noiseMultiplier
    var sum = LogarithmicSum()
    var coefficient = 0.0
    var (lastBelow, lastAbove) = (-Double.infinity, -Double.infinity)
    for place in 0..<RenyiAccountant.termLimit {
      let index = Double(place)
      let rest = order - index
      let below = term(coefficient, index, rest, (index - cut) / root)
      let above = term(coefficient, rest, index, (cut - rest) / root)
      sum.add(below)
      sum.add(above)
      if below < lastBelow, above < lastAbove, max(below, above) < sum.value - 30 {
        return sum.value
      }
      (lastBelow, lastAbove) = (below, above)
      coefficient += SpecialFunctions.log(abs(rest / (index + 1)))
    }
    return .infinity
  }

  /// The most terms of a series.
  private static let termLimit = 1000

  /// The logarithm of one term: `taken` powers of the rate, with half the tail beyond `bound`.
  private func term(
    _ coefficient: Double, _ taken: Double, _ rest: Double, _ bound: Double
  ) -> Double {
    coefficient + taken * SpecialFunctions.log(samplingRate)
      + rest * SpecialFunctions.log(onePlus: -samplingRate)
      + (taken * taken - taken) / (2 * noiseMultiplier * noiseMultiplier)
      + SpecialFunctions.log(0.5) + SpecialFunctions.logErfc(bound)
  }
}

/// The logarithm of a sum of numbers that are given by their logarithms.
private struct LogarithmicSum {
  private(set) var value = -Double.infinity

  mutating func add(_ other: Double) {
    let (high, low) = value > other ? (value, other) : (other, value)
    value = high
    guard low > -.infinity else { return }
    value = high + SpecialFunctions.log(onePlus: SpecialFunctions.exp(low - high))
  }
}
