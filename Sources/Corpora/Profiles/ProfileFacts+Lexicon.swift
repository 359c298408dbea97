// SPDX-License-Identifier: Apache-2.0

extension ProfileFacts {
  /// The world of a lexicon.
  public init(_ lexicon: Lexicon) {
    var countries: [LocaleCode: Country] = [:]
    for tables in lexicon.locales {
      let facts = tables.facts
      countries[tables.code] = Country(
        name: facts[.country], nationality: facts[.nationality], drivingAge: facts.drivingAge,
        salaryPercent: facts.salaryPercent, currencyPer100Dollars: facts.currencyPer100Dollars,
        regions: ProfileFacts.regions(of: tables.places))
    }
    let jobs = lexicon.jobs
    var openings: [String: Job] = [:]
    for job in jobs.titles.indices {
      openings[jobs.titles[job].lowercased()] = Job(
        minimumEducation: Int(jobs.minimumEducation[job]),
        minimumAge: Int(jobs.minimumAges[job]),
        pay: Int(jobs.lowestPay[job])...Int(jobs.highestPay[job]), group: Int(jobs.groups[job]))
    }
    self.init(
      countries: countries, jobs: openings, bloodTypes: Set(lexicon.bloodTypes.texts))
  }

  private static func regions(of places: PlaceTable) -> [String: Region] {
    var regions: [String: Region] = [:]
    for region in 0..<places.regionCount {
      let cities = places.citiesOfRegion[region].map { places.cityNames[$0] }
      let codes = places.areaCodesOfRegion[region].map { code in
        let text = places.areaCodes[code]
        return text.hasPrefix("0") ? String(text.dropFirst()) : text
      }
      let entry = Region(cities: Set(cities), areaCodes: Set(codes)) {
        places.isPostcode($0, ofRegion: region)
      }
      regions[places.regionNames[region]] = entry
      regions[places.regionCodes[region]] = entry
    }
    return regions
  }
}
