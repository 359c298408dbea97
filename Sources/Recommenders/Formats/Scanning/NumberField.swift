// SPDX-License-Identifier: Apache-2.0

/// Numbers in text fields, read by one strict grammar that no locale changes.
enum NumberField {
  /// Returns the decimal number that the whole field spells, or nil.
  ///
  /// Grammar: optional sign, digits with an optional point, optional exponent. NaN, infinity,
  /// hexadecimal forms, blanks and numbers beyond the range of `Double` are no numbers here.
  static func decimal(_ bytes: [UInt8], _ range: Range<Int>) -> Double? {
    var place = range.lowerBound
    if place < range.upperBound, bytes[place] == ASCII.minus || bytes[place] == ASCII.plus {
      place += 1
    }
    var digits: Int64 = 0
    let whole = skipDigits(bytes, place..<range.upperBound, into: &digits)
    var fraction = 0
    place += whole
    if place < range.upperBound && bytes[place] == ASCII.point {
      fraction = skipDigits(bytes, place + 1..<range.upperBound, into: &digits)
      place += 1 + fraction
    }
    guard whole + fraction > 0 else { return nil }
    if place == range.upperBound && whole + fraction <= 15 && fraction < powers.count {
      // Both numbers are exact below 2^53, so the quotient is rounded once, as it should be.
      let magnitude = Double(digits) / powers[fraction]
      return bytes[range.lowerBound] == ASCII.minus ? -magnitude : magnitude
    }
    guard place == range.upperBound || isExponent(bytes, place..<range.upperBound),
      let number = Double(String(decoding: bytes[range], as: UTF8.self)), number.isFinite
    else { return nil }
    return number
  }

  /// Returns the whole number that the field spells in plain digits without leading zeros, or nil.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - range: The field.
  /// - Returns: A number in 0...2^53.
  static func identifier(_ bytes: [UInt8], _ range: Range<Int>) -> Int? {
    guard (1...16).contains(range.count) else { return nil }
    if bytes[range.lowerBound] == ASCII.zero && range.count > 1 { return nil }
    var number = 0
    for place in range {
      guard ASCII.isDigit(bytes[place]) else { return nil }
      number = number * 10 + Int(bytes[place] - ASCII.zero)
    }
    return number <= 1 << 53 ? number : nil
  }

  private static let powers: [Double] = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10]

  private static func skipDigits(
    _ bytes: [UInt8], _ range: Range<Int>, into digits: inout Int64
  ) -> Int {
    var place = range.lowerBound
    while place < range.upperBound && ASCII.isDigit(bytes[place]) {
      // Wraps only past 18 digits, where the value is not used.
      digits = digits &* 10 &+ Int64(bytes[place] - ASCII.zero)
      place += 1
    }
    return place - range.lowerBound
  }

  private static func isExponent(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    guard range.count > 1, bytes[range.lowerBound] | 0x20 == 0x65 else { return false }
    var place = range.lowerBound + 1
    if bytes[place] == ASCII.minus || bytes[place] == ASCII.plus { place += 1 }
    return place < range.upperBound && bytes[place..<range.upperBound].allSatisfy(ASCII.isDigit)
  }
}
