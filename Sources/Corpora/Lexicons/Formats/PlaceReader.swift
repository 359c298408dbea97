// SPDX-License-Identifier: Apache-2.0

/// Reads `regions.tsv` and `cities.tsv` of a locale.
struct PlaceReader {
  private let regions: LexiconTable
  private let cities: LexiconTable
  /// The rows of the cities of each region.
  private let rowsOfRegion: [[Int]]

  /// The forms or codes of regions and cities in one list, each region's together.
  private struct Lists {
    var all: [String] = []
    var ofRegion: [Range<Int>] = []
    var ofCity: [Range<Int>] = []
  }

  init(regions: LexiconTable, cities: LexiconTable) throws(CorpusError) {
    self.regions = regions
    self.cities = cities
    let codes = try regions.texts("code")
    try regions.requireDistinct(codes)
    try regions.requireDistinct(try regions.texts("name"))
    var rows = [[Int]](repeating: [], count: codes.count)
    let places = try cities.codes("region", among: codes)
    for (row, region) in places.enumerated() { rows[region].append(row) }
    try cities.requireDistinct(try cities.texts("name"), codes: places)
    try cities.requireDistinct(try cities.texts("geonames"))
    for region in codes.indices where rows[region].isEmpty {
      throw LexiconFault.empty(cities.name, "The region '\(codes[region])' has no city.")
    }
    rowsOfRegion = rows
  }

  /// Makes the table; `letters` is what `@` stands for in postcodes.
  func places(letters: String) throws(CorpusError) -> PlaceTable {
    let order = rowsOfRegion.flatMap { $0 }
    var segments: [Range<Int>] = []
    for rows in rowsOfRegion {
      let start = segments.last?.upperBound ?? 0
      segments.append(start..<start + rows.count)
    }
    var populations: [UInt32] = []
    var geoNames: [UInt32] = []
    var zones: [String] = []
    for row in order {
      populations.append(try cities.weight(row, "population"))
      geoNames.append(UInt32(try cities.integer(row, "geonames", in: 1...999_999_999)))
      zones.append(try cities.text(row, "timezone"))
    }
    let names = try cities.texts("name")
    let zoneNames = Set(zones).sorted()
    let forms = try lists("postcodes")
    let codes = try lists("area-codes")
    return PlaceTable(
      cityNames: TextPool(order.map { names[$0] }, weights: populations, segments: segments),
      geoNames: geoNames,
      regionOfCity: segments.indices.flatMap { region in
        segments[region].map { _ in UInt16(region) }
      },
      timeZoneOfCity: zones.map { UInt8(zoneNames.firstIndex(of: $0) ?? 0) },
      timeZones: TextPool(zoneNames),
      regionNames: TextPool(try regions.texts("name"), weights: sums(populations, segments)),
      regionCodes: TextPool(try regions.texts("code"), weights: sums(populations, segments)),
      citiesOfRegion: segments, postcodes: try patterns(forms, letters: letters),
      postcodesOfRegion: forms.ofRegion, postcodesOfCity: forms.ofCity,
      areaCodes: TextPool(codes.all), areaCodesOfRegion: codes.ofRegion,
      areaCodesOfCity: codes.ofCity)
  }

  private func sums(_ weights: [UInt32], _ segments: [Range<Int>]) -> [UInt32] {
    segments.map { $0.reduce(0) { $0 + weights[$1] } }
  }

  /// Gathers the cells of one column of both tables; they are lists with semicolons.
  private func lists(_ column: String) throws(CorpusError) -> Lists {
    var lists = Lists()
    for (region, rows) in rowsOfRegion.enumerated() {
      let start = lists.all.count
      lists.all += PlaceReader.parts(try regions.optionalText(region, column))
      let common = start..<lists.all.count
      for row in rows {
        let own = PlaceReader.parts(try cities.optionalText(row, column))
        lists.ofCity.append(
          own.isEmpty ? common : lists.all.count..<lists.all.count + own.count)
        lists.all += own
      }
      lists.ofRegion.append(start..<lists.all.count)
      if column == "postcodes" && common.isEmpty {
        throw LexiconFault.text(
          regions.name, regions.line(of: region), "The column 'postcodes' is blank.")
      }
    }
    return lists
  }

  private static func parts(_ cell: String) -> [String] {
    cell.split(separator: ";").map(String.init)
  }

  private func patterns(_ lists: Lists, letters: String) throws(CorpusError) -> PostcodePatterns {
    guard let patterns = PostcodePatterns(lists.all, letters: letters) else {
      let wrong = lists.all.first { PostcodePatterns([$0], letters: letters) == nil } ?? ""
      throw LexiconFault.text(regions.name, 1, "'\(wrong)' is no form of postcodes.")
    }
    return patterns
  }
}
