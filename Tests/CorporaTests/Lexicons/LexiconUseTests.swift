// SPDX-License-Identifier: Apache-2.0

import Compute
import Foundation
import Testing

@testable import Corpora

/// How the tables are used: places, jobs, names of employers and schools, tokens and files.
@Suite struct LexiconUseTests {
  let lexicon: Lexicon

  init() throws {
    lexicon = try ShippedLexicon.result.get()
  }

  private func written(_ body: (inout ByteBuffer) -> Void) -> String {
    var buffer = ByteBuffer()
    body(&buffer)
    return buffer.string(0..<buffer.count)
  }

  @Test func filesAreSortedAndComplete() {
    let names = lexicon.files.map(\.name)
    #expect(names == names.sorted())
    #expect(Set(names).count == names.count)
    #expect(names.contains("en_US/cities.tsv"))
    #expect(names.count == 17 + 7 * LocaleCode.count)
    #expect(lexicon.files.allSatisfy { !$0.bytes.isEmpty })
  }

  @Test func noValueHoldsAForbiddenByte() {
    for text in lexicon.texts {
      #expect(text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x22 && $0 != 0x5c && $0 != 0x7f })
    }
  }

  @Test func tokensAreSmallSortedAndHoldTheValuesWords() {
    let tokens = lexicon.tokens
    #expect(tokens == tokens.sorted())
    #expect(Set(tokens).count == tokens.count)
    for word in ["smith", "chicago", "plumber", "gardening", "illinois", "niamh", "qwertzu"] {
      #expect(tokens.contains(word) == (word != "qwertzu"), "\(word)")
    }
    #expect(tokens.allSatisfy { $0 == $0.lowercased() && !$0.contains(" ") })
  }

  @Test(arguments: LocaleCode.allCases)
  func postcodesHaveAFormOfTheirRegionAndHardlyAnyOther(code: LocaleCode) {
    let places = lexicon.locale(code).places
    for step in 0..<2000 {
      let word = Seed.mix(UInt64(step))
      let city = places.city(for: word)
      let region = Int(places.regionOfCity[city])
      let text = written {
        places.writePostcode(
          of: city, form: Seed.mix(word &+ 1), word: Seed.mix(word &+ 2), into: &$0)
      }
      #expect(places.isPostcode(text, ofRegion: region), "\(text) \(places.cityNames[city])")
      #expect(places.city(named: places.cityNames[city], inRegion: region) == city)
    }
  }

  @Test func illinoisIsWhereChicagoIs() throws {
    let places = lexicon.locale(.enUS).places
    let region = try #require(places.region(named: "Illinois"))
    #expect(places.region(named: "IL") == region)
    let city = try #require(places.city(named: "Chicago", inRegion: region))
    #expect(places.geoNames[city] == 4_887_398)
    #expect(Int(places.regionOfCity[city]) == region)
    #expect(places.timeZones[Int(places.timeZoneOfCity[city])] == "America/Chicago")
    #expect(places.isPostcode("60614", ofRegion: region))
    #expect(!places.isPostcode("10001", ofRegion: region))
    let code = try #require(places.areaCode(of: city, for: 0))
    #expect(places.areaCodes[code] == "312")
    #expect(places.areaCodesOfRegion[region].contains(code))
    #expect(places.region(named: "Atlantis") == nil)
    #expect(places.city(named: "Chicago", inRegion: 0) == nil)
  }

  @Test func aCityIsDrawnFromItsRegionByPopulation() {
    let places = lexicon.locale(.enAU).places
    for region in 0..<places.regionCount {
      for step in 0..<50 {
        let city = places.city(for: UInt64(step) &* 0x0505_0505_0505_0505, inRegion: region)
        #expect(places.citiesOfRegion[region].contains(city))
      }
    }
    var generator = SeededGenerator(seed: Seed(3))
    let sydney = places.cityNames.firstIndex(of: "Sydney")
    let hits = (0..<20_000).count { _ in places.cityNames.draw(using: &generator) == sydney }
    let total = places.cityNames.weights.reduce(0) { $0 + Int($1) }
    let share = Double(places.population(of: sydney ?? 0)) / Double(total)
    let error = (share * (1 - share) / 20_000).squareRoot()
    #expect(abs(Double(hits) / 20_000 - share) < 4 * error)
  }

  @Test func jobsAskForTheirSchoolingAndAge() throws {
    let jobs = lexicon.jobs
    let law = try #require(Facet.occupation.categories.firstIndex(of: "law-finance"))
    let judge = try #require(jobs.titles.firstIndex(of: "judge"))
    #expect(Int(jobs.groups[judge]) == law)
    #expect(!jobs.isOpen(judge, education: 6, age: 39))
    #expect(jobs.isOpen(judge, education: 6, age: 40))
    #expect(!jobs.isOpen(judge, education: 5, age: 60))
    #expect(jobs.job(for: 5, inGroup: law, education: 0, age: 50) == nil)
    for step in 0..<2000 {
      let word = Seed.mix(UInt64(step))
      let (group, education, age) = (step % 11, step / 11 % 7, 18 + step % 50)
      if let job = jobs.job(for: word, inGroup: group, education: education, age: age) {
        #expect(jobs.isOpen(job, education: education, age: age))
        #expect(jobs.jobsOfGroup[group].contains(job))
      }
    }
  }

  @Test func namesOfEmployersAndSchoolsAreFunctionsOfTheirWords() {
    for locale in lexicon.locales {
      for step in 0..<200 {
        let word = Seed.mix(UInt64(step))
        let first = written { locale.employers.write(industry: step % 30, word: word, into: &$0) }
        let again = written { locale.employers.write(industry: step % 30, word: word, into: &$0) }
        #expect(first == again)
        #expect(first.utf8.count >= 8 && !first.contains("{") && !first.contains("  "))
        for level in SchoolTable.Level.allCases {
          let school = written { locale.schools.write(level, word: word, into: &$0) }
          #expect(school.utf8.count >= 8 && !school.contains("{"))
        }
      }
    }
  }

  @Test func factsOfACountryAreReadAsWritten() {
    let facts = lexicon.locale(.enIE).facts
    #expect(facts[.country] == "Ireland")
    #expect(facts[.nationality] == "Irish")
    #expect(facts[.currencySign] == "€")
    #expect(facts.salaryPercent == 90)
    #expect(facts.dateOrder == .dayFirst)
    #expect(written { facts.copy(.nationalID, into: &$0) } == "PPS number")
    for locale in lexicon.locales {
      #expect(locale.code.index == LocaleCode.allCases.firstIndex(of: locale.code))
    }
  }

  @Test(arguments: [
    ("mail.example", true), ("a.example.com", true), ("example.org", true), ("x.y.test", true),
    ("box.invalid", true), ("example", false), ("example.io", false), ("notexample.com", false),
    ("example.com.evil.net", false), ("mail..example", false), ("", false), ("gmail.com", false),
  ])
  func reservedDomainsAreToldFromOthers(domain: String, isReserved: Bool) {
    #expect(DomainTable.isReserved(domain) == isReserved)
  }

  /// The bar is 150 ms of processor time on a quiet machine; twice that must hold anywhere.
  @Test func loadingIsQuick() throws {
    var best = Double.infinity
    for _ in 0..<3 {
      best = min(
        best, try ProcessorTime.seconds { _ = try Lexicon(contentsOf: ShippedLexicon.folder) })
    }
    #expect(best < 0.3)
  }
}
