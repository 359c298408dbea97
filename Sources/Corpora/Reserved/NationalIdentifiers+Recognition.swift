// SPDX-License-Identifier: Apache-2.0

extension NationalIdentifiers {
  /// Whether no authority can have issued a national number.
  ///
  /// Written from the rules of each authority and not from the maker.
  ///
  /// - Parameters:
  ///   - text: The number in the locale's usual form.
  ///   - locale: Whose number it is.
  /// - Returns: Whether it lies where none is issued or fails its check; false for another shape.
  public static func isReserved(_ text: some StringProtocol, locale: LocaleCode) -> Bool {
    switch locale {
    case .enUS: isUnassignedSocialSecurity(text)
    case .enGB: isUnissuedInsurance(text)
    case .enCA: checked(text, digitCount: 9) { !TextShape.passesLuhn($0) }
    case .enAU:
      checked(text, digitCount: 9) { weighted($0, [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 != 0 }
    case .enNZ: checked(text, digitCount: 9) { !isRevenueNumber($0) }
    case .enIE: isWrongPublicService(text)
    case .enIN, .enPH:
      checked(text, digitCount: 12) { $0[0] < 2 || !TextShape.passesVerhoeff($0) }
    }
  }

  private static func checked(
    _ text: some StringProtocol, digitCount: Int, _ isImpossible: ([Int]) -> Bool
  ) -> Bool {
    guard let digits = TextShape.digits(text), digits.count == digitCount else { return false }
    return isImpossible(digits)
  }

  private static func weighted(_ digits: [Int], _ weights: [Int]) -> Int {
    zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// Areas 000, 666 and 9XX, group 00 and serial 0000 were never assigned, but taxpayers without
  /// a social security number have 9XX with the groups 50 to 99 (IRS, individual taxpayer and
  /// adoption taxpayer identification numbers).
  private static func isUnassignedSocialSecurity(_ text: some StringProtocol) -> Bool {
    guard TextShape.matches(text, "###-##-####"), let area = TextShape.number(text, 0..<3),
      let group = TextShape.number(text, 4..<6), let serial = TextShape.number(text, 7..<11)
    else { return false }
    if area >= 900 { return group < 50 }
    return area == 0 || area == 666 || group == 0 || serial == 0
  }

  /// D, F, I, Q, U and V stand in no prefix, O not second, and seven prefixes are not allocated.
  private static func isUnissuedInsurance(_ text: some StringProtocol) -> Bool {
    guard TextShape.matches(text, "@@ ## ## ## @") else { return false }
    let prefix = text.prefix(2)
    if prefix == "FY" || prefix == "OO" { return false }
    return prefix.contains { "DFIQUV".contains($0) } || prefix.last == "O"
      || ["BG", "GB", "KN", "NK", "NT", "TN", "ZZ"].contains(prefix)
  }

  /// Inland Revenue's rule: between 10 and 150 million, and right by the first weights or, where
  /// those give 10, by the second.
  private static func isRevenueNumber(_ digits: [Int]) -> Bool {
    let number = digits.reduce(0) { $0 * 10 + $1 }
    guard (10_000_000...150_000_000).contains(number) else { return false }
    for weights in [[3, 2, 7, 6, 5, 4, 3, 2], [7, 4, 3, 2, 5, 2, 7, 6]] {
      let remainder = weighted(digits, weights) % 11
      let expected = remainder == 0 ? 0 : 11 - remainder
      if expected < 10 { return expected == digits[8] }
    }
    return false
  }

  /// The check letter is the alphabet's at the weighted sum modulo 23, W at 0.
  private static func isWrongPublicService(_ text: some StringProtocol) -> Bool {
    guard TextShape.matches(text, "#######@@") || TextShape.matches(text, "#######@"),
      let digits = TextShape.digits(text.prefix(7))
    else { return false }
    let alphabet = Array("WABCDEFGHIJKLMNOPQRSTUV")
    let letters = Array(text.dropFirst(7))
    let second = letters.count > 1 ? alphabet.firstIndex(of: letters[1]) ?? 0 : 0
    let sum = weighted(digits, [8, 7, 6, 5, 4, 3, 2]) + 9 * second
    return alphabet[sum % 23] != letters[0]
  }
}
