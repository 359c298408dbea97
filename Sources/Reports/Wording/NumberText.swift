// SPDX-License-Identifier: Apache-2.0

/// Numbers as the report prints them, the same on every machine and in every locale.
///
/// A narrow no-break space separates thousands, because comma and point both mean a decimal sign
/// to some reader; the minus sign is the typographic one.
package enum NumberText {
  static let thinSpace = "\u{202F}"
  static let minus = "\u{2212}"

  private static func notFinite(_ value: Double) -> String {
    value.isNaN ? "not a number" : value < 0 ? minus + "∞" : "∞"
  }

  /// A count with its thousands separated.
  package static func count(_ value: Int) -> String {
    (value < 0 ? minus : "") + grouped(String(value.magnitude))
  }

  /// A measured value: three decimals below ten, fewer above, whole numbers as such.
  ///
  /// A value other than zero never reads as zero: small ones get two significant digits.
  package static func decimal(_ value: Double) -> String {
    guard value.isFinite else { return notFinite(value) }
    let magnitude = value.magnitude
    if value == value.rounded(), magnitude < 1e15 { return fixed(value, decimals: 0) }
    if magnitude < 0.0005 { return small(value) }
    return fixed(
      value, decimals: magnitude < 10 ? 3 : magnitude < 100 ? 2 : magnitude < 1000 ? 1 : 0)
  }

  /// An interval's two ends with as many decimals each.
  package static func interval(_ range: ClosedRange<Double>) -> String {
    "\(end(range.lowerBound, beside: range.upperBound)) to "
      + end(range.upperBound, beside: range.lowerBound)
  }

  private static func end(_ value: Double, beside other: Double) -> String {
    let bothWhole = value == value.rounded() && other == other.rounded()
    guard !bothWhole, value == value.rounded(), value.magnitude < 10 else { return decimal(value) }
    return fixed(value, decimals: 3)
  }

  /// A probability as a percentage: `0.95` reads 95 %, `0.975` reads 97.5 %.
  package static func percent(_ probability: Double) -> String {
    guard probability.isFinite else { return notFinite(probability) }
    let hundredfold = probability * 100
    let isWhole = (hundredfold - hundredfold.rounded()).magnitude < 0.05
    return fixed(hundredfold, decimals: isWhole ? 0 : 1) + thinSpace + "%"
  }

  /// A value rounded half away from zero to so many decimals, its thousands separated.
  package static func fixed(_ value: Double, decimals: Int) -> String {
    guard value.isFinite else { return notFinite(value) }
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let scaled = (value.magnitude * scale).rounded(.toNearestOrAwayFromZero)
    guard scaled < 9e15 else { return String(describing: value) }
    var digits = String(Int(scaled))
    while digits.count <= decimals { digits = "0" + digits }
    let whole = grouped(String(digits.dropLast(decimals)))
    let sign = value < 0 && scaled > 0 ? minus : ""
    return sign + whole + (decimals == 0 ? "" : "." + digits.suffix(decimals))
  }

  /// A coordinate inside a drawing: one decimal at most, plain ASCII.
  static func coordinate(_ value: Double) -> String {
    guard value.isFinite, value.magnitude < 1e9 else { return "0" }
    let tenths = Int((value * 10).rounded())
    let sign = tenths < 0 ? "-" : ""
    let (whole, rest) = tenths.magnitude.quotientAndRemainder(dividingBy: 10)
    return rest == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(rest)"
  }

  /// Two significant digits for a value below the third decimal, as a power of ten if tiny.
  private static func small(_ value: Double) -> String {
    guard value.magnitude >= 1e-300 else { return "0" }
    var significand = value.magnitude
    var exponent = 0
    while significand < 1 {
      significand *= 10
      exponent += 1
    }
    if exponent <= 5 { return fixed(value, decimals: exponent + 1) }
    let sign = value < 0 ? minus : ""
    return "\(sign)\(fixed(significand, decimals: 1)) × 10\(superscript(-exponent))"
  }

  private static func superscript(_ value: Int) -> String {
    let digits: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
    let raised = String(value.magnitude).compactMap(\.wholeNumberValue).map { digits[$0] }
    return (value < 0 ? "⁻" : "") + String(raised)
  }

  private static func grouped(_ digits: String) -> String {
    var output = ""
    for (offset, digit) in digits.enumerated() {
      if offset > 0, (digits.count - offset).isMultiple(of: 3) { output += thinSpace }
      output.append(digit)
    }
    return output
  }
}
