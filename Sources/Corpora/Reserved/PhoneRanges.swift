// SPDX-License-Identifier: Apache-2.0

/// Phone numbers that reach nobody, by locale.
///
/// - US, CA: the North American plan keeps NPA-555-0100 to NPA-555-0199 for fiction (ATIS-0300115,
///   555 line number assignment guidelines); written `(415) 555-0137`.
/// - GB: Ofcom, "Telephone numbers for use in TV and radio drama programmes": 1,000 numbers in each
///   of sixteen geographic ranges and 07700 900000 to 900999.
/// - AU: ACMA, "Phone numbers for use in TV shows, films and creative works": 30 single mobile
///   numbers, and 5550 XXXX and 7010 XXXX under the area codes 02, 03, 07 and 08.
/// - IE: ComReg, Numbering Conditions of Use: (020) 91X XXXX is for drama.
/// - IN, NZ, PH: no regulator reserves numbers. Ranges were chosen that hold no valid number in
///   Google's metadata (`phonenumbers` 9.0.43; `Tests/CorporaTests/Oracles/reserved.py`).
public enum PhoneRanges {
  /// Writes a number in the locale's canonical form.
  ///
  /// Serials that follow each other give different numbers until a range is used up (30 Australian
  /// mobiles, 100 numbers a North American area code). A community draws one random word and adds
  /// to it a small number of its own for every phone; a serial must never be a person's index,
  /// because the last digits would then tell members from twins.
  ///
  /// - Parameters:
  ///   - serial: A random word of the community plus the phone's place in it.
  ///   - kind: Mobile or landline; North America, IE, IN and PH make no difference.
  ///   - areaCode: The area's code without trunk zero, such as 415, 20 or 3; unused by IE, IN, PH
  ///     and mobiles of GB, AU and NZ. A British code without a drama range becomes 01632, and 0 in
  ///     New Zealand a mobile number.
  ///   - locale: Where the phone is.
  ///   - mode: Whether the number must be one of fiction.
  ///   - buffer: Where the number is appended.
  @inline(__always)
  public static func write(
    serial: UInt64, kind: PhoneKind, areaCode: Int, locale: LocaleCode, mode: FormatMode,
    into buffer: inout ByteBuffer
  ) {
    switch mode {
    case .reserved:
      writeReserved(serial, kind, areaCode, locale, into: &buffer)
    case .realistic:
      writeRealistic(serial, kind, areaCode, locale, into: &buffer)
    }
  }

  private static func writeReserved(
    _ serial: UInt64, _ kind: PhoneKind, _ areaCode: Int, _ locale: LocaleCode,
    into buffer: inout ByteBuffer
  ) {
    switch (locale, kind) {
    case (.enUS, _), (.enCA, _):
      writeNorthAmerican(areaCode, 555, 100 + place(serial, of: 100), into: &buffer)
    case (.enGB, .mobile):
      buffer.append("07700 900")
      buffer.append(place(serial, of: 1000), width: 3)
    case (.enGB, .landline): writeDrama(areaCode, place(serial, of: 1000), into: &buffer)
    case (.enAU, .mobile): writeAustralianMobile(serial, into: &buffer)
    case (.enAU, .landline): writeAustralianLandline(areaCode, serial, into: &buffer)
    case (.enIE, _):
      let number = place(serial, of: 100_000)
      buffer.append("020 91")
      buffer.append(number / 10_000, width: 1)
      buffer.append(UInt8(ascii: " "))
      buffer.append(number % 10_000, width: 4)
    case (.enIN, _): writeIndian(50_000_00000 + place(serial, of: 100_000_000), into: &buffer)
    case (.enNZ, .landline) where newZealandLead(areaCode) > 0:
      let number = newZealandLead(areaCode) * 1_000_000 + place(serial, of: 1_000_000)
      writeNewZealand(areaCode, number, into: &buffer)
    case (.enNZ, _):
      let number = place(serial, of: 30_000_000)
      writeNewZealand(23 + number / 10_000_000, number % 10_000_000, into: &buffer)
    case (.enPH, _):
      let number = place(serial, of: 120_000_000)
      writePhilippine(unissuedPrefix(number / 10_000_000), number % 10_000_000, into: &buffer)
    }
  }

  /// Scatters serials over a range: neighbours land apart and collide only after `count` of them.
  @inline(__always)
  private static func place(_ serial: UInt64, of count: UInt64) -> Int {
    // A prime that divides no range, so that the product runs through the whole range.
    Int(truncatingIfNeeded: (serial % count) &* 74_207_281 % count)
  }

