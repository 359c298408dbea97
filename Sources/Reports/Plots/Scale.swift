// SPDX-License-Identifier: Apache-2.0

/// A mapping from values to drawing units, linear or by powers of ten.
package struct Scale: Sendable {
  /// How values spread along the axis.
  package enum Kind: Sendable {
    case linear
    case logarithmic
  }

  /// A position along the axis with the text beside it.
  package struct Tick: Equatable, Sendable {
    package let value: Double
    package let label: String
  }

  let kind: Kind
  let domain: ClosedRange<Double>
  let start: Double
  let end: Double

  /// Creates a scale; an empty domain is widened, a logarithmic one is kept above zero.
  package init(_ kind: Kind, domain: ClosedRange<Double>, from start: Double, to end: Double) {
    self.kind = kind
    self.start = start
    self.end = end
    let lower = kind == .logarithmic ? max(domain.lowerBound, 1e-12) : domain.lowerBound
    let upper = max(domain.upperBound, lower)
    let isEmpty = upper - lower <= 1e-12 * max(1, lower.magnitude)
    let margin = isEmpty ? max(0.05 * lower.magnitude, 0.01) : 0
    self.domain = (kind == .logarithmic ? lower : lower - margin)...(upper + margin)
  }

  /// Where a value lies, kept inside the axis.
  package func position(_ value: Double) -> Double {
    let clamped = min(max(value, domain.lowerBound), domain.upperBound)
    let low = transformed(domain.lowerBound)
    let span = transformed(domain.upperBound) - low
    return start + (end - start) * (transformed(clamped) - low) / span
  }

  private func transformed(_ value: Double) -> Double {
    kind == .linear ? value : Logarithm.base10(value)
  }

  /// About `count` round values inside the domain with their labels.
  package func ticks(about count: Int = 5) -> [Tick] {
    kind == .linear ? linearTicks(about: count) : decades()
  }

  private func linearTicks(about count: Int) -> [Tick] {
    let (step, decimals) = Self.roundStep(
      (domain.upperBound - domain.lowerBound) / Double(max(count, 1)))
    let slack = 1e-9 * step
    var index = ((domain.lowerBound - slack) / step).rounded(.up)
    var ticks: [Tick] = []
    while index * step <= domain.upperBound + slack, ticks.count < 50 {
      let value = index * step
      ticks.append(Tick(value: value, label: NumberText.fixed(value, decimals: decimals)))
      index += 1
    }
    return ticks
  }

  private func decades() -> [Tick] {
    var exponent = Logarithm.base10(domain.lowerBound).rounded(.down)
    let last = Logarithm.base10(domain.upperBound) + 1e-9
    var ticks: [Tick] = []
    while exponent <= last, ticks.count < 50 {
      let value = Self.powerOfTen(Int(exponent))
      if value >= domain.lowerBound * (1 - 1e-9) {
        ticks.append(
          Tick(value: value, label: NumberText.fixed(value, decimals: max(0, -Int(exponent)))))
      }
      exponent += 1
    }
    return ticks
  }

  /// The smallest of 1, 2, 5 times a power of ten that is no less, and the decimals it needs.
  static func roundStep(_ raw: Double) -> (step: Double, decimals: Int) {
    let exponent = Int(Logarithm.base10(max(raw, 1e-12)).rounded(.down))
    for candidate in [exponent, exponent + 1] {
      for factor in [1.0, 2, 5] {
        let step = factor * powerOfTen(candidate)
        if step >= raw * (1 - 1e-9) { return (step, max(0, -candidate)) }
      }
    }
    return (10 * powerOfTen(exponent), max(0, -exponent))
  }

  static func powerOfTen(_ exponent: Int) -> Double {
    var power = 1.0
    for _ in 0..<min(exponent.magnitude, 300) { power *= 10 }
    return exponent < 0 ? 1 / power : power
  }
}
