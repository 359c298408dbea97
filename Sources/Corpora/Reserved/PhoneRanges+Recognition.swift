// SPDX-License-Identifier: Apache-2.0

extension PhoneRanges {
  /// Whether a number lies in a range that its regulator keeps for fiction, or in one never issued.
  ///
  /// Written from the rules and not from the maker. The number may stand in national or
  /// international form, with blanks, hyphens and parentheses.
  ///
  /// - Parameters:
  ///   - text: The number as written.
  ///   - locale: Where it is.
  /// - Returns: Whether it reaches nobody; false for what is no number.
  public static func isReserved(_ text: some StringProtocol, locale: LocaleCode) -> Bool {
    guard let number = nationalNumber(text, locale: locale) else { return false }
    switch locale {
    case .enUS, .enCA:
      let first = number.first ?? "0"
      return number.count == 10 && first >= "2" && number.dropFirst(3).hasPrefix("55501")
    case .enGB:
      return number.count == 10 && dramaBlocks.contains(String(number.dropLast(3)))
    case .enAU:
      if number.hasPrefix("4") { return creativeMobiles.contains(number) }
      return number.count == 9 && ["2", "3", "7", "8"].contains(number.prefix(1))
        && ["5550", "7010"].contains(number.dropFirst().prefix(4))
    case .enIE:
      return number.count == 9 && number.hasPrefix("2091")
    case .enIN:
      return number.count == 10 && number.hasPrefix("50")
    case .enNZ:
      if number.count == 9 { return ["23", "24", "25"].contains(number.prefix(2)) }
      return number.count == 8 && ["38", "41", "64", "76", "91"].contains(number.prefix(2))
    case .enPH:
      return number.count == 10 && unassignedPrefixes.contains(String(number.prefix(3)))
    }
  }

  /// The digits after country code or trunk prefix; nil where there is neither, or no number.
  private static func nationalNumber(
    _ text: some StringProtocol, locale: LocaleCode
  ) -> String? {
    let isInternational = text.hasPrefix("+")
    let rest = isInternational ? text.dropFirst() : text[...]
    guard let list = TextShape.digits(rest, others: " -()") else { return nil }
    let digits = list.map(String.init).joined()
    let isNorthAmerican = locale == .enUS || locale == .enCA
    if isInternational {
      let code = countryCode(of: locale)
      return digits.hasPrefix(code) ? String(digits.dropFirst(code.count)) : nil
    }
    if isNorthAmerican { return digits.count == 11 ? nil : digits }
    return digits.hasPrefix("0") ? String(digits.dropFirst()) : nil
  }

  /// The code of a locale's country in international numbers.
  private static func countryCode(of locale: LocaleCode) -> String {
    switch locale {
    case .enUS, .enCA: "1"
    case .enGB: "44"
    case .enAU: "61"
    case .enNZ: "64"
    case .enIE: "353"
    case .enIN: "91"
    case .enPH: "63"
    }
  }

  /// Ofcom's blocks of 1,000 numbers: the digits before the last three.
  private static let dramaBlocks: Set<String> = [
    "1134960", "1144960", "1154960", "1164960", "1174960", "1184960", "1214960", "1314960",
    "1414960", "1514960", "1614960", "1914980", "2079460", "2896496", "2920180", "1632960",
    "7700900",
  ]

  /// ACMA's mobile numbers.
  private static let creativeMobiles: Set<String> = [
    "491570006", "491570110", "491570156", "491570157", "491570158", "491570159", "491570313",
    "491570737", "491571266", "491571491", "491571804", "491572549", "491572665", "491572983",
    "491573087", "491573770", "491574118", "491574632", "491575254", "491575789", "491576398",
    "491576801", "491577426", "491577644", "491578148", "491578888", "491578957", "491579212",
    "491579455", "491579760",
  ]

  /// Mobile prefixes of the Philippines under which Google's metadata knows no number.
  private static let unassignedPrefixes: Set<String> = [
    "900", "901", "902", "903", "904", "913", "940", "941", "980", "982", "984", "990",
  ]
}
