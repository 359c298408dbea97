// SPDX-License-Identifier: Apache-2.0

extension Gazetteer {
  /// Returns the place that a text names: one place, not a sentence about places.
  ///
  /// Reads `city, country`, `city, region`, `city, region, country`, `region, country`, the order
  /// reversed, and a city, region, country or part of the world alone, with or without commas.
  /// Case, marks and what parts the words do not matter. A city alone is the largest of its name,
  /// and ambiguous where another country has one a quarter as large. A town that is not known
  /// keeps its name beside the country. Texts of more than 200 bytes name nothing.
  public func resolve(_ text: String) -> Place? {
    guard text.utf8.count <= 200 else { return nil }
    let marks: Set<Character> = [",", ";", "(", ")", "/", "|", "\n", "–", "—"]
    let parts = text.split(whereSeparator: { marks.contains($0) })
      .map { Gazetteer.bare(PlainWords.folded(String($0))) }
      .filter { !$0.isEmpty && !Gazetteer.nothing.contains($0) }
    guard let first = parts.first else { return nil }
    if parts.count == 1 { return single(first) ?? run(first) }
    return joined(parts) ?? joined(parts.reversed()) ?? parts.lazy.compactMap { single($0) }.first
  }

  /// Several parts, the widest last.
  private func joined(_ parts: [String]) -> Place? {
    guard let last = parts.last else { return nil }
    let heads = Array(parts.dropLast())
    for region in regionsByName[last] ?? [] {
      if let found = city(heads, where: { cities.regions[$0] == region.identifier }) {
        return found
      }
    }
    if let code = countriesByName[last] { return inside(code, heads) }
    if let place = Gazetteer.area(last) {
      let isInside = { (index: Int) in
        let country = countries[cities.countries[index]]
        return place.subregion == nil
          ? country?.continent == place.continent : country?.subregion == place.subregion
      }
      if let found = city(heads, where: isInside) { return found }
      return heads.count == 1 ? (single(heads[0]) ?? place) : place
    }
    let code = last.uppercased()
    if last.utf8.count == 2, countries[code] != nil {
      return city(heads, where: { cities.countries[$0] == code })
    }
    return nil
  }

  /// What lies in a country, by the parts of a text before it, the narrowest first.
  private func inside(_ code: String, _ heads: [String]) -> Place? {
    let isInside = { (index: Int) in
      let country = cities.countries[index]
      return country == code || countries[country]?.sovereign == code
    }
    let regions = heads.flatMap { regionsByName[$0] ?? [] }.filter { $0.country == code }
    for region in regions {
      let others = heads.filter { !(regionsByName[$0] ?? []).contains { $0.country == code } }
      let isInRegion = { (index: Int) in cities.regions[index] == region.identifier }
      if let found = city(others, where: isInRegion) { return found }
    }
    // Penang is a state, though its capital is called so too; New York is taken for the city.
    let isMeant = { (index: Int) in
      isInside(index) && (regions.isEmpty || cities.populations[index] >= 1_000_000)
    }
    let own = heads.lazy.compactMap { cities.named($0).first(where: isInside) }.first
    if let own, !regions.isEmpty { return place(city: own) }
    if let found = city(heads, where: isMeant) { return found }
    if let region = regions.first { return place(region) }
    if heads.contains(where: { countriesByName[$0] == code }) { return place(country: code) }
    if let head = heads.first, let index = cities.corrected(head, where: isInside) {
      var found = place(city: index)
      found?.isCorrected = true
      return found
    }
    var found = place(country: code)
    if let head = heads.first {
      found?.level = .city
      found?.town = head
    }
    return found
  }

  private func city(_ heads: [String], where isWanted: (Int) -> Bool) -> Place? {
    for head in heads {
      if let index = cities.best(head, where: isWanted) { return place(city: index) }
    }
    return nil
  }

  /// One name that no comma parts.
  func single(_ name: String) -> Place? {
    if let code = countriesByName[name] { return country(code, called: name) }
    let region = regionsByName[name]?.first.flatMap { name.utf8.count > 3 ? $0 : nil }
    if let index = cities.best(name, where: { _ in true }),
      region == nil || cities.populations[index] >= 100_000
    {
      var found = place(city: index)
      let rivals = cities.named(name).contains {
        cities.countries[$0] != cities.countries[index]
          && 4 * cities.populations[$0] >= cities.populations[index]
      }
      let isElsewhere = region.map { $0.identifier != cities.regions[index] } ?? false
      found?.isAmbiguous = rivals || isElsewhere
      return found
    }
    if let region { return place(region) }
    if let code = countriesByDemonym[name] { return place(country: code) }
    return Gazetteer.area(name)
  }

