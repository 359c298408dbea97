// SPDX-License-Identifier: Apache-2.0

/// Driving licence numbers that no office can have issued, by locale.
///
/// - US: Illinois's form, shared by Florida and Wisconsin but for the hyphens: letter, eleven
///   digits, the last three of them the day of the year counted in months of 31 days, plus 600 for
///   women. Days run to 372 and from 601 to 972; here 373 to 599.
/// - GB: DVLA's sixteen characters, the seventh and eighth of them the month, plus 50 for women;
///   here 13 to 49.
/// - CA: Ontario's letter and fourteen digits, of which the last six are the birth date, with 50
///   added to a woman's month; here the month is 13 to 49.
/// - AU: six to ten characters by state (Document Verification Service); here eleven digits.
/// - NZ: two letters and six digits (Waka Kotahi); here seven digits.
/// - IE: nine digits (National Driver Licence Service); here ten.
/// - IN: state, number of the transport office from 01 up, year, seven digits; here office 00.
/// - PH: letter and number of the licensing office from 01 up, year, six digits; here office 00.
public enum DrivingLicences {
  /// Writes a licence number in the locale's canonical form.
  ///
  /// - Parameters:
  ///   - word: A random word of the person.
  ///   - locale: Whose licence it is.
  ///   - mode: Whether the number must be one that cannot be issued.
  ///   - buffer: Where the number is appended.
  public static func write(
    word: UInt64, locale: LocaleCode, mode: FormatMode, into buffer: inout ByteBuffer
  ) {
    var draws = WordDraws(word)
    let isReserved = mode == .reserved
    switch locale {
    case .enUS: writeIllinois(&draws, isReserved, into: &buffer)
    case .enGB: writeBritish(&draws, isReserved, into: &buffer)
    case .enCA: writeOntario(&draws, isReserved, into: &buffer)
    case .enAU: writeTriplets(&draws, isReserved, into: &buffer)
    case .enNZ:
      buffer.append(draws.letter(of: "ABCDEFGH"))
      buffer.append(draws.letter(of: "ABCDEFGHJKLMNPRSTUVWXYZ"))
      writeDigits(isReserved ? 7 : 6, &draws, into: &buffer)
    case .enIE: writeDigits(isReserved ? 10 : 9, &draws, into: &buffer)
    case .enIN:
      writeState(&draws, into: &buffer)
      buffer.append(isReserved ? 0 : 1 + draws.below(45), width: 2)
      buffer.append(UInt8(ascii: " "))
      buffer.append(2001 + draws.below(24), width: 4)
      writeDigits(7, &draws, into: &buffer)
    case .enPH:
      buffer.append(draws.letter(of: "ABCDEFGHIJKLMN"))
      buffer.append(isReserved ? 0 : 1 + draws.below(30), width: 2)
      buffer.append(UInt8(ascii: "-"))
      buffer.append(10 + draws.below(15), width: 2)
      buffer.append(UInt8(ascii: "-"))
      writeDigits(6, &draws, into: &buffer)
    }
  }
}
