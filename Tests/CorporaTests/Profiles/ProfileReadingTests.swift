// SPDX-License-Identifier: Apache-2.0

import Corpora
import Evidence
import Testing

@Suite struct ProfileReadingTests {
  private static let line = """
    {"id":"p0000007","index":7,"community":0,"locale":"en_NZ","values":{"full-name":"Ann Lee",\
    "age":"40","allergy":""},"household":{"kind":"couple","partner":"p0000008","children":\
    [{"name":"Jo","birth-date":"2010-02-03"}],"members":["p0000007","p0000008"]},\
    "friends":["p0000009"],"life":[{"kind":"school-start","date":"1990-02-01",\
    "end":"2002-12-01","what":"Hill School","place":"Nelson"}],"interests":["chess"],\
    "style":{"register":"plain","typo-rate":3},"facets":{"age-band":"35-44","locale":"en_NZ"}}
    """

  @Test func aLineIsReadWithAllItsParts() throws {
    let profile = try Profile(line: Array(ProfileReadingTests.line.utf8), number: 1)
    #expect(profile.id == "p0000007")
    #expect(profile.index == 7)
    #expect(profile.locale == .enNZ)
    #expect(profile[.fullName] == "Ann Lee")
    #expect(profile[.allergy] == nil)
    #expect(profile.household?.partner == "p0000008")
    #expect(profile.household?.children.first?.birthDate.text == "2010-02-03")
    #expect(profile.friends == ["p0000009"])
    let event = LifeEvent(
      .schoolStart, CivilDate(year: 1990, month: 2, day: 1),
      end: CivilDate(year: 2002, month: 12, day: 1), what: "Hill School", place: "Nelson")
    #expect(profile.life == [event])
    #expect(profile.interests == ["chess"])
    #expect(profile.facets == [.ageBand: "35-44", .locale: "en_NZ"])
    #expect(profile.style["register"]?.text == "plain")
  }

  @Test func partsThatASourceDoesNotHaveAreNil() throws {
    let line = #"{"id":"x","index":0,"community":0,"locale":"en_US","values":{}}"#
    let profile = try Profile(line: Array(line.utf8), number: 1)
    #expect(profile.household == nil && profile.friends == nil && profile.life == nil)
  }

  @Test(arguments: [
    ("\"age\"", "\"shoe-size\""), ("en_NZ\",\"values", "en_ZZ\",\"values"),
    ("school-start", "school-begin"), ("1990-02-01", "1990-02-31"), ("35-44", "36-44"),
    ("\"index\":7", "\"index\":\"7\""), ("\"index\":7,", ""), ("{\"id\"", "{{\"id\""),
  ])
  func whatIsNoProfileIsRefusedWithoutNamingValues(old: String, new: String) {
    let broken = ProfileReadingTests.line.replacing(old, with: new)
    let error = #expect(throws: CorpusError.self) {
      try Profile(line: Array(broken.utf8), number: 12)
    }
    #expect(error?.code == .unreadableProfile)
    #expect(error?.message.contains("profiles.jsonl:12") == true)
    let text = "\(error?.message ?? "") \(error?.cause ?? "")"
    #expect(!text.contains("Ann Lee") && !text.contains("shoe"))
  }
}
