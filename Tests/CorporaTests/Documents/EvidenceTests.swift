// SPDX-License-Identifier: Apache-2.0

import Evidence
import Foundation
import TestSupport
import Testing

@testable import Corpora

/// The gold evidence of questions, against the spans of the documents.
@Suite struct EvidenceTests {
  /// By person and attribute every place that states it, as the spans of private documents say.
  private static func statements(_ documents: [JSONValue]) -> [String: Set<String>] {
    var found: [String: Set<String>] = [:]
    for document in documents
    where ["chat", "assistant", "purchase"].contains(document.text("kind")) {
      for span in document.list("spans")
      where ["verbatim", "normalized"].contains(span.text("disclosure")) {
        let place = "\(document.text("id")) \(span.number("start")) \(span.number("end"))"
        found["\(span.text("profile")) \(span.text("attribute"))", default: []]
          .insert("\(place) \(span.text("disclosure"))")
      }
    }
    return found
  }

  /// By person and attribute every place that the questions name.
  private static func evidence(_ questions: [JSONValue]) throws -> [String: Set<String>] {
    var found: [String: Set<String>] = [:]
    for question in questions {
      let places = question.list("evidence").map { place in
        "\(place.text("document")) \(place.number("start")) \(place.number("end"))"
          + " \(place.text("disclosure"))"
      }
      #expect(Set(places).count == places.count)
      let key = "\(question.text("profile")) \(question.text("attribute"))"
      try #require(found[key] == nil)
      found[key] = Set(places)
    }
    return found
  }

  /// Compares both ways for all attributes that are asked for.
  private static func check(_ documents: [JSONValue], _ questions: [JSONValue]) throws {
    let asked = Set(questions.map { $0.text("attribute") })
    let evidence = try evidence(questions)
    let expected = statements(documents).filter { key, _ in
      asked.contains(key.split(separator: " ").last.map(String.init) ?? "")
    }
    #expect(Set(evidence.keys) == Set(expected.keys))
    for (key, places) in evidence { #expect(places == expected[key], "\(key)") }
  }

  private static func parse(_ lines: [UInt8]) throws -> [JSONValue] {
    try lines.split(separator: UInt8(ascii: "\n")).map { try JSONValue(parsing: Array($0)) }
  }

  @Test func evidenceIsEveryStatementOfAToyCorpus() throws {
    for salt in ["", "q", "ö"] {
      let corpus = try ToyCorpus(ToyCommunity(salt: salt))
      try Self.check(corpus.lines, corpus.questions)
    }
  }

  @Test func evidenceIsEveryStatementOfPrivateDocuments() throws {
    var recipe = CorpusRecipe()
    recipe.profileCount = 160
    recipe.locales = [.enUS, .enGB]
    recipe.documents = [
      .social: .perPerson(Ratio(2)), .chat: .perPerson(Ratio(6)),
      .assistant: .perPerson(Ratio(4)), .purchase: .perPerson(Ratio(4)),
    ]
    let tables = SuiteFolder.packageRoot(of: #filePath).appendingPathComponent("Corpora").path
    let corpus = try SyntheticCorpus(recipe: recipe, seed: 3, formats: .reserved, tables: tables)
    var block = CorpusBlock()
    corpus.writeCommunities(0..<corpus.communityCount, into: &block)
    let questions = try Self.parse(block.questions.array)
    try Self.check(try Self.parse(block.documents.array), questions)
    let disclosures = questions.map { question in
      Set(question.list("evidence").map { $0.text("disclosure") })
    }
    #expect(disclosures.count > 1000)
    // Some are answered by normalized places alone, some by both.
    #expect(disclosures.contains(["normalized"]))
    #expect(disclosures.contains(["normalized", "verbatim"]))
  }

  @Test func theSameValueOfAnotherAttributeIsNoEvidence() throws {
    var community = ToyCommunity()
    for seat in 0..<4 { community.texts[seat][.birthCity] = community.texts[seat][.city] }
    let grammar = """
      rule main
        <first-name>, <other:first-name>: born in <birth-city>, {tell}
      rule tell.interest
        in <city> I love <interest>

      """
    let corpus = try ToyCorpus(community, ["chat": grammar])
    try Self.check(corpus.lines, corpus.questions)
    #expect(Set(corpus.questions.map { $0.text("attribute") }).contains("birth-city"))
  }
}
