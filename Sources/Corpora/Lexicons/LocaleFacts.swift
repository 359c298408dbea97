// SPDX-License-Identifier: Apache-2.0

/// What holds for everybody in a country: names, money, ages, and how things are called.
public struct LocaleFacts: Sendable {
  /// A word or short text about a country.
  public enum Word: Int, CaseIterable, Sendable {
    /// The country's name, its two-letter ISO 3166 code, and what its citizens are.
    case country, countryCode, nationality
    /// The ISO 4217 code of the currency and the sign before amounts.
    case currency, currencySign
    /// The digits after `+` in international telephone numbers.
    case diallingCode
    /// How a primary school, a secondary school, a vocational college and a university are called.
    case primarySchool, secondarySchool, college, university
    /// How the national identifier, a postcode and a region are called.
    case nationalID, postcodeName, regionName
    /// How a driving licence is called.
    case licenceName

    /// The column in `locales.tsv`.
    var column: String { CaseName.hyphenated("\(self)") }
  }

  /// In which order people write a date in digits.
  public enum DateOrder: String, CaseIterable, Sendable {
    case monthFirst = "month-first"
    case dayFirst = "day-first"
    case yearFirst = "year-first"
  }

  private let words: TextPool
  /// Pay in this country in hundredths of that in the United States, in US dollars.
  public let salaryPercent: Int
  /// Units of the currency for 100 US dollars, rounded; an estimate of 2025.
  public let currencyPer100Dollars: Int
  /// The age at which most may drive a car alone.
  public let drivingAge: Int
  /// The age from which a pension is paid.
  public let retirementAge: Int
  /// The age at which school begins.
  public let schoolAge: Int
  /// The usual age at the end of secondary school.
  public let schoolLeavingAge: Int
  /// The order of dates in digits.
  public let dateOrder: DateOrder
  /// The letters that `@` stands for in the forms of postcodes.
  let postcodeLetters: String

  /// One of the words; allocates.
  public subscript(word: Word) -> String { words[word.rawValue] }

  /// Appends one of the words.
  @inline(__always)
  public func copy(_ word: Word, into buffer: inout ByteBuffer) {
    words.copy(word.rawValue, into: &buffer)
  }

  /// All words, to check grammars against; allocates.
  var texts: [String] { words.texts }

  init(_ table: LexiconTable, row: Int) throws(CorpusError) {
    var texts: [String] = []
    for word in Word.allCases { texts.append(try table.text(row, word.column)) }
    words = TextPool(texts)
    salaryPercent = try table.integer(row, "salary-percent", in: 1...1000)
    currencyPer100Dollars = try table.integer(row, "currency-per-100-dollars", in: 1...1_000_000)
    drivingAge = try table.integer(row, "driving-age", in: 14...25)
    retirementAge = try table.integer(row, "retirement-age", in: 50...80)
    schoolAge = try table.integer(row, "school-age", in: 3...8)
    schoolLeavingAge = try table.integer(row, "school-leaving-age", in: 15...20)
    let order = try table.code(
      row, "date-order", among: DateOrder.allCases.map(\.rawValue))
    dateOrder = DateOrder.allCases[order]
    postcodeLetters = try table.optionalText(row, "postcode-letters")
  }
}
