// SPDX-License-Identifier: Apache-2.0

/// The tables of one locale; immutable, and shared rather than copied.
public final class LocaleTables: Sendable {
  /// The locale.
  public let code: LocaleCode
  /// What holds for everybody there.
  public let facts: LocaleFacts
  /// Given names of girls and women.
  public let femaleNames: TextPool
  /// Given names of boys and men.
  public let maleNames: TextPool
  /// Family names.
  public let familyNames: TextPool
  /// Regions and cities.
  public let places: PlaceTable
  /// Streets.
  public let streets: StreetTable
  /// Employers.
  public let employers: EmployerTable
  /// Schools.
  public let schools: SchoolTable

  init(
    code: LocaleCode, facts: LocaleFacts, givenNames: CategorizedPool, familyNames: TextPool,
    places: PlaceTable, streets: StreetTable, employers: EmployerTable, schools: SchoolTable
  ) {
    self.code = code
    self.facts = facts
    femaleNames = givenNames.pool(of: 0)
    maleNames = givenNames.pool(of: 1)
    self.familyNames = familyNames
    self.places = places
    self.streets = streets
    self.employers = employers
    self.schools = schools
  }

  /// The columns of `given-names.tsv` in the order of its two categories.
  static let sexes = ["female", "male"]
}

extension LocaleCode {
  /// The number of locales.
  public static let count = allCases.count

  private static let places = Dictionary(
    uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })

  /// The position in tables, in the order of the cases; not for inner loops.
  public var index: Int { LocaleCode.places[self] ?? 0 }
}
