// SPDX-License-Identifier: Apache-2.0

/// Reads the tables of the locales, and those that serve several of them.
///
/// The column `locales` of a common table is `*`, or a list with semicolons.
struct LocaleReader {
  /// A common table, and for each locale which rows are for it.
  private struct Common {
    let table: LexiconTable
    let isFor: [LocaleCode: [Bool]]
  }

  private let words: Common
  private let patterns: Common
  private let schools: Common
  private let industries: [String]

  /// Reads all locales, in the order of the cases.
  static func locales(
    _ reader: inout LexiconReader, industries: [String]
  ) throws(CorpusError) -> [LocaleTables] {
    let facts = try reader.table("locales.tsv")
    let common = LocaleReader(
      words: try LocaleReader.common(try reader.table("employer-words.tsv")),
      patterns: try LocaleReader.common(try reader.table("employer-patterns.tsv")),
      schools: try LocaleReader.common(try reader.table("schools.tsv")), industries: industries)
    let names = try facts.texts("locale")
    try facts.requireDistinct(names)
    var tables: [LocaleTables] = []
    for code in LocaleCode.allCases {
      guard let row = names.firstIndex(of: code.rawValue) else {
        throw LexiconFault.empty(facts.name, "There is no row of locale '\(code.rawValue)'.")
      }
      tables.append(try common.tables(of: code, try LocaleFacts(facts, row: row), &reader))
    }
    return tables
  }

  private func tables(
    of code: LocaleCode, _ facts: LocaleFacts, _ reader: inout LexiconReader
  ) throws(CorpusError) -> LocaleTables {
    let folder = code.rawValue
    let regions = try reader.table("\(folder)/regions.tsv")
    let places = try PlaceReader(regions: regions, cities: try reader.table("\(folder)/cities.tsv"))
    let stems = try reader.pool("\(folder)/stems.tsv", "name")
    return LocaleTables(
      code: code, facts: facts,
      givenNames: try reader.categorized(
        "\(folder)/given-names.tsv", "name", by: "sex", expected: LocaleTables.sexes),
      familyNames: try reader.pool("\(folder)/family-names.tsv", "name"),
      places: try places.places(letters: facts.postcodeLetters),
      streets: StreetTable(
        try reader.categorized(
          "\(folder)/streets.tsv", "name", by: "part", expected: StreetTable.parts)),
      employers: EmployerTable(
        stems: stems, words: try employerWords(of: code),
        suffixes: try reader.pool("\(folder)/company-suffixes.tsv", "name"),
        patterns: try forms(patterns, of: code)),
      schools: SchoolTable(stems: stems, patterns: try schoolForms(of: code)))
  }

  private func employerWords(of code: LocaleCode) throws(CorpusError) -> CategorizedPool {
    try LexiconReader.categorized(
      words.table, "name", by: "industry", expected: industries, where: words.isFor[code])
  }

  private func schoolForms(of code: LocaleCode) throws(CorpusError) -> [NamePatterns] {
    var levels: [NamePatterns] = []
    for level in SchoolTable.Level.allCases {
      levels.append(try forms(schools, of: code, level: level.rawValue))
    }
    return levels
  }

  /// Compiles the forms of names that a table has for a locale.
  private func forms(
    _ common: Common, of code: LocaleCode, level: String? = nil
  ) throws(CorpusError) -> NamePatterns {
    let table = common.table
    var forms: [String] = []
    var weights: [UInt32] = []
    for row in 0..<table.count where common.isFor[code]?[row] ?? false {
      if let level, try table.text(row, "level") != level { continue }
      let form = try table.text(row, "form")
      let weight = try table.weight(row)
      guard NamePatterns([form], weights: [weight]) != nil else {
        throw LexiconFault.text(table.name, table.line(of: row), "'\(form)' is no form of names.")
      }
      forms.append(form)
      weights.append(weight)
    }
    guard !forms.isEmpty, let patterns = NamePatterns(forms, weights: weights) else {
      let what = level.map { "\($0) schools of " } ?? ""
      throw LexiconFault.empty(table.name, "There is no form for \(what)'\(code.rawValue)'.")
    }
    return patterns
  }

  /// Reads the column `locales` of a common table.
  private static func common(_ table: LexiconTable) throws(CorpusError) -> Common {
    let none = [Bool](repeating: false, count: table.count)
    var isFor = Dictionary(uniqueKeysWithValues: LocaleCode.allCases.map { ($0, none) })
    for (row, cell) in try table.texts("locales").enumerated() {
      let names =
        cell == "*" ? LocaleCode.allCases.map { $0.rawValue[...] } : cell.split(separator: ";")
      for name in names {
        guard let code = LocaleCode(rawValue: String(name)) else {
          throw LexiconFault.reference(
            table.name, table.line(of: row), "The column 'locales' knows no '\(name)'.")
        }
        isFor[code]?[row] = true
      }
    }
    return Common(table: table, isFor: isFor)
  }
}