  @inline(__always)
  static func writeNorthAmerican(
    _ areaCode: Int, _ exchange: Int, _ line: Int, into buffer: inout ByteBuffer
  ) {
    buffer.append(UInt8(ascii: "("))
    buffer.append(areaCode, width: 3)
    buffer.append(") ")
    buffer.append(exchange, width: 3)
    buffer.append(UInt8(ascii: "-"))
    buffer.append(line, width: 4)
  }

  private static func writeDrama(_ areaCode: Int, _ number: Int, into buffer: inout ByteBuffer) {
    switch areaCode {
    case 20: buffer.append("020 7946 0")
    case 28: buffer.append("028 9649 6")
    case 29: buffer.append("029 2018 0")
    case 191: buffer.append("0191 498 0")
    case 113...118, 121, 131, 141, 151, 161:
      buffer.append(UInt8(ascii: "0"))
      buffer.append(areaCode, width: 3)
      buffer.append(" 496 0")
    default: buffer.append("01632 960")
    }
    buffer.append(number, width: 3)
  }

  private static func writeAustralianMobile(_ serial: UInt64, into buffer: inout ByteBuffer) {
    let lines = australianLines
    let line = lines[place(serial, of: UInt64(lines.count))]
    buffer.append("0491 ")
    buffer.append(Int(line) / 1000, width: 3)
    buffer.append(UInt8(ascii: " "))
    buffer.append(Int(line) % 1000, width: 3)
  }

  private static func writeAustralianLandline(
    _ areaCode: Int, _ serial: UInt64, into buffer: inout ByteBuffer
  ) {
    let number = place(serial, of: 20_000)
    buffer.append("(0")
    buffer.append(areaCode, width: 1)
    buffer.append(number < 10_000 ? ") 5550 " : ") 7010 ")
    buffer.append(number % 10_000, width: 4)
  }

  @inline(__always)
  static func writeIndian(_ number: Int, into buffer: inout ByteBuffer) {
    buffer.append("+91 ")
    buffer.append(number / 100_000, width: 5)
    buffer.append(UInt8(ascii: " "))
    buffer.append(number % 100_000, width: 5)
  }

  @inline(__always)
  static func writeNewZealand(_ prefix: Int, _ number: Int, into buffer: inout ByteBuffer) {
    buffer.append(UInt8(ascii: "0"))
    buffer.append(prefix, width: 1)
    buffer.append(UInt8(ascii: " "))
    buffer.append(number / 10_000, width: 3)
    buffer.append(UInt8(ascii: " "))
    buffer.append(number % 10_000, width: 4)
  }

  @inline(__always)
  static func writePhilippine(_ prefix: Int, _ number: Int, into buffer: inout ByteBuffer) {
    buffer.append(UInt8(ascii: "0"))
    writeTail(prefix, number, into: &buffer)
  }

  @inline(__always)
  private static func writeTail(
    _ prefix: Int, _ number: Int, into buffer: inout ByteBuffer
  ) {
    buffer.append(prefix, width: 3)
    buffer.append(UInt8(ascii: " "))
    buffer.append(number / 10_000, width: 3)
    buffer.append(UInt8(ascii: " "))
    buffer.append(number % 10_000, width: 4)
  }

  /// The digit that begins no number of an area of New Zealand; 0 for a code of no area.
  private static func newZealandLead(_ areaCode: Int) -> Int {
    switch areaCode {
    case 3: 8
    case 4, 9: 1
    case 6: 4
    case 7: 6
    default: 0
    }
  }

  /// The twelve 9XX prefixes of the Philippines that belong to no operator.
  private static func unissuedPrefix(_ place: Int) -> Int {
    switch place {
    case 0...4: 900 + place
    case 5: 913
    case 6: 940
    case 7: 941
    case 8: 980
    case 9: 982
    case 10: 984
    default: 990
    }
  }

  /// The last six digits of ACMA's mobile numbers.
  private static let australianLines: [Int32] = [
    570_006, 570_156, 570_157, 570_158, 570_159, 570_110, 570_313, 570_737, 571_266, 571_491,
    571_804, 572_549, 572_665, 572_983, 573_770, 573_087, 574_118, 574_632, 575_254,
    575_789, 576_398, 576_801, 577_426, 577_644, 578_957, 578_148, 578_888, 579_212, 579_760,
    579_455,
  ]
}