  /// A country's name alone: the city too where both are one, such as Singapore.
  private func country(_ code: String, called name: String) -> Place? {
    if ["SG", "HK", "MO", "MC", "GI", "VA"].contains(code),
      let index = cities.best(name, where: { cities.countries[$0] == code })
    {
      return place(city: index)
    }
    var found = place(country: code)
    found?.isAmbiguous = (regionsByName[name] ?? []).contains { $0.country != code }
    return found
  }

  /// Words without a comma: `portland oregon`, `london uk`, `berlin in germany`.
  private func run(_ name: String) -> Place? {
    let words = name.split(separator: " ").map(String.init)
    guard (2...8).contains(words.count) else { return nil }
    for length in 1..<min(4, words.count) {
      let tail = words.suffix(length).joined(separator: " ")
      let isWider = countriesByName[tail] != nil || regionsByName[tail] != nil
      guard isWider, tail.utf8.count > 2 || ["uk", "us", "nz"].contains(tail) else { continue }
      let head = Gazetteer.bare(words.dropLast(length).joined(separator: " "))
      if head.isEmpty { return single(tail) }
      // Only what is known on both sides: a sentence that ends with a country names no town.
      if let found = joined([head, tail]), found.town == nil { return found }
    }
    return nil
  }

  /// Drops words around a name that say nothing about the place.
  private static func bare(_ name: String) -> String {
    var words = name.split(separator: " ")
    while let first = words.first, before.contains(String(first)), words.count > 1 {
      words.removeFirst()
    }
    while let last = words.last, after.contains(String(last)), words.count > 1 {
      words.removeLast()
    }
    return words.joined(separator: " ")
  }

  private static let before: Set<String> = [
    "in", "from", "near", "around", "at", "probably", "likely", "possibly", "perhaps", "maybe",
    "somewhere", "born", "currently", "originally", "lives", "living", "city", "of", "a", "town",
    "1", "2", "3",
  ]
  private static let after: Set<String> = ["in", "or", "and", "probably", "likely", "possibly"]
  private static let nothing: Set<String> = [
    "unknown", "none", "n a", "na", "unclear", "unspecified", "anywhere", "elsewhere", "other",
    "not specified", "somewhere", "null", "unsure", "undisclosed",
  ]

  /// A part of the world by its name.
  static func area(_ name: String) -> Place? {
    if let subregion = subregions[name] {
      return Place(.subregion, subregion: subregion.0, continent: subregion.1)
    }
    return continents[name].map { Place(.continent, continent: $0) }
  }

  private static let continents = [
    "africa": "Africa", "asia": "Asia", "europe": "Europe", "north america": "North America",
    "oceania": "Oceania", "south america": "South America", "antarctica": "Antarctica",
  ]
  private static let subregions: [String: (String, String)] = [
    "northern africa": ("Northern Africa", "Africa"), "north africa": ("Northern Africa", "Africa"),
    "west africa": ("Western Africa", "Africa"), "western africa": ("Western Africa", "Africa"),
    "east africa": ("Eastern Africa", "Africa"), "eastern africa": ("Eastern Africa", "Africa"),
    "central africa": ("Middle Africa", "Africa"), "southern africa": ("Southern Africa", "Africa"),
    "northern america": ("Northern America", "North America"),
    "central america": ("Central America", "North America"),
    "caribbean": ("Caribbean", "North America"), "the caribbean": ("Caribbean", "North America"),
    "central asia": ("Central Asia", "Asia"), "east asia": ("Eastern Asia", "Asia"),
    "eastern asia": ("Eastern Asia", "Asia"), "southeast asia": ("South-eastern Asia", "Asia"),
    "south east asia": ("South-eastern Asia", "Asia"), "south asia": ("Southern Asia", "Asia"),
    "southern asia": ("Southern Asia", "Asia"), "middle east": ("Western Asia", "Asia"),
    "the middle east": ("Western Asia", "Asia"), "western asia": ("Western Asia", "Asia"),
    "eastern europe": ("Eastern Europe", "Europe"), "western europe": ("Western Europe", "Europe"),
    "northern europe": ("Northern Europe", "Europe"), "scandinavia": ("Northern Europe", "Europe"),
    "southern europe": ("Southern Europe", "Europe"), "baltics": ("Northern Europe", "Europe"),
    "melanesia": ("Melanesia", "Oceania"), "polynesia": ("Polynesia", "Oceania"),
    "micronesia": ("Micronesia", "Oceania"),
  ]
}
