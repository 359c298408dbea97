// SPDX-License-Identifier: Apache-2.0

extension Passports {
  /// Whether no office can have issued a passport of this number; false for another shape.
  ///
  /// - Parameters:
  ///   - text: The number without blanks.
  ///   - locale: Whose passport it is.
  /// - Returns: Whether it begins, or ends, as no issued number does.
  public static func isReserved(_ text: some StringProtocol, locale: LocaleCode) -> Bool {
    switch locale {
    case .enUS: TextShape.matches(text, "Q########")
    case .enGB: TextShape.matches(text, "00#######")
    case .enCA: TextShape.matches(text, "Q@######")
    case .enAU: TextShape.matches(text, "O#######")
    case .enNZ: TextShape.matches(text, "O@######")
    case .enIE: TextShape.matches(text, "QO#######")
    case .enIN: TextShape.matches(text, "@#######") && ["Q", "X", "Z"].contains(text.prefix(1))
    case .enPH: TextShape.matches(text, "P#######O") || TextShape.matches(text, "P#######I")
    }
  }
}
