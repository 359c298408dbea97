// SPDX-License-Identifier: Apache-2.0

extension DrivingLicences {
  static func writeDigits(
    _ count: Int, _ draws: inout WordDraws, into buffer: inout ByteBuffer
  ) {
    for _ in 0..<count { buffer.append(UInt8(ascii: "0") + UInt8(draws.below(10))) }
  }

  /// Writes groups of three digits: eleven in all, or nine.
  static func writeTriplets(
    _ draws: inout WordDraws, _ isReserved: Bool, into buffer: inout ByteBuffer
  ) {
    buffer.append(1 + draws.below(9), width: 1)
    writeDigits(2, &draws, into: &buffer)
    for _ in 0..<2 {
      buffer.append(UInt8(ascii: " "))
      writeDigits(3, &draws, into: &buffer)
    }
    guard isReserved else { return }
    buffer.append(UInt8(ascii: " "))
    writeDigits(2, &draws, into: &buffer)
  }

  /// Writes `K514-7734-8391`: letter, Soundex and name code, year, day.
  static func writeIllinois(
    _ draws: inout WordDraws, _ isReserved: Bool, into buffer: inout ByteBuffer
  ) {
    buffer.append(draws.letter(of: "ABCDEFGHJKLMNPRSTVWYZ"))
    for _ in 0..<3 { buffer.append(UInt8(ascii: "0") + UInt8(draws.below(7))) }
    buffer.append(UInt8(ascii: "-"))
    writeDigits(3, &draws, into: &buffer)
    buffer.append(4 + draws.below(6), width: 1)
    buffer.append(UInt8(ascii: "-"))
    writeDigits(1, &draws, into: &buffer)
    let female = draws.below(2) * 600
    let day = isReserved ? 373 + draws.below(227) : 1 + draws.below(28) + 31 * draws.below(12)
    buffer.append(isReserved ? day : day + female, width: 3)
  }

  /// Writes `BAKER 613157 AB9CD`: name, decade, month, day, year, initials, check.
  static func writeBritish(
    _ draws: inout WordDraws, _ isReserved: Bool, into buffer: inout ByteBuffer
  ) {
    for place in 0..<5 {
      buffer.append(draws.letter(of: place % 2 == 0 ? "BCDFGHKLMNPRSTW" : "AEIOU"))
    }
    buffer.append(UInt8(ascii: " "))
    writeDigits(1, &draws, into: &buffer)
    let month = isReserved ? 13 + draws.below(37) : 1 + draws.below(12) + 50 * draws.below(2)
    buffer.append(month, width: 2)
    buffer.append(1 + draws.below(28), width: 2)
    writeDigits(1, &draws, into: &buffer)
    buffer.append(UInt8(ascii: " "))
    buffer.append(draws.letter(of: "ABCDEFGHJKLMNPRSTW"))
    buffer.append(draws.letter(of: "ABCDEFGHJKLMNPRSTW"))
    buffer.append(UInt8(ascii: "9"))
    buffer.append(draws.letter(of: "ABCDEFGHJKLMNPRSTUVWXYZ"))
    buffer.append(draws.letter(of: "ABCDEFGHJKLMNPRSTUVWXYZ"))
  }

  /// Writes `M4120-57739-11314`: letter, eight digits of name and office, birth date.
  static func writeOntario(
    _ draws: inout WordDraws, _ isReserved: Bool, into buffer: inout ByteBuffer
  ) {
    buffer.append(draws.letter(of: "ABCDEFGHJKLMNPRSTVWYZ"))
    writeDigits(4, &draws, into: &buffer)
    buffer.append(UInt8(ascii: "-"))
    writeDigits(4, &draws, into: &buffer)
    let year = 40 + draws.below(60)
    buffer.append(year / 10, width: 1)
    buffer.append(UInt8(ascii: "-"))
    buffer.append(year % 10, width: 1)
    let month = isReserved ? 13 + draws.below(37) : 1 + draws.below(12) + 50 * draws.below(2)
    buffer.append(month, width: 2)
    buffer.append(1 + draws.below(28), width: 2)
  }

  /// Writes the two letters of an Indian state.
  static func writeState(_ draws: inout WordDraws, into buffer: inout ByteBuffer) {
    let states: StaticString = "MHDLKATNKLWBUPGJRJPBTSAPMPHR"
    let place = draws.below(states.utf8CodeUnitCount / 2) * 2
    buffer.append(states.utf8Start[place])
    buffer.append(states.utf8Start[place + 1])
  }
}
