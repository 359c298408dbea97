// SPDX-License-Identifier: Apache-2.0

/// The cities, regions and countries of the world by what they are called.
///
/// Made from GeoNames (geonames.org, CC BY 4.0): 34,006 cities of 15,000 people or more, every
/// country, the states of the United States and some 200 regions elsewhere. `Corpora/gazetteer`
/// holds the tables and says how they were made.
public struct Gazetteer: Sendable {
  /// A country's row.
  struct Country: Sendable {
    let code: String
    let name: String
    let continent: String
    let subregion: String
    let sovereign: String
  }

  /// A region's row.
  struct Region: Sendable {
    let identifier: String
    let country: String
    let name: String
  }

  /// Countries by code.
  let countries: [String: Country]
  /// The codes of countries by their folded names.
  let countriesByName: [String: String]
  /// The codes of countries by what their people are called.
  let countriesByDemonym: [String: String]
  /// Regions by folded name; several countries may have one of a name.
  let regionsByName: [String: [Region]]
  /// The names of regions by identifier.
  let regionNames: [String: String]
  /// Cities, the largest first.
  let cities: CityTable
  /// Words that are names of places but mostly something else.
  let commonWords: Set<String>

  /// Reads the tables of a folder.
  ///
  /// - Parameter folder: Holds `cities.tsv`, `countries.tsv`, `regions.tsv` and `common-words.tsv`.
  /// - Throws: `CorpusError` where a table is missing or not of its form.
  public init(folder: String) throws(CorpusError) {
    var reader = LexiconReader(folder: folder)
    let table = try reader.table("countries.tsv")
    var countries: [String: Country] = [:]
    var names: [String: String] = [:]
    var demonyms: [String: String] = [:]
    for row in 0..<table.count {
      let country = Country(
        code: try table.text(row, "code"), name: try table.text(row, "name"),
        continent: try table.text(row, "continent"), subregion: try table.text(row, "subregion"),
        sovereign: try table.text(row, "sovereign"))
      countries[country.code] = country
      names[PlainWords.folded(country.name)] = country.code
      for name in try table.list(row, "names") { names[PlainWords.folded(name)] = country.code }
      for name in try table.list(row, "demonyms") {
        demonyms[PlainWords.folded(name)] = country.code
      }
    }
    let regions = try reader.table("regions.tsv")
    var regionsByName: [String: [Region]] = [:]
    var regionNames: [String: String] = [:]
    for row in 0..<regions.count {
      let region = Region(
        identifier: try regions.text(row, "id"), country: try regions.text(row, "country"),
        name: try regions.text(row, "name"))
      guard countries[region.country] != nil else {
        throw LexiconFault.reference(
          regions.name, regions.line(of: row), "There is no country '\(region.country)'.")
      }
      regionNames[region.identifier] = region.name
      for name in [region.name] + (try regions.list(row, "names")) {
        regionsByName[PlainWords.folded(name), default: []].append(region)
      }
    }
    self.countries = countries
    countriesByName = names
    countriesByDemonym = demonyms
    self.regionsByName = regionsByName
    self.regionNames = regionNames
    cities = try CityTable(try reader.table("cities.tsv"), countries: Set(countries.keys))
    commonWords = Set(try reader.table("common-words.tsv").texts("word"))
  }

  /// The codes of all countries, in the order of the alphabet.
  public var countryCodes: [String] { countries.keys.sorted() }

  /// The name of a country; nil for a code that is none.
  public func name(ofCountry code: String) -> String? { countries[code]?.name }

  /// The name of a city; nil for an identifier that is none.
  public func name(ofCity identifier: Int) -> String? { cities.name(of: identifier) }

  /// A place that is a country.
  func place(country code: String) -> Place? {
    guard let country = countries[code] else { return nil }
    return Place(
      .country, country: code, sovereign: country.sovereign, subregion: country.subregion,
      continent: country.continent)
  }

  /// A place that is a region.
  func place(_ region: Region) -> Place? {
    guard var place = place(country: region.country) else { return nil }
    place.level = .region
    place.region = region.identifier
    return place
  }

  /// A place that is a city.
  func place(city index: Int) -> Place? {
    guard var place = place(country: cities.countries[index]) else { return nil }
    place.level = .city
    place.city = cities.identifiers[index]
    place.region = cities.regions[index]
    return place
  }
}

extension LexiconTable {
  /// Returns the parts of a cell that semicolons part, none if it is empty.
  func list(_ row: Int, _ column: String) throws(CorpusError) -> [String] {
    try optionalText(row, column).split(separator: ";").map(String.init)
  }
}
