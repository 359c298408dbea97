// SPDX-License-Identifier: Apache-2.0

/// Dates in the generator's inner loop, where each profile writes some twenty-five.
extension CivilDate {
  /// Year, month and day as `components` gives them, by products and shifts.
  ///
  /// Neri and Schneider, "Euclidean affine functions and their application to calendar algorithms",
  /// Software: Practice and Experience 53(4), 2023, doi:10.1002/spe.3172, figure 12, with their shift
  /// of 82 eras. Valid for years -32800 to 32767.
  @inline(__always)
  var parts: (year: Int, month: Int, day: Int) {
    let shifted = UInt32(bitPattern: day) &+ 719_468 &+ 146_097 &* 82
    let inCenturies = 4 &* shifted &+ 3
    let century = inCenturies / 146_097
    let inYears = (inCenturies % 146_097) | 3
    let product = UInt64(2_939_745) &* UInt64(inYears)
    let yearOfCentury = UInt32(truncatingIfNeeded: product >> 32)
    let dayOfYear = UInt32(truncatingIfNeeded: product) / 2_939_745 / 4
    let inMonths = 2_141 &* dayOfYear &+ 197_913
    let month = inMonths >> 16
    let dayOfMonth = (inMonths & 0xffff) / 2_141
    let isNextYear: UInt32 = dayOfYear >= 306 ? 1 : 0
    let year = 100 &* century &+ yearOfCentury &+ isNextYear
    return (
      Int(year) &- 400 &* 82, Int(month &- 12 &* isNextYear), Int(dayOfMonth) &+ 1
    )
  }

  /// The date of year, month and day, the month's last where it has no such day.
  @inline(__always)
  init(clamped year: Int, _ month: Int, _ dayOfMonth: Int) {
    let last = dayOfMonth > 28 ? CivilDate.dayCount(year: year, month: month) : 31
    self.init(year: year, month: month, day: min(dayOfMonth, last))
  }

  /// The same day so many years later, the month's last where there is none.
  @inline(__always)
  func adding(years: Int) -> CivilDate {
    let (year, month, day) = parts
    return CivilDate(clamped: year + years, month, day)
  }

  /// So many days later.
  @inline(__always)
  func adding(days: Int) -> CivilDate { CivilDate(day: day &+ Int32(days)) }

  /// The age in whole years on a later day.
  @inline(__always)
  func wholeYears(until later: CivilDate) -> Int {
    let (born, then) = (parts, later.parts)
    let isBefore = then.month < born.month || then.month == born.month && then.day < born.day
    return then.year - born.year - (isBefore ? 1 : 0)
  }
}

extension ByteBuffer {
  /// Appends a date of the years 0 to 9999 as `YYYY-MM-DD`.
  @inline(__always)
  mutating func append(date: CivilDate) {
    let (year, month, day) = date.parts
    let hyphen = UInt8(ascii: "-")
    let (century, rest) = year.quotientAndRemainder(dividingBy: 100)
    let text: InlineArray<10, UInt8> = [
      ByteBuffer.tens(century), ByteBuffer.ones(century), ByteBuffer.tens(rest),
      ByteBuffer.ones(rest), hyphen, ByteBuffer.tens(month), ByteBuffer.ones(month), hyphen,
      ByteBuffer.tens(day), ByteBuffer.ones(day),
    ]
    append(text.span)
  }

  /// Appends the identifier of a person, such as `p0000123`.
  @inline(__always)
  mutating func append(profile index: Int) {
    guard index < 10_000_000 else {
      append(UInt8(ascii: "p"))
      return append(digits: UInt(index), atLeast: 7)
    }
    let (upper, lower) = UInt32(truncatingIfNeeded: index).quotientAndRemainder(
      dividingBy: 10_000)
    let (a, b) = (Int(upper), Int(lower))
    let text: InlineArray<8, UInt8> = [
      UInt8(ascii: "p"), ByteBuffer.ones(a / 100), ByteBuffer.tens(a % 100),
      ByteBuffer.ones(a % 100), ByteBuffer.tens(b / 100), ByteBuffer.ones(b / 100),
      ByteBuffer.tens(b % 100), ByteBuffer.ones(b % 100),
    ]
    append(text.span)
  }

  /// The digit of the tens of a number below 100.
  @inline(__always)
  private static func tens(_ number: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: UInt32(truncatingIfNeeded: number) / 10) &+ UInt8(ascii: "0")
  }

  /// The digit of the ones of a number.
  @inline(__always)
  private static func ones(_ number: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: UInt32(truncatingIfNeeded: number) % 10) &+ UInt8(ascii: "0")
  }
}
