// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@testable import Corpora

struct AuthoredTextsTests {
  private func read(
    _ text: String, as name: String = "texts.jsonl", format: AuthoredTexts.Format? = nil
  ) throws -> AuthoredTexts {
    try TemporaryFolder.with { folder in
      try AuthoredTexts(at: folder.write(text, to: name), format: format)
    }
  }

  @Test func linesGiveAuthorsWithWhatStandsThere() throws {
    let texts = try read(
      """
      {"author":"b","text":"two","time":"2026-01-31T12:00:00Z","age":34,"sex":"female"}
      {"author":"a","text":"one","id":"x","thread":7,"time":5.5,"profile":{"occupation":"nurse"}}

      {"author":"b","text":"  "}
      {"author":"b","text":"three","time":"2026-01-31T13:30:00+01:30"}
      """)
    #expect(texts.format == .jsonl)
    #expect(texts.authors.map(\.identifier) == ["a", "b"])
    let (first, second) = (texts.authors[0], texts.authors[1])
    #expect(first.truth == [.occupation: "nurse"])
    #expect(
      first.texts == [AuthoredText(identifier: "x", text: "one", thread: "7", time: 5.5)])
    #expect(second.truth == [.age: "34", .sex: "female"])
    #expect(second.texts.map(\.text) == ["two", "three"])
    // 2026-01-31 is day 20,484; noon is 43,200 s later, and 13:30 at +01:30 is noon, too.
    #expect(second.texts.map(\.time) == [1_769_860_800, 1_769_860_800])
  }

  @Test(arguments: [
    (#"{"text":"no author"}"#, "no 'author'"), (#"{"author":"a"}"#, "no text 'text'"),
    (#"{"author":"a","text":5}"#, "no text 'text'"), ("[1]", "no 'author'"),
    ("plain text", "no strict JSON object"),
    (#"{"author":"a","text":"x","time":"yesterday"}"#, "'time'"),
    (#"{"author":"a","text":"x","time":"2026-01-31T12:00:00"}"#, "'time'"),
    (
      #"{"author":"b","text":"x","sex":"male","profile":{"sex":"female"}}"# + "\n"
        + #"{"author":"b","text":"x","sex":"female"}"#, "a 'sex' that differs"
    ),
  ])
  func aBadLineIsRefusedByItsPlace(_ line: String, _ problem: String) {
    #expect {
      _ = try read(#"{"author":"a","text":"fine"}"# + "\n" + line + "\n")
    } throws: { error in
      let error = error as? CorpusError
      return error?.code == .unreadableAuthors && error?.category == .badData
        && error?.message.contains("texts.jsonl:2: \(problem)") == true
        || error?.message.contains(problem) == true && error?.code == .unreadableAuthors
    }
  }

  @Test func anIdentifierThatStandsTwiceIsRefused() {
    #expect(throws: CorpusError.self) {
      _ = try read(
        #"{"author":"a","text":"x","id":"1"}"# + "\n" + #"{"author":"b","text":"y","id":"1"}"#)
    }
  }

  @Test func mixedEncodingsAreRefusedAndNotGuessed() throws {
    try TemporaryFolder.with { folder in
      let bytes = Data(#"{"author":"a","text":"caf"#.utf8) + [0xE9] + Data(#""}"#.utf8)
      let path = try folder.write(bytes, to: "latin.jsonl")
      #expect {
        _ = try AuthoredTexts(at: path, format: .jsonl)
      } throws: { ($0 as? CorpusError)?.message.contains("not UTF-8") == true }
    }
  }

  @Test func nothingButBlanksIsNobodysText() {
    #expect(throws: CorpusError.self) { _ = try read(#"{"author":"a","text":" \n"}"#) }
  }

  @Test func nothingAtAPathIsMissing() {
    #expect {
      _ = try AuthoredTexts(at: "/nowhere/at/all")
    } throws: { ($0 as? CorpusError)?.category == .missing }
  }

  @Test func profileRowsOfSynthPAICarryLabels() throws {
    let texts = try read(
      """
      {"username":"Owl","comments":[{"text":"hoo","username":"Owl","pii":{}},{"text":"hoot"}],\
      "reviews":{"human":{"age":{"estimate":"20","hardness":1,"certainty":5}},\
      "human_evaluated":{"age":{"estimate":"34","hardness":2,"certainty":4,"acc_gt":1},\
      "sex":{"estimate":"","hardness":0,"certainty":0,"acc_gt":0}}},"predictions":{}}
      """)
    #expect(texts.format == .synthpai)
    let owl = try #require(texts.authors.first)
    #expect(owl.texts.map(\.identifier) == ["Owl/0", "Owl/1"])
    // The checked labels count, and a hardness of 0 is none.
    #expect(owl.labels == [.age: AttributeLabel(estimate: "34", hardness: 2, certainty: 4)])
    #expect(owl.truth.isEmpty)
  }

  @Test func ofCommentsLabelsTheEasiestCounts() throws {
    let row = { (id: String, hardness: Int) in
      """
      {"author":"pers1","username":"Owl","profile":{"age":34,"sex":"male"},"text":"t\(id)",\
      "id":"\(id)","thread_id":"T","reviews":{"human":{"age":\
      {"estimate":"\(hardness)0","hardness":\(hardness),"certainty":3}}}}
      """
    }
    let texts = try read([row("a", 4), row("b", 2), row("c", 3)].joined(separator: "\n"))
    let owl = try #require(texts.authors.first)
    #expect(owl.identifier == "Owl" && owl.truth == [.age: "34", .sex: "male"])
    #expect(owl.labels[.age] == AttributeLabel(estimate: "20", hardness: 2, certainty: 3))
    #expect(owl.texts.map(\.thread) == ["T", "T", "T"])
  }

  @Test func ourOwnCorpusHasTruthAndHardness() throws {
    let sample = SuiteFolder.packageRoot(of: #filePath).appendingPathComponent("Corpora/sample")
      .path
    let texts = try AuthoredTexts(at: sample)
    #expect(texts.format == .corpus)
    #expect(texts.authors.allSatisfy { !$0.texts.isEmpty && $0.truth[.sex] != nil })
    let labels = texts.authors.flatMap { author in
      author.labels.map { (author.truth[$0.key], $0.value) }
    }
    #expect(labels.count > 20)
    #expect(labels.allSatisfy { $0.0 == $0.1.estimate && (1...5).contains($0.1.hardness) })
  }

  @Test(.requires(.synthPAI)) func thePublishedThreadsAreReadWhole() throws {
    let folder = try #require(RealData.synthPAI.path)
    let texts = try AuthoredTexts(at: folder)
    #expect(texts.authors.count == 300)
    // 7,830 nodes; the release left out some, and blank ones are left out here.
    #expect((7_800...7_830).contains(texts.authors.reduce(0) { $0 + $1.texts.count }))
    #expect(texts.authors.allSatisfy { $0.truth.count == InferredAttribute.allCases.count })
    #expect(Set(texts.authors.flatMap(\.texts).map(\.thread)).count == 103)
    #expect(texts.authors.reduce(0) { $0 + $1.labels.count } > 700)
  }
}
