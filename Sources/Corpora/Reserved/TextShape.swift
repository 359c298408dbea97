// SPDX-License-Identifier: Apache-2.0

/// What recognizers read texts with; makers use nothing of it.
enum TextShape {
  /// The digits of a text in order, or nil where it holds anything but digits and `others`.
  static func digits(_ text: some StringProtocol, others: StaticString = " -") -> [Int]? {
    var digits: [Int] = []
    for byte in text.utf8 {
      if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
        digits.append(Int(byte) - 48)
      } else if !contains(others, byte) {
        return nil
      }
    }
    return digits
  }

  /// Whether a text has a shape: `#` is any digit, `@` any capital letter, all else itself.
  static func matches(_ text: some StringProtocol, _ shape: StaticString) -> Bool {
    let bytes = text.utf8
    guard bytes.count == shape.utf8CodeUnitCount else { return false }
    for (place, byte) in bytes.enumerated() {
      switch shape.utf8Start[place] {
      case UInt8(ascii: "#"):
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return false }
      case UInt8(ascii: "@"):
        guard (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) else { return false }
      case let literal: guard byte == literal else { return false }
      }
    }
    return true
  }

  /// The number that some digits of a text spell, counted over all its bytes.
  static func number(_ text: some StringProtocol, _ range: Range<Int>) -> Int? {
    Int(String(decoding: Array(text.utf8)[range], as: UTF8.self))
  }

  /// Whether digits pass the check after Luhn: every second from the right is doubled.
  static func passesLuhn(_ digits: [Int]) -> Bool {
    let doubled = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9]
    let sum = digits.enumerated().reduce(0) { sum, item in
      sum + ((digits.count - item.offset) % 2 == 0 ? doubled[item.element] : item.element)
    }
    return sum % 10 == 0
  }

  /// Whether digits pass the check after Verhoeff, by the group's multiplication table.
  static func passesVerhoeff(_ digits: [Int]) -> Bool {
    var product = 0
    for (place, digit) in digits.reversed().enumerated() {
      product = dihedral[product][permuted[place % 8][digit]]
    }
    return product == 0
  }

  /// The multiplication table of the symmetries of the pentagon.
  private static let dihedral = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 3, 4, 0, 6, 7, 8, 9, 5],
    [2, 3, 4, 0, 1, 7, 8, 9, 5, 6], [3, 4, 0, 1, 2, 8, 9, 5, 6, 7],
    [4, 0, 1, 2, 3, 9, 5, 6, 7, 8], [5, 9, 8, 7, 6, 0, 4, 3, 2, 1],
    [6, 5, 9, 8, 7, 1, 0, 4, 3, 2], [7, 6, 5, 9, 8, 2, 1, 0, 4, 3],
    [8, 7, 6, 5, 9, 3, 2, 1, 0, 4], [9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
  ]

  /// Verhoeff's permutation, applied as many times as the row says.
  private static let permuted = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 5, 7, 6, 2, 8, 3, 0, 9, 4],
    [5, 8, 0, 3, 7, 9, 6, 1, 4, 2], [8, 9, 1, 6, 0, 4, 3, 5, 2, 7],
    [9, 4, 5, 3, 1, 2, 6, 8, 7, 0], [4, 2, 8, 6, 5, 7, 3, 9, 0, 1],
    [2, 7, 9, 3, 8, 0, 6, 4, 1, 5], [7, 0, 4, 6, 9, 1, 3, 2, 5, 8],
  ]

  private static func contains(_ literal: StaticString, _ byte: UInt8) -> Bool {
    (0..<literal.utf8CodeUnitCount).contains { literal.utf8Start[$0] == byte }
  }
}
