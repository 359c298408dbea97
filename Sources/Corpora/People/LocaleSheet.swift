// SPDX-License-Identifier: Apache-2.0

/// What a locale's tables say, in the shape in which people are drawn.
///
/// It cannot be copied: pools that were read through copies or class properties cost a reference each
/// time, together a fifth of the generator's instructions.
struct LocaleSheet: ~Copyable, Sendable {
  let code: LocaleCode
  /// The position in `LocaleCode.allCases`.
  let index: Int
  let facts: LocaleFacts
  let femaleNames: TextPool
  let maleNames: TextPool
  let familyNames: TextPool
  let places: PlaceTable
  let streets: StreetTable
  let employers: EmployerTable
  let schools: SchoolTable
  /// The area codes as numbers, in the order of `places.areaCodes`.
  private let areaCodes: [UInt16]
  /// For each region of New Zealand its landlines' code, which the tables do not give; else empty.
  private let landlineCodes: [UInt8]
  let calendar: SchoolCalendar
  /// For each female and male given name a number; one text has one number in both.
  private let femaleNumbers: [Int32]
  private let maleNumbers: [Int32]

  init(_ tables: LocaleTables) {
    code = tables.code
    index = tables.code.index
    facts = tables.facts
    femaleNames = tables.femaleNames
    maleNames = tables.maleNames
    familyNames = tables.familyNames
    places = tables.places
    streets = tables.streets
    employers = tables.employers
    schools = tables.schools
    areaCodes = tables.places.areaCodes.texts.map { UInt16($0) ?? 0 }
    landlineCodes =
      tables.code == .enNZ
      ? tables.places.regionNames.texts.map(LocaleSheet.landlineCode) : []
    calendar = SchoolCalendar(tables)
    let (female, male) = (tables.femaleNames.texts, tables.maleNames.texts)
    precondition(max(female.count, male.count) <= UInt16.max, "positions of names have 16 bits")
    var numbers: [String: Int32] = [:]
    for text in female + male where numbers[text] == nil { numbers[text] = Int32(numbers.count) }
    femaleNumbers = female.map { numbers[$0] ?? 0 }
    maleNumbers = male.map { numbers[$0] ?? 0 }
  }

  /// The area codes of New Zealand's numbering plan: 3 for the South Island, four for the North.
  private static func landlineCode(_ region: String) -> UInt8 {
    switch region {
    case "Northland", "Auckland": 9
    case "Waikato", "Bay of Plenty": 7
    case "Gisborne", "Hawke's Bay", "Taranaki", "Manawatu-Whanganui", "Manawatū-Whanganui": 6
    case "Wellington": 4
    default: 3
    }
  }

  /// An area code of a city; 0 where numbers have none.
  @inline(__always)
  func areaCode(of city: Int32, for word: UInt64) -> Int {
    if let code = places.areaCode(of: Int(city), for: word) { return Int(areaCodes[code]) }
    return landlineCodes.isEmpty ? 0 : Int(landlineCodes[Int(places.regionOfCity[Int(city)])])
  }

  /// The number of a given name's text.
  @inline(__always)
  func number(of name: PersonName) -> Int32 {
    name.isFemale ? femaleNumbers[Int(name.given)] : maleNumbers[Int(name.given)]
  }

  /// Draws a given name; of people who are neither female nor male, from either table.
  func givenName(sex: UInt8, _ draws: inout DrawStream) -> PersonName {
    var name = PersonName()
    name.isFemale = sex == 0 || sex > 1 && draws.word() & 1 == 0
    let word = draws.word()
    name.given = UInt16(
      truncatingIfNeeded: name.isFemale
        ? femaleNames.index(for: word) : maleNames.index(for: word))
    return name
  }

  /// Draws a given name that is neither of two others.
  func givenName(
    sex: UInt8, but first: PersonName, or second: PersonName, _ draws: inout DrawStream
  ) -> PersonName {
    let (left, right) = (number(of: first), number(of: second))
    var name = givenName(sex: sex, &draws)
    for _ in 0..<64 {
      let number = number(of: name)
      if number != left && number != right { break }
      name = givenName(sex: sex, &draws)
    }
    return name
  }

  /// Draws a surname.
  @inline(__always)
  func surname(_ draws: inout DrawStream) -> UInt32 {
    UInt32(truncatingIfNeeded: familyNames.index(for: draws.word()))
  }

  /// Draws a city.
  @inline(__always)
  func city(_ draws: inout DrawStream) -> Int32 {
    Int32(truncatingIfNeeded: places.city(for: draws.word()))
  }
}

/// Texts of a locale.
extension LocaleSheet {
  /// Appends a given name.
  @inline(__always)
  func writeGiven(_ name: PersonName, into buffer: inout ByteBuffer) {
    if name.isFemale {
      femaleNames.copy(Int(name.given), into: &buffer)
    } else {
      maleNames.copy(Int(name.given), into: &buffer)
    }
  }

  /// Appends given name and surname.
  @inline(__always)
  func write(_ name: PersonName, into buffer: inout ByteBuffer) {
    writeGiven(name, into: &buffer)
    buffer.append(UInt8(ascii: " "))
    familyNames.copy(Int(name.surname), into: &buffer)
  }

  /// Appends a city's name.
  @inline(__always)
  func writeCity(_ city: Int32, into buffer: inout ByteBuffer) {
    places.cityNames.copy(Int(city), into: &buffer)
  }

  /// Appends the name of the school that everybody attends.
  @inline(__always)
  func writeSchool(_ schooling: Schooling, into buffer: inout ByteBuffer) {
    schools.write(.secondary, word: schooling.schoolWord, into: &buffer)
  }

  /// Appends the name of the college of one of the studies.
  @inline(__always)
  func writeCollege(_ place: Int, _ schooling: Schooling, into buffer: inout ByteBuffer) {
    // A doctorate is often written elsewhere than the first degree.
    let word = schooling.collegeWord &+ (place == 2 ? 1 : 0)
    schools.write(
      schooling.isPractical ? .vocational : .university, word: word, into: &buffer)
  }
}

/// A locale's sheet in an array.
final class LocaleBox: Sendable {
  let sheet: LocaleSheet

  init(_ tables: LocaleTables) {
    sheet = LocaleSheet(tables)
  }
}
