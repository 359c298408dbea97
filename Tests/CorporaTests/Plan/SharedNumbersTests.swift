// SPDX-License-Identifier: Apache-2.0

import Compute
import Evidence
import Foundation
import TestSupport
import Testing

@testable import Corpora

@Suite struct SharedNumbersTests {
  private let lexicon: Lexicon

  init() throws {
    lexicon = try ShippedLexicon.result.get()
  }

  private func numbers(_ people: Int, _ locales: [LocaleCode]) throws -> SharedNumbers {
    var recipe = LayoutCase.recipe(people: people, social: 9)
    recipe.locales = locales
    return SharedNumbers(try LayoutCase.layout(recipe), lexicon)
  }

  @Test(arguments: LayoutCase.all.indices)
  func thePeopleOfEachLocaleAreThoseOfItsCommunities(place: Int) throws {
    let layout = try LayoutCase.layout(LayoutCase.all[place])
    var counts: [LocaleCode: Int] = [:]
    for community in 0..<layout.communityCount {
      counts[layout.locale(of: community), default: 0] += layout.size(of: community)
    }
    for locale in LocaleCode.allCases {
      #expect(layout.peopleCount(in: locale) == counts[locale] ?? 0, "\(locale)")
    }
  }

  @Test func morePeopleThanNumbersAreNamedWithBothCounts() throws {
    // 4,000 people in 200 pairs of 20: 100 pairs, 2,000 people, in each place.
    let numbers = try numbers(4_000, [.enAU, .enGB])
    #expect(
      numbers.outnumbered == [
        .init(attribute: .phone, locale: .enAU, peopleCount: 2_000, numberCount: 30),
        .init(attribute: .phone, locale: .enGB, peopleCount: 2_000, numberCount: 1_000),
      ])
    #expect(numbers.crowded == [])
    let note = try #require(numbers.note)
    #expect(note.contains("phone in en_AU (2000 people, 30 numbers)"))
    #expect(note.contains("phone in en_GB (2000 people, 1000 numbers)"))
  }

  @Test func peopleWhoMayMeetByChanceAreNamedApart() throws {
    // 500 people have 124,750 pairs, and Ireland 100,000 numbers; 400 have 79,800.
    #expect(try numbers(500, [.enIE]).crowded.map(\.peopleCount) == [500])
    #expect(try numbers(500, [.enIE]).note?.contains("by chance: phone in en_IE (500") == true)
    #expect(try numbers(400, [.enIE]).note == nil)
    #expect(try numbers(5_000, [.enIN, .enNZ, .enPH]).note == nil)
    // One community shares nothing, although ten people have 45 pairs.
    #expect(try numbers(10, [.enAU]).note == nil)
    #expect(try numbers(20, [.enAU]).crowded.map(\.numberCount) == [30])
  }

  @Test func papersAreNamedWhereTheyTooAreFew() throws {
    let numbers = try numbers(20_000_000, [.enGB])
    #expect(numbers.outnumbered.map(\.attribute) == [.phone, .passport])
    #expect(try self.numbers(9_000_000, [.enGB]).outnumbered.map(\.attribute) == [.phone])
  }

  @Test func theNoteStandsInTheCardAndComesBackFromIt() throws {
    try TemporaryFolder.with { folder in
      var source = ToySource()
      source.notes = "Several people share a number."
      try CorpusWritingTests.write(source, to: folder.path("toy"))
      let corpus = try CorpusFolder(at: folder.path("toy"))
      #expect(corpus.manifest.origin.notes == source.notes)
      #expect(try corpus.manifest.json["card"]?["notes"]?.text == source.notes)
      #expect(try CorpusInspection(corpus).facts["notes"] == source.notes)
      #expect(try CorpusVerifier(folder.path("toy")).run { _ in source }.isIntact)
      let other = try CorpusVerifier(folder.path("toy")).run { _ in ToySource() }
      #expect(other.changes.map(\.file) == ["manifest.json"])
      try CorpusWritingTests.write(to: folder.path("plain"))
      let plain = try CorpusFolder(at: folder.path("plain"))
      #expect(try plain.manifest.json["card"]?["notes"] == nil)
      #expect(try CorpusInspection(plain).facts["notes"] == nil)
    }
  }

  /// Reserved numbers are few; numbers that look real are not counted here.
  @Test func aCorpusSaysSoForItsOwnRecipeSizeAndFormats() throws {
    var recipe = LayoutCase.recipe(people: 200, social: 40)
    recipe.locales = [.enGB, .enPH]
    let tables = SuiteFolder.packageRoot(of: #filePath).appendingPathComponent("Corpora").path
    func notes(_ formats: FormatMode) throws -> String? {
      try SyntheticCorpus(recipe: recipe, seed: 1, formats: formats, tables: tables).origin.notes
    }
    // 100 people in Britain have 4,950 pairs.
    #expect(try notes(.reserved)?.contains("phone in en_GB (100 people, 1000 numbers)") == true)
    #expect(try notes(.reserved)?.contains("en_PH") == false)
    #expect(try notes(.realistic) == nil)
  }
}
