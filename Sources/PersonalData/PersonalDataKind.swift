// SPDX-License-Identifier: Apache-2.0

/// What kind of personal data a span of text is.
///
/// The raw value is the name in files and in markers, as `[EMAIL]`. The set is open: a caller with
/// spans of kinds of its own makes them.
public struct PersonalDataKind: RawRepresentable, Hashable, Comparable, Sendable {
  /// Upper case letters, digits and underscores.
  public let rawValue: String

  /// Makes a kind; characters that a marker cannot hold become underscores.
  public init(rawValue: String) {
    self.rawValue = String(
      rawValue.uppercased().unicodeScalars.map { scalar -> Character in
        let value = scalar.value
        let isFit = (48...57).contains(value) || (65...90).contains(value)
        return isFit ? Character(scalar) : "_"
      })
  }

  /// An e-mail address.
  public static let email = PersonalDataKind(rawValue: "EMAIL")
  /// A telephone number.
  public static let phone = PersonalDataKind(rawValue: "PHONE")
  /// An address on the web.
  public static let url = PersonalDataKind(rawValue: "URL")
  /// A name on a social network, as `@name` or `u/name`.
  public static let handle = PersonalDataKind(rawValue: "HANDLE")
  /// A payment card's number.
  public static let card = PersonalDataKind(rawValue: "CARD")
  /// An address on the internet, version 4 or 6.
  public static let ipAddress = PersonalDataKind(rawValue: "IP")
  /// A day, or a month with its year.
  public static let date = PersonalDataKind(rawValue: "DATE")
  /// How old somebody is.
  public static let age = PersonalDataKind(rawValue: "AGE")
  /// An amount of money.
  public static let money = PersonalDataKind(rawValue: "MONEY")
  /// A postal code.
  public static let postalCode = PersonalDataKind(rawValue: "POSTCODE")
  /// A person's name.
  public static let name = PersonalDataKind(rawValue: "NAME")
  /// A place.
  public static let place = PersonalDataKind(rawValue: "PLACE")
  /// Words that tell whom somebody lives with, as "my wife".
  public static let relationship = PersonalDataKind(rawValue: "RELATIONSHIP")
  /// Words that tell somebody's sex, as "as a woman".
  public static let sex = PersonalDataKind(rawValue: "SEX")
  /// Words that tell what somebody does for a living.
  public static let occupation = PersonalDataKind(rawValue: "OCCUPATION")
  /// Words that tell what somebody learned, as "my PhD".
  public static let education = PersonalDataKind(rawValue: "EDUCATION")

  /// Whether the name comes earlier.
  public static func < (left: PersonalDataKind, right: PersonalDataKind) -> Bool {
    left.rawValue < right.rawValue
  }
}
