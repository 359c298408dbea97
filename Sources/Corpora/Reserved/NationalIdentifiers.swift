// SPDX-License-Identifier: Apache-2.0

/// National numbers that no authority can have issued, by locale.
///
/// - US, social security number: areas 900 to 999 were never assigned (Social Security
///   Administration, "Social Security Number Randomization"); the groups 50 and up are left out,
///   because the tax office issues 9XX-50 to 9XX-99 to taxpayers and adopted children.
/// - GB, national insurance number: D, F, I, Q, U and V stand in no prefix (HM Revenue & Customs,
///   National Insurance Manual NIM39110); F is left out, because FY marks attendance allowance.
/// - CA, social insurance number: nine digits that fail the check after Luhn.
/// - AU, tax file number: nine digits whose weighted sum (1, 4, 3, 7, 5, 8, 6, 9, 10) is no
///   multiple of 11.
/// - NZ, IRD number: nine digits with a wrong last one by Inland Revenue's two rows of weights.
/// - IE, personal public service number: seven digits with a wrong check letter, and A.
/// - IN, Aadhaar: begins with 1; UIDAI issues none that begins with 0 or 1.
/// - PH, PhilSys number: begins with 0 and fails Verhoeff's check; the register runs on MOSIP, whose
///   generator issues none that begins with 0 or 1 or fails the check.
public enum NationalIdentifiers {
  /// Writes a national number in the locale's canonical form.
  ///
  /// - Parameters:
  ///   - word: A random word of the person.
  ///   - locale: Whose number it is.
  ///   - mode: Whether the number must be one that cannot be issued.
  ///   - buffer: Where the number is appended.
  public static func write(
    word: UInt64, locale: LocaleCode, mode: FormatMode, into buffer: inout ByteBuffer
  ) {
    var draws = WordDraws(word)
    let isReserved = mode == .reserved
    switch locale {
    case .enUS: writeSocialSecurity(&draws, isReserved, into: &buffer)
    case .enGB: writeNationalInsurance(&draws, isReserved, into: &buffer)
    case .enCA:
      let number = 10_000_000 + draws.below(70_000_000)
      let check = PaymentCards.luhnDigit(number)
      writeNine(
        number, spoiled(check, isReserved, &draws), separator: UInt8(ascii: " "), into: &buffer)
    case .enAU:
      let (number, check) = taxFileNumber(&draws)
      writeNine(
        number, spoiled(check, isReserved, &draws), separator: UInt8(ascii: " "), into: &buffer)
    case .enNZ:
      let (number, check) = revenueNumber(&draws)
      writeNine(
        number, spoiled(check, isReserved, &draws), separator: UInt8(ascii: "-"), into: &buffer)
    case .enIE: writePublicService(&draws, isReserved, into: &buffer)
    case .enIN:
      let lead = isReserved ? 1 : 2 + draws.below(8)
      let number = lead * 10_000_000_000 + draws.tenDigits()
      let check = isReserved ? draws.below(10) : verhoeffDigit(number)
      writeTwelve(number, check, separator: UInt8(ascii: " "), into: &buffer)
    case .enPH:
      let lead = isReserved ? 0 : 2 + draws.below(8)
      let number = lead * 10_000_000_000 + draws.tenDigits()
      let check = spoiled(verhoeffDigit(number), isReserved, &draws)
      writeTwelve(number, check, separator: UInt8(ascii: "-"), into: &buffer)
    }
  }

  /// The digit, or any other one where the number must fail.
  @inline(__always)
  private static func spoiled(_ digit: Int, _ isReserved: Bool, _ draws: inout WordDraws) -> Int {
    isReserved ? (digit + 1 + draws.below(9)) % 10 : digit
  }

  private static func writeSocialSecurity(
    _ draws: inout WordDraws, _ isReserved: Bool, into buffer: inout ByteBuffer
  ) {
    buffer.append(isReserved ? 900 + draws.below(100) : 100 + draws.below(500), width: 3)
    buffer.append(UInt8(ascii: "-"))
    buffer.append(1 + draws.below(49), width: 2)
    buffer.append(UInt8(ascii: "-"))
    buffer.append(1 + draws.below(9999), width: 4)
  }

  private static func writeNationalInsurance(
    _ draws: inout WordDraws, _ isReserved: Bool, into buffer: inout ByteBuffer
  ) {
    buffer.append(isReserved ? draws.letter(of: "DIQUV") : draws.letter(of: "ACEHJLMPRSWX"))
    buffer.append(draws.letter(of: isReserved ? "ABCDEGHIJKLMNPQRSTUVWXYZ" : "ABEHJLMRSTWX"))
    for _ in 0..<3 {
      buffer.append(UInt8(ascii: " "))
      buffer.append(draws.below(100), width: 2)
    }
    buffer.append(UInt8(ascii: " "))
    buffer.append(draws.letter(of: "ABCD"))
  }
}
