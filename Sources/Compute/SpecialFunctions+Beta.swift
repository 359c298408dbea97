// SPDX-License-Identifier: Apache-2.0

extension SpecialFunctions {
  /// Returns the regularized incomplete beta function I_x(a, b), a Beta variable's distribution.
  ///
  /// The continued fraction of DLMF 8.17.22 by Lentz's method, on the side of the mean where it
  /// converges fast: about the square root of max(a, b) steps. Its factor x^a (1-x)^b / B(a, b) is
  /// built from deviances as in Loader, "Fast and Accurate Computation of Binomial Probabilities",
  /// 2000, so that large a and b lose no digits.
  ///
  /// - Parameters:
  ///   - x: The point, in 0...1.
  ///   - a: The first shape, above zero.
  ///   - b: The second shape, above zero.
  /// - Returns: The probability, in 0...1.
  public static func regularizedIncompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
    precondition((0...1).contains(x) && a > 0 && b > 0, "x in 0...1 and shapes above zero")
    if x == 0 || x == 1 { return x }
    let factor = betaFactor(x, a, b)
    if x <= (a + 1) / (a + b + 2) {
      return factor * betaFraction(x, a, b) / a
    }
    return 1 - factor * betaFraction(1 - x, b, a) / b
  }

  /// Returns the x at which the regularized incomplete beta function I_x(a, b) reaches p.
  ///
  /// Newton steps kept inside a shrinking bracket; a step that leaves it is replaced by bisection.
  ///
  /// - Parameters:
  ///   - p: The probability, in 0...1.
  ///   - a: The first shape, above zero.
  ///   - b: The second shape, above zero.
  /// - Returns: The quantile, in 0...1.
  public static func inverseRegularizedIncompleteBeta(
    _ p: Double, _ a: Double, _ b: Double
  ) -> Double {
    precondition((0...1).contains(p) && a > 0 && b > 0, "p in 0...1 and shapes above zero")
    if p == 0 || p == 1 { return p }
    var bracket = (low: 0.0, high: 1.0)
    var x = a / (a + b)
    for _ in 0..<200 {
      let excess = regularizedIncompleteBeta(x, a, b) - p
      if excess == 0 { return x }
      if excess > 0 { bracket.high = x } else { bracket.low = x }
      let density = betaFactor(x, a, b) / (x * (1 - x))
      let newton = x - excess / density
      let inside = newton > bracket.low && newton < bracket.high
      let next = inside ? newton : midpoint(bracket.low, bracket.high)
      if abs(next - x) <= 2 * x.ulp { return next }
      x = next
    }
    return x
  }

  /// Returns the bracket's middle: geometric far below one, so that tiny quantiles are reached.
  private static func midpoint(_ low: Double, _ high: Double) -> Double {
    if low == 0 { return high > 1e-3 ? high / 16 : high * 1e-6 }
    return high / low > 4 ? sqrt(low * high) : low + (high - low) / 2
  }

  /// Returns x^a (1-x)^b / B(a, b).
  private static func betaFactor(_ x: Double, _ a: Double, _ b: Double) -> Double {
    let n = a + b
    let exponent =
      stirlingError(n) - stirlingError(a) - stirlingError(b)
      - deviance(a, n * x) - deviance(b, n * (1 - x))
    return exp(exponent) * sqrt(a * b / n / (2 * Double.pi))
  }

  /// Returns log(n!) less Stirling's formula, by its series where that is exact to double precision.
  private static func stirlingError(_ n: Double) -> Double {
    guard n >= 15 else {
      return logGamma(n + 1) - (n + 0.5) * log(n) + n - 0.5 * log(2 * Double.pi)
    }
    let series = [
      1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360_360, 1.0 / 156,
    ]
    return polynomial(series, at: 1 / (n * n)) / n
  }

  /// Returns x log(x / m) + m - x without cancellation where x is near m (Loader's bd0).
  private static func deviance(_ x: Double, _ mean: Double) -> Double {
    let gap = x - mean
    guard abs(gap) < 0.1 * (x + mean) else { return x * log(x / mean) - gap }
    let ratio = gap / (x + mean)
    var sum = gap * ratio
    var term = 2 * x * ratio
    var odd = 3.0
    while true {
      term *= ratio * ratio
      let next = sum + term / odd
      if next == sum { return sum }
      sum = next
      odd += 2
    }
  }

  /// Returns the continued fraction of DLMF 8.17.22 by the modified Lentz method.
  private static func betaFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    let tiny = 1e-300
    func guarded(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
    var c = 1.0
    var d = 1 / guarded(1 - (a + b) * x / (a + 1))
    var fraction = d
    for step in 1...100_000 {
      let m = Double(step)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 / guarded(1 + even * d)
      c = guarded(1 + even / c)
      fraction *= d * c
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 / guarded(1 + odd * d)
      c = guarded(1 + odd / c)
      let change = d * c
      fraction *= change
      if abs(change - 1) <= 4 * Double.ulpOfOne { break }
    }
    return fraction
  }
}
