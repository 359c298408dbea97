// SPDX-License-Identifier: Apache-2.0

extension DrivingLicences {
  /// Whether no office can have issued a licence of this number; false for another shape.
  ///
  /// - Parameters:
  ///   - text: The number in the locale's form.
  ///   - locale: Whose licence it is.
  /// - Returns: Whether it states a month, day or office that does not exist, or is too long.
  public static func isReserved(_ text: some StringProtocol, locale: LocaleCode) -> Bool {
    switch locale {
    case .enUS:
      TextShape.matches(text, "@###-####-####")
        && !isDayOfYear(TextShape.number(text, 11..<14) ?? 0)
    case .enGB:
      TextShape.matches(text, "@@@@@ ###### @@#@@")
        && !isMonth(TextShape.number(text, 7..<9) ?? 0)
    case .enCA:
      TextShape.matches(text, "@####-#####-#####")
        && !isMonth(TextShape.number(text, 13..<15) ?? 0)
    case .enAU: (TextShape.digits(text)?.count ?? 0) > 10
    case .enNZ: TextShape.matches(text, "@@#######")
    case .enIE: TextShape.matches(text, "##########")
    case .enIN:
      TextShape.matches(text, "@@00 ###########")
    case .enPH: TextShape.matches(text, "@00-##-######")
    }
  }

  /// A month, or one with the 50 that marks women.
  private static func isMonth(_ number: Int) -> Bool {
    (1...12).contains(number) || (51...62).contains(number)
  }

  /// A day counted in months of 31, or one with the 600 that marks women.
  private static func isDayOfYear(_ number: Int) -> Bool {
    (1...372).contains(number) || (601...972).contains(number)
  }
}
