// SPDX-License-Identifier: Apache-2.0

/// A property of a person with few values, on which what they write may depend.
///
/// `categories` are the words of grammar conditions and of closed attributes, in the order of codes.
public enum Facet: UInt8, CaseIterable, Sendable {
  case sex
  case ageBand
  case relationship
  case education
  case incomeLevel
  case occupation
  case work
  case register
  case locale
  case parenthood
  case pet
  case household

  /// The number of facets.
  public static let count = allCases.count

  private static let names = allCases.map { CaseName.hyphenated("\($0)") }

  /// The name in grammars, such as `age-band`.
  public var name: String { Facet.names[index] }

  /// The facet of a name; nil for a name that is none.
  public init?(name: some StringProtocol) {
    guard let place = Facet.names.firstIndex(where: { $0 == name }) else { return nil }
    self = Facet.allCases[place]
  }

  /// The position in tables.
  @inline(__always)
  public var index: Int { Int(rawValue) }

  /// The names of the codes 0, 1, and so on.
  public var categories: [String] {
    switch self {
    case .sex: ["female", "male", "non-binary", "other"]
    case .ageBand: ["18-24", "25-34", "35-44", "45-54", "55-64", "65-plus"]
    case .relationship:
      ["single", "in-relationship", "engaged", "married", "divorced", "widowed"]
    case .education:
      [
        "no-diploma", "high-school", "some-college", "vocational", "bachelor", "master",
        "doctorate",
      ]
    case .incomeLevel: ["low", "middle", "high", "very-high"]
    case .occupation:
      [
        "trades", "service", "office", "sales", "care", "teaching", "technology", "law-finance",
        "creative", "science", "management", "none",
      ]
    case .work: ["student", "employed", "unemployed", "homemaker", "retired"]
    case .register: ["casual", "plain", "formal"]
    case .locale: LocaleCode.allCases.map(\.rawValue)
    case .parenthood: ["childless", "parent"]
    case .pet: ["none", "dog", "cat", "other"]
    case .household: ["alone", "couple", "family", "shared"]
    }
  }
}

/// The English locales that people can live in.
public enum LocaleCode: String, CaseIterable, Sendable {
  case enUS = "en_US"
  case enGB = "en_GB"
  case enCA = "en_CA"
  case enAU = "en_AU"
  case enNZ = "en_NZ"
  case enIE = "en_IE"
  case enIN = "en_IN"
  case enPH = "en_PH"
}
