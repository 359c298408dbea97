// SPDX-License-Identifier: Apache-2.0

import Corpora
import Foundation
import TestSupport
import Testing

/// The lexicon of the repository, read once for all tests.
enum ShippedLexicon {
  static let folder =
    SuiteFolder.packageRoot(of: #filePath).appendingPathComponent("Corpora/lexicons").path
  static let result = Result<Lexicon, CorpusError> { () throws(CorpusError) in
    try Lexicon(contentsOf: folder)
  }
}

/// What the tables of the repository must hold.
@Suite struct LexiconDataTests {
  let lexicon: Lexicon

  init() throws {
    lexicon = try ShippedLexicon.result.get()
  }

  /// The least numbers of given names of each sex, of family names, and of cities.
  static let leastCounts: [(LocaleCode, given: Int, family: Int, cities: Int)] = [
    (.enUS, 600, 1000, 150), (.enGB, 250, 400, 150), (.enCA, 250, 400, 150),
    (.enAU, 250, 400, 150), (.enNZ, 250, 400, 40), (.enIE, 250, 400, 40), (.enIN, 250, 400, 150),
    (.enPH, 250, 400, 150),
  ]

  @Test(arguments: LexiconDataTests.leastCounts)
  func localesHaveEnoughNamesAndCities(
    code: LocaleCode, given: Int, family: Int, cities: Int
  ) {
    let locale = lexicon.locale(code)
    #expect(locale.femaleNames.count >= given)
    #expect(locale.maleNames.count >= given)
    #expect(locale.familyNames.count >= family)
    #expect(locale.places.cityCount >= cities)
    #expect(locale.streets.nameCount >= 1000)
  }

  @Test(arguments: LocaleCode.allCases)
  func everyRegionHasCitiesAndPostcodesAndEveryAreaThatNumbersNeed(code: LocaleCode) {
    let places = lexicon.locale(code).places
    for region in 0..<places.regionCount {
      let name = places.regionNames[region]
      #expect(!places.citiesOfRegion[region].isEmpty, "\(name)")
      #expect(!places.postcodesOfRegion[region].isEmpty, "\(name)")
      if [.enUS, .enCA, .enAU].contains(code) {
        #expect(!places.areaCodesOfRegion[region].isEmpty, "\(name)")
      }
    }
    for city in 0..<places.cityCount {
      let region = Int(places.regionOfCity[city])
      #expect(places.citiesOfRegion[region].contains(city))
      let forms = places.postcodesOfCity[city]
      #expect(!forms.isEmpty)
      #expect(places.postcodesOfRegion[region].lowerBound <= forms.lowerBound)
      #expect(places.postcodesOfRegion[region].upperBound >= forms.upperBound)
      #expect(places.population(of: city) > 0)
    }
  }

  @Test func jobsAreManyAndEveryGroupHasOneForBothEndsOfSchooling() {
    let jobs = lexicon.jobs
    #expect(jobs.count >= 160)
    let groups = Facet.occupation.categories
    for group in 0..<groups.count - 1 {
      #expect(!jobs.jobsOfGroup[group].isEmpty, "\(groups[group])")
      let doctor = jobs.job(for: 1 << 63, inGroup: group, education: 6, age: 45)
      #expect(doctor != nil, "\(groups[group])")
    }
    #expect(jobs.jobsOfGroup[groups.count - 1].isEmpty)
    for job in 0..<jobs.count {
      #expect(jobs.lowestPay[job] <= jobs.highestPay[job])
      #expect((1...5).contains(jobs.tiers[job]))
      #expect(Int(jobs.industryOfJob[job]) < jobs.industries.count)
    }
  }

  @Test func commonTablesHaveEnoughRows() {
    #expect(lexicon.interests.texts.count >= 150)
    #expect(lexicon.products.count >= 300)
    #expect(lexicon.products.lowestPrices.count == lexicon.products.count)
    #expect(lexicon.topics.texts.count >= 200)
    #expect(lexicon.canaryWords.count == 1024)
    #expect(lexicon.bloodTypes.texts == ["A+", "A-", "B+", "B-", "AB+", "AB-", "O+", "O-"])
    #expect(lexicon.bloodTypes.weights == [34, 6, 9, 2, 3, 1, 37, 7])
    #expect(lexicon.petNames.categories == ["dog", "cat", "other"])
  }

  @Test func canaryWordsAreFourToEightSmallLetters() {
    for word in lexicon.canaryWords.texts {
      #expect((4...8).contains(word.utf8.count), "\(word)")
      #expect(word.utf8.allSatisfy { (0x61...0x7a).contains($0) }, "\(word)")
    }
    #expect(Set(lexicon.canaryWords.texts).count == 1024)
  }

  @Test func domainsBelongToNobody() {
    let domains = lexicon.domains
    for name in domains.mail.texts + domains.sites.texts {
      #expect(DomainTable.isReserved(name), "\(name)")
    }
    for ending in domains.employerEndings.texts {
      #expect(DomainTable.isReserved("somebody\(ending)"), "\(ending)")
    }
  }

  @Test func employersAreManyAndDistinctInEachIndustry() {
    var buffer = ByteBuffer()
    for locale in lexicon.locales {
      for industry in 0..<lexicon.jobs.industries.count {
        var names: Set<String> = []
        for word in 0..<200 {
          buffer.removeAll()
          locale.employers.write(
            industry: industry, word: UInt64(word) &* 0x9e37_79b9_7f4a_7c15, into: &buffer)
          names.insert(buffer.string(0..<buffer.count))
        }
        #expect(names.count >= 190, "\(locale.code) \(lexicon.jobs.industries[industry])")
      }
    }
  }
}
