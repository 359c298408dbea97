// SPDX-License-Identifier: Apache-2.0

import Corpora
import Foundation
import TestSupport
import Testing

/// The repository's gazetteer and occupations, read once for all tests.
enum ShippedClasses {
  static let folder = SuiteFolder.packageRoot(of: #filePath).appendingPathComponent("Corpora").path
  static let result = Result<AttributeClasses, CorpusError> { () throws(CorpusError) in
    try AttributeClasses(corporaFolder: folder)
  }
}

/// The people of SynthPAI, by what is true of each.
enum SynthPAIProfiles {
  static let data = RealData(variable: "PALIMPSEST_SYNTHPAI")

  /// The values of a field, each once, sorted.
  static func values(_ field: String) throws -> [String] {
    let folder = try #require(data.path)
    let path = "\(folder)/profiles/user_bot_gen_online_profiles_300.json"
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    let people = try #require(JSONSerialization.jsonObject(with: bytes) as? [String: [String: Any]])
    return Set(people.values.compactMap { $0[field].map { "\($0)" } }).sorted()
  }
}

/// Places by what they are called.
@Suite struct GazetteerTests {
  let gazetteer: Gazetteer

  init() throws {
    gazetteer = try ShippedClasses.result.get().gazetteer
  }

  /// Texts with the country, the GeoNames identifier of the city, and the region that they name.
  static let named: [(String, country: String?, city: Int?, region: String?)] = [
    ("Zurich, Switzerland", "CH", 2_657_896, "CH.ZH"),
    ("zürich (Switzerland)", "CH", 2_657_896, "CH.ZH"),
    ("ZURICH", "CH", 2_657_896, "CH.ZH"),
    ("New York, USA", "US", 5_128_581, "US.NY"),
    ("New York", "US", 5_128_581, "US.NY"),
    ("NYC", "US", 5_128_581, "US.NY"),
    ("Cleveland, Ohio", "US", 5_150_529, "US.OH"),
    ("Portland Oregon", "US", 5_746_545, "US.OR"),
    ("Portland, Maine", "US", 4_975_802, "US.ME"),
    ("Bern, Switzerland", "CH", 2_661_552, "CH.BE"),
    ("Berlin in Germany", "DE", 2_950_159, "DE.16"),
    ("Germany, Berlin", "DE", 2_950_159, "DE.16"),
    ("Göteborg, Sweden", "SE", 2_711_537, "SE.28"),
    ("Gothenburg", "SE", 2_711_537, "SE.28"),
    ("Bejiing, China", "CN", 1_816_670, "CN.22"),
    ("Hong Kong, China", "HK", 1_819_729, nil),
    ("Atlanta, Georgia", "US", 4_180_439, "US.GA"),
    ("Tbilisi, Georgia", "GE", 611_717, "GE.51"),
    ("Santa Cruz, Bolivia", "BO", 3_904_906, "BO.08"),
    ("Berlin, DE", "DE", 2_950_159, "DE.16"),
    ("Toronto, CA", "CA", 6_167_865, "CA.08"),
    ("Bavaria", "DE", nil, "DE.02"), ("Munich, Bavaria, Germany", "DE", 2_867_714, "DE.02"),
    ("Ohio", "US", nil, "US.OH"), ("Quebec, Canada", "CA", 6_325_494, "CA.10"),
    ("Austria", "AT", nil, nil), ("Australia", "AU", nil, nil), ("Niger", "NE", nil, nil),
    ("Nigeria", "NG", nil, nil), ("UK", "GB", nil, nil), ("England", "GB", nil, "GB.ENG"),
    ("Holland", "NL", nil, nil), ("the Netherlands", "NL", nil, nil), ("USA", "US", nil, nil),
    ("u.s.a.", "US", nil, nil), ("Singapore", "SG", 1_880_252, nil), ("Germany", "DE", nil, nil),
    ("Smallville, Germany", "DE", nil, nil), ("Western Europe", nil, nil, nil),
  ]

  @Test(arguments: GazetteerTests.named)
  func textsNamePlaces(text: String, country: String?, city: Int?, region: String?) throws {
    let place = try #require(gazetteer.resolve(text), "\(text)")
    #expect(place.country == country, "\(text)")
    #expect(place.city == city, "\(text)")
    if let region { #expect(place.region == region, "\(text)") }
  }

  @Test(arguments: [
    "", " ", "unknown", "none", "🙂", ",,,", "not in a city",
    String(repeating: "Berlin ", count: 2_000),
    "Xqzzt", "I think so",
  ])
  func otherTextsNameNone(text: String) {
    #expect(gazetteer.resolve(text) == nil)
  }

  @Test func namesOfSeveralPlacesAreAmbiguous() throws {
    #expect(try #require(gazetteer.resolve("Georgia")).isAmbiguous)
    #expect(try #require(gazetteer.resolve("Valencia")).isAmbiguous)
    #expect(try !#require(gazetteer.resolve("London")).isAmbiguous)
    #expect(try !#require(gazetteer.resolve("Valencia, Spain")).isAmbiguous)
    #expect(try #require(gazetteer.resolve("Bejiing, China")).isCorrected)
  }

  @Test func unknownTownsKeepTheirNames() throws {
    let place = try #require(gazetteer.resolve("Smallville, Germany"))
    #expect(place.town == "smallville")
    #expect(place.level == .city)
  }

  @Test func textsMentionPlaces() {
    let text =
      "Nice one! Moved from Tromsø to New York City; my German neighbour is back in Nice, not Bath."
    let mentions = gazetteer.places(in: text)
    let found = mentions.map {
      String(text.utf8.dropFirst($0.range.lowerBound).prefix($0.range.count))
    }
    #expect(found == ["New York City", "German", "Nice"])
    #expect(mentions.map(\.place.country) == ["US", "DE", "FR"])
    #expect(mentions.map(\.kind) == [.name, .demonym, .name])
    #expect(gazetteer.places(in: "i live in berlin, said nobody").isEmpty)
    #expect(gazetteer.places(in: "Berlin's trams").map(\.range) == [0..<6])
  }

  @Test(.requires(SynthPAIProfiles.data), arguments: ["city_country", "birth_city_country"])
  func placesOfSynthPAIAreKnown(field: String) throws {
    let unknown = try SynthPAIProfiles.values(field).filter { gazetteer.resolve($0)?.city == nil }
    // Penang is named as what it is, a state, and not as its capital.
    #expect(unknown.filter { gazetteer.resolve($0)?.region == nil } == [])
    #expect(unknown == (field == "city_country" ? [] : ["Penang, Malaysia"]))
  }

  @Test func foldingDropsMarksAndNothingElse() {
    #expect(PlainWords.folded("  São   Paulo, L'Île-de-France ") == "sao paulo lile de france")
    #expect(PlainWords.folded("Łódź Straße Tromsø İzmir") == "lodz strasse tromso izmir")
    #expect(PlainWords.folded("e\u{301}") == "e")
    #expect(PlainWords.folded("Москва 東京") == "москва 東京")
    #expect(PlainWords.folded("🙂") == "")
  }
}
