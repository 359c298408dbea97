// SPDX-License-Identifier: Apache-2.0

import Compute
import Corpora
import Evidence
import Foundation
import Testing

/// The documents of a community and their truth.
@Suite struct DocumentTests {
  @Test func everySpanCutsOutItsSurface() throws {
    var spans = 0
    var isAnyWide = false
    for salt in ["", "q", "ö", "😀"] {
      let corpus = try ToyCorpus(ToyCommunity(salt: salt))
      for line in corpus.lines {
        let text = line.text("text")
        isAnyWide = isAnyWide || text.utf16.count != text.utf8.count
        var end = 0
        for span in line.list("spans") {
          #expect(line.slice(span) == span.text("surface"))
          #expect(line.slice16(span) == span.text("surface"))
          #expect(span.number("start") >= end && span.number("end") > span.number("start"))
          end = span.number("end")
          spans += 1
        }
      }
      #expect(corpus.counts.spans == corpus.lines.reduce(0) { $0 + $1.list("spans").count })
    }
    #expect(spans > 500 && isAnyWide)
  }

  @Test func everyDocumentDisclosesItsFocus() throws {
    let corpus = try ToyCorpus(ToyCommunity())
    // 4 people: 5 posts, 3 chats and 1 purchase each; 2 threads of 12 comments.
    #expect(corpus.lines.count == 4 * 9 + 24 && corpus.counts.total == 60)
    #expect(corpus.counts.replacedFocuses == 0)
    for line in corpus.lines {
      let told = line.list("spans").filter {
        $0.text("attribute") == line.text("focus") && $0.text("disclosure") != "decoy"
          && $0.text("profile") == line.text("profile")
      }
      #expect(!told.isEmpty)
      let isStated = told.contains { ["verbatim", "normalized"].contains($0.text("disclosure")) }
      #expect(isStated || line.text("kind") == "thread")
    }
  }

