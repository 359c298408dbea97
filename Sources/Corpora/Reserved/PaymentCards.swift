// SPDX-License-Identifier: Apache-2.0

/// Payment card numbers that no bank can have issued.
///
/// Sixteen digits in groups of four that start like a card (4, or 51 to 55) and fail the check of
/// ISO/IEC 7812-1, annex B, after Luhn; realistic ones pass it.
public enum PaymentCards {
  /// Writes a card number such as `4539 1180 7723 0916`.
  ///
  /// - Parameters:
  ///   - word: A random word of the person.
  ///   - mode: Whether the check must fail.
  ///   - buffer: Where the number is appended.
  public static func write(word: UInt64, mode: FormatMode, into buffer: inout ByteBuffer) {
    var draws = WordDraws(word)
    let isVisa = draws.below(2) == 0
    let lead = isVisa ? 4_000 + draws.below(1000) : 5_100 + draws.below(500)
    let number = (lead * 100_000 + draws.below(100_000)) * 1_000_000 + draws.below(1_000_000)
    var check = luhnDigit(number)
    if mode == .reserved { check = (check + 1 + draws.below(9)) % 10 }
    let whole = number * 10 + check
    var divisor = 1_000_000_000_000
    while divisor > 0 {
      if divisor < 1_000_000_000_000 { buffer.append(UInt8(ascii: " ")) }
      buffer.append(whole / divisor % 10_000, width: 4)
      divisor /= 10_000
    }
  }

  /// The digit that makes a number followed by it pass the check.
  static func luhnDigit(_ number: Int) -> Int {
    var rest = number
    var sum = 0
    var isDoubled = true
    while rest > 0 {
      let digit = rest % 10
      sum += isDoubled ? digit / 5 + digit * 2 % 10 : digit
      isDoubled.toggle()
      rest /= 10
    }
    return (10 - sum % 10) % 10
  }
}
