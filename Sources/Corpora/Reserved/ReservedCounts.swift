// SPDX-License-Identifier: Apache-2.0

extension PhoneRanges {
  /// The number of mobile numbers that are reserved, or hold no valid number.
  ///
  /// - Parameters:
  ///   - locale: Where the phones are.
  ///   - areaCodeCount: The number of area codes that are used; it counts in North America alone.
  /// - Returns: The number.
  public static func reservedMobileCount(in locale: LocaleCode, areaCodeCount: Int) -> Int {
    switch locale {
    case .enUS, .enCA: 100 * areaCodeCount
    case .enGB: 1_000
    case .enAU: 30
    case .enIE: 100_000
    case .enIN: 100_000_000
    case .enNZ: 30_000_000
    case .enPH: 120_000_000
    }
  }
}

extension NationalIdentifiers {
  /// The number of identifiers that cannot be issued; in AU and NZ at most so many.
  ///
  /// Numbers that fail a check are nine for each that passes, or 22 with a letter of 23.
  public static func reservedCount(in locale: LocaleCode) -> Int {
    switch locale {
    case .enUS: 100 * 49 * 9_999
    case .enGB: 5 * 24 * 1_000_000 * 4
    case .enCA: 70_000_000 * 9
    case .enAU: 90_000_000 * 9
    case .enNZ: 4_900_010 * 9
    case .enIE: 9_000_000 * 22
    case .enIN: 10_000_000_000 * 10
    case .enPH: 10_000_000_000 * 9
    }
  }
}

extension Passports {
  /// The number of passport numbers that cannot be issued.
  public static func reservedCount(in locale: LocaleCode) -> Int {
    switch locale {
    case .enUS: 100_000_000
    case .enGB, .enAU, .enIE: 10_000_000
    case .enCA: 23 * 1_000_000
    case .enNZ: 13 * 1_000_000
    case .enIN: 3 * 899_999 * 9
    case .enPH: 10_000_000 * 2
    }
  }
}

extension DrivingLicences {
  /// The number of licence numbers that cannot be issued.
  public static func reservedCount(in locale: LocaleCode) -> Int {
    switch locale {
    // A letter, three digits below 7, three digits, a decade, a digit, a day.
    case .enUS: 21 * 343 * 1_000 * 6 * 10 * 227
    // Consonants and vowels, a decade, month, day, a digit, four letters.
    case .enGB: 15 * 15 * 15 * 5 * 5 * 10 * 37 * 28 * 10 * 18 * 18 * 23 * 23
    // A letter, eight digits, year, month, day.
    case .enCA: 21 * 100_000_000 * 60 * 37 * 28
    case .enAU: 900_000_000 * 100
    case .enNZ: 8 * 23 * 10_000_000
    case .enIE: 10_000_000_000
    // States, years, digits.
    case .enIN: 14 * 24 * 10_000_000
    case .enPH: 14 * 15 * 1_000_000
    }
  }
}

extension PaymentCards {
  /// The number of card numbers that fail their check: nine for each of 1,500 beginnings and eleven
  /// digits.
  public static let reservedCount = 1_500 * 100_000_000_000 * 9
}
