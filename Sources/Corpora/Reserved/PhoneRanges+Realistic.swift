// SPDX-License-Identifier: Apache-2.0

internal import Compute

extension PhoneRanges {
  /// Writes a number of issued shape, outside all ranges kept for fiction.
  static func writeRealistic(
    _ serial: UInt64, _ kind: PhoneKind, _ areaCode: Int, _ locale: LocaleCode,
    into buffer: inout ByteBuffer
  ) {
    var draws = WordDraws(serial)
    switch (locale, kind) {
    case (.enUS, _), (.enCA, _):
      // Exchanges from 600 up stay clear of 555 and of the N11 services below it.
      let exchange = 612 + draws.below(88)
      writeNorthAmerican(areaCode, exchange, draws.below(10_000), into: &buffer)
    case (.enGB, .landline) where areaCode > 0: writeBritish(areaCode, &draws, into: &buffer)
    case (.enGB, _):
      buffer.append("074")
      buffer.append(draws.below(100), width: 2)
      buffer.append(UInt8(ascii: " "))
      buffer.append(draws.below(1_000_000), width: 6)
    case (.enAU, .mobile): writeTriplets("041", &draws, into: &buffer)
    case (.enAU, .landline):
      buffer.append("(0")
      buffer.append(areaCode, width: 1)
      buffer.append(") 9")
      buffer.append(draws.below(1000), width: 3)
      buffer.append(UInt8(ascii: " "))
      buffer.append(draws.below(10_000), width: 4)
    case (.enIE, _):
      buffer.append("08")
      buffer.append(UInt8(ascii: "5") + UInt8(draws.below(3)))
      buffer.append(UInt8(ascii: " "))
      buffer.append(draws.below(1000), width: 3)
      buffer.append(UInt8(ascii: " "))
      buffer.append(draws.below(10_000), width: 4)
    case (.enIN, _): writeIndian(9_000_000_000 + draws.below(1_000_000_000), into: &buffer)
    case (.enNZ, .landline) where areaCode > 0:
      writeNewZealand(areaCode, 5_000_000 + draws.below(1_000_000), into: &buffer)
    case (.enNZ, _): writeNewZealand(21, draws.below(10_000_000), into: &buffer)
    case (.enPH, _): writePhilippine(917, draws.below(10_000_000), into: &buffer)
    }
  }

  private static func writeTriplets(
    _ lead: StaticString, _ draws: inout WordDraws, into buffer: inout ByteBuffer
  ) {
    buffer.append(lead)
    buffer.append(draws.below(10), width: 1)
    for _ in 0..<2 {
      buffer.append(UInt8(ascii: " "))
      buffer.append(draws.below(1000), width: 3)
    }
  }

  /// Writes a British geographic number; codes of two digits take eight more, of three seven.
  private static func writeBritish(
    _ areaCode: Int, _ draws: inout WordDraws, into buffer: inout ByteBuffer
  ) {
    buffer.append(UInt8(ascii: "0"))
    buffer.append(decimal: areaCode)
    buffer.append(UInt8(ascii: " "))
    if areaCode < 100 {
      buffer.append(3000 + draws.below(1000), width: 4)
    } else if areaCode < 1000 {
      buffer.append(200 + draws.below(200), width: 3)
    } else {
      buffer.append(200_000 + draws.below(600_000), width: 6)
      return
    }
    buffer.append(UInt8(ascii: " "))
    buffer.append(draws.below(10_000), width: 4)
  }
}
