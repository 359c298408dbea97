// SPDX-License-Identifier: Apache-2.0

/// Passport numbers that no office can have issued, by locale.
///
/// Passports carry no check digit outside their machine-readable lines, so each form breaks the
/// rule by which its country begins a number. India's rule is published; the others are what is
/// observed on issued documents, which is weaker.
///
/// - US: nine digits, or A and eight digits since 2021; here Q and eight digits.
/// - GB: nine digits that begin with the number of the issuing office; here office 00.
/// - CA: two letters and six digits, or a letter, six digits and two letters; here Q first.
/// - AU: one or two letters of a series (E, L, M, N, P, PA to PE, R) and seven digits; here O.
/// - NZ: two letters (EA, EP, LA to LN, RA) and six digits; here O first.
/// - IE: two letters (L, P or X first) and seven digits; here QO.
/// - IN: a letter but Q, X and Z and seven digits of which neither the first nor the last is 0
///   (Passport Seva); here Q, X or Z.
/// - PH: P, seven digits and a letter; here P, seven digits and the letter O or I.
public enum Passports {
  /// Writes a passport number in the locale's canonical form.
  ///
  /// - Parameters:
  ///   - word: A random word of the person.
  ///   - locale: Whose passport it is.
  ///   - mode: Whether the number must be one that cannot be issued.
  ///   - buffer: Where the number is appended.
  public static func write(
    word: UInt64, locale: LocaleCode, mode: FormatMode, into buffer: inout ByteBuffer
  ) {
    var draws = WordDraws(word)
    let isReserved = mode == .reserved
    switch locale {
    case .enUS: write(isReserved ? "Q" : "A", 8, &draws, into: &buffer)
    case .enGB: write(isReserved ? "00" : "53", 7, &draws, into: &buffer)
    case .enCA:
      buffer.append(isReserved ? UInt8(ascii: "Q") : UInt8(ascii: "A"))
      buffer.append(draws.letter(of: "ABCDEFGHJKLMNPRSTUVWXYZ"))
      write("", 6, &draws, into: &buffer)
    case .enAU: write(isReserved ? "O" : "N", 7, &draws, into: &buffer)
    case .enNZ:
      buffer.append(isReserved ? UInt8(ascii: "O") : UInt8(ascii: "L"))
      buffer.append(draws.letter(of: "ABCDEFGHJKLMN"))
      write("", 6, &draws, into: &buffer)
    case .enIE: write(isReserved ? "QO" : "PA", 7, &draws, into: &buffer)
    case .enIN:
      buffer.append(isReserved ? draws.letter(of: "QXZ") : draws.letter(of: "JKLMNPRSTUV"))
      buffer.append(1_000_001 + draws.below(899_999) * 10 + draws.below(9), width: 7)
    case .enPH:
      write("P", 7, &draws, into: &buffer)
      buffer.append(isReserved ? draws.letter(of: "OI") : draws.letter(of: "ABC"))
    }
  }

  private static func write(
    _ lead: StaticString, _ digitCount: Int, _ draws: inout WordDraws,
    into buffer: inout ByteBuffer
  ) {
    buffer.append(lead)
    for _ in 0..<digitCount { buffer.append(UInt8(ascii: "0") + UInt8(draws.below(10))) }
  }
}