  @Test func spansCarryTheCanonicalValueOfWhomTheyAreAbout() throws {
    let community = ToyCommunity()
    var kinds = Set<String>()
    for line in try ToyCorpus(community).lines {
      for span in line.list("spans") {
        let disclosure = span.text("disclosure")
        kinds.insert(disclosure)
        if disclosure == "decoy" {
          #expect(span["profile"] == .null && span.text("value").hasPrefix("(202) 555-019"))
          continue
        }
        guard let attribute = Attribute(name: span.text("attribute")) else { continue }
        let seat = try #require(Int(span.text("profile").dropFirst()))
        #expect(span.text("value") == community.texts[seat][attribute])
        if disclosure == "verbatim" { #expect(span.text("surface") == span.text("value")) }
        #expect((disclosure == "implied") == (span["certainty"] != nil))
      }
    }
    #expect(kinds == ["verbatim", "normalized", "implied", "decoy"])
  }

  @Test func noValueStandsOutsideASpan() throws {
    for salt in ["", "qu", "zy"] {
      let community = ToyCommunity(salt: salt)
      let values = community.texts.flatMap(\.values)
      for line in try ToyCorpus(community).lines { #expect(line.unlabelled(values).isEmpty) }
    }
  }

  @Test func aValueInALiteralIsFound() throws {
    let hiding = ["chat": "rule main\n  <first-name>: near Quarnby, {tell}, <other:first-name>\n"]
    let community = ToyCommunity()
    let values = community.texts.flatMap(\.values)
    let found = try ToyCorpus(community, hiding).lines.flatMap { $0.unlabelled(values) }
    #expect(found == Array(repeating: "Quarnby", count: 12))
  }

  @Test func linesHaveTheirKeysInOrder() throws {
    let corpus = try ToyCorpus(ToyCommunity())
    let first = String(decoding: corpus.bytes.prefix { $0 != 0x0a }, as: UTF8.self)
    let keys = ["id", "profile", "kind", "set", "copies", "focus", "text", "spans"]
    let places = keys.map { key in first.range(of: "\"\(key)\":")?.lowerBound }
    #expect(first.hasPrefix("{\"id\":\"p0000000-social-0\",\"profile\":\"p0000000\","))
    #expect(
      places.allSatisfy { $0 != nil }
        && zip(places, places.dropFirst()).allSatisfy {
          guard let left = $0, let right = $1 else { return false }
          return left < right
        })
  }

  @Test func sameSeedSameBytesAndCommunitiesStandAlone() throws {
    let generator = try ToyCorpus.generator()
    let first = try ToyCorpus(ToyCommunity(), generator).bytes
    _ = try ToyCorpus(ToyCommunity(salt: "x"), generator)
    #expect(try ToyCorpus(ToyCommunity(), generator).bytes == first)
    #expect(try ToyCorpus(ToyCommunity(), seed: Seed(8)).bytes != first)
  }

  @Test func twinsPairUpWithTheirMembers() throws {
    let generator = try ToyCorpus.generator()
    let layout = try ToyCorpus.layout()
    #expect(layout.role(of: 0) == .member && layout.role(of: 1) == .twin)
    var twin = ToyCommunity(salt: "x")
    (twin.index, twin.firstPerson, twin.role, twin.firstMember) = (1, 4, .twin, 0)
    twin.sets = Array(repeating: .twin, count: 4)
    let members = try ToyCorpus(ToyCommunity(), generator).lines
    let twins = try ToyCorpus(twin, generator).lines
    #expect(twins.map { $0.text("twinOf") } == members.map { $0.text("id") })
    #expect(members.allSatisfy { $0["twinOf"] == nil && $0.number("copies") > 0 })
    #expect(twins.allSatisfy { $0.text("set") == "twin" && $0.number("copies") == 0 })
    #expect(Set(twins.map { $0.text("id") }).isDisjoint(with: members.map { $0.text("id") }))
  }

  @Test func whoeverNamesAForgottenPersonIsForgottenToo() throws {
    var community = ToyCommunity()
    community.sets = [.forget, .neighbour, .retain, .neighbour]
    for line in try ToyCorpus(community).lines {
      let named = line.list("spans").map { $0.text("profile") } + [line.text("profile")]
      let expected =
        named.contains("p0000000")
        ? "forget" : community.sets[Int(line.text("profile").dropFirst()) ?? 0].rawValue
      #expect(line.text("set") == expected)
    }
  }

  @Test func theNameOfAForgottenHousemateIsKnownAmongTheOwnValues() {
    var community = ToyCommunity()
    community.sets = [.forget, .neighbour, .neighbour, .retain]
    community.texts[2][.spouseName] = community.texts[0][.fullName]
    community.texts[1][.childName] = community.texts[0][.firstName]
    community.texts[1][.spouseName] = community.texts[3][.fullName]
    let (values, writing) = (community.values, community.writing)
    #expect(writing.isForgotten(values[2, .spouseName]))
    #expect(writing.isForgotten(values[1, .childName]))
    #expect(!writing.isForgotten(values[1, .spouseName]))
  }

  @Test func aFocusThatTheAuthorLacksIsReplacedByTheNext() throws {
    var community = ToyCommunity()
    community.texts[1][.city] = nil
    let corpus = try ToyCorpus(community)
    let posts = corpus.lines(of: .social).filter { $0.text("profile") == "p0000001" }
    #expect(posts.allSatisfy { $0.text("focus") != "city" })
    #expect(corpus.counts.replacedFocuses > 0)
  }

  @Test func chatsNameBothAndPurchasesNameTheirFacts() throws {
    let corpus = try ToyCorpus(ToyCommunity())
    for chat in corpus.lines(of: .chat) {
      let both = chat.list("participants").compactMap(\.text)
      #expect(both.count == 2 && both[0] == chat.text("profile") && both[0] != both[1])
      let speakers = chat.list("spans").filter { $0.text("attribute") == "first-name" }
      #expect(Set(speakers.map { $0.text("profile") }) == Set(both))
    }
    for purchase in corpus.lines(of: .purchase) {
      let labels = purchase.list("spans").map { $0.text("attribute") }
      #expect(labels == ["day", "number", "item", "price", "full-name", "email"])
      let item = purchase.list("spans")[2].text("value")
      let price = Double(purchase.list("spans")[3].text("value").dropFirst()) ?? 0
      #expect(item == "garden hose" ? (12..<31).contains(price) : (20..<61).contains(price))
      let day = try #require(CivilDate(purchase.list("spans")[0].text("value")))
      #expect(day.text < "2026-01-01" && day.text > "2023-12-31")
    }
  }

  @Test func aKindWithoutGrammarIsRefused() throws {
    let grammars = try GrammarSet([.init(name: "shared", text: "rule a\n  x\n")])
    #expect(throws: CorpusError.self) {
      try DocumentGenerator(
        grammars: grammars, fresh: ToyCommunity.fresh, layout: try ToyCorpus.layout(),
        seed: Seed(1))
    }
  }
}
