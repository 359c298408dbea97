// SPDX-License-Identifier: Apache-2.0

/// What can be known of a person: PANORAMA's fields, SynthPAI's attributes, and the life line's.
///
/// The raw value is the position in tables, and the case's name in hyphens is the name in files. The
/// canonical text of each is what `CommunityValues` holds.
public enum Attribute: UInt8, CaseIterable, Sendable {
  case fullName
  case firstName
  case lastName
  case birthName
  case fatherName
  case motherName
  case sex
  case birthDate
  case age
  case nationality
  case birthCity
  case birthCountry
  case streetAddress
  case city
  case region
  case postcode
  case country
  case education
  case school
  case relationshipStatus
  case spouseName
  case weddingDate
  case childrenCount
  case childName
  case jobTitle
  case employer
  case workSince
  case income
  case incomeLevel
  case financeStatus
  case netWorth
  case creditScore
  case nationalID
  case passport
  case driversLicence
  case paymentCard
  case phone
  case workPhone
  case email
  case workEmail
  case handle
  case bloodType
  case allergy
  case disability
  case emergencyContactName
  case emergencyContactPhone
  case interest
  case secondInterest
  case petName
  case movedFrom
  case movedDate
  case previousEmployer

  /// The number of attributes.
  public static let count = allCases.count

  private static let names = allCases.map { CaseName.hyphenated("\($0)") }

  /// The name in files, such as `job-title`.
  public var name: String { Attribute.names[index] }

  /// The attribute of a name; nil for a name that is none.
  public init?(name: some StringProtocol) {
    guard let place = Attribute.names.firstIndex(where: { $0 == name }) else { return nil }
    self = Attribute.allCases[place]
  }

  /// The position in tables, in the order of the cases.
  @inline(__always)
  public var index: Int { Int(rawValue) }
}

/// How a value is written in a text.
public enum AttributeForm: String, CaseIterable, Sendable {
  /// As `CommunityValues` holds it.
  case canonical
  /// In lower-case or capital letters, or without blanks and punctuation.
  case lower, upper, digits
  /// A date in words ("3 May 1990"), and with the month's name first ("May 3, 1990").
  case long, american
  /// The last four letters or digits, the first word, the initials, or the part after the at sign.
  case last4, first, initials, domain
  /// Of a date the year or the month and year; of an age the decade ("thirties").
  case year, month, decade
  /// An amount or number rounded off ("about 60k").
  case rounded

  /// How much a text gives away that holds this form.
  public var disclosure: Disclosure {
    switch self {
    case .canonical: .verbatim
    case .lower, .upper, .digits, .long, .american: .normalized
    case .last4, .first, .initials, .domain, .year, .month, .decade, .rounded: .partial
    }
  }
}

/// How much of a value a span gives away.
public enum Disclosure: String, CaseIterable, Sendable {
  /// The canonical text itself.
  case verbatim
  /// The same value written otherwise.
  case normalized
  /// A part of the value.
  case partial
  /// Words from which the value follows, for certain or probably.
  case implied
  /// A value of that kind that belongs to nobody in the community.
  case decoy
}
