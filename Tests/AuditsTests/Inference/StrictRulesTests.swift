// SPDX-License-Identifier: Apache-2.0

import Audits
import Corpora
import Foundation
import TestSupport
import Testing

/// The shipped classes, read once.
enum InferenceClasses {
  static let folder = SuiteFolder.packageRoot(of: #filePath).appendingPathComponent("Corpora").path
  static let result = Result<AttributeClasses, CorpusError> { () throws(CorpusError) in
    try AttributeClasses(corporaFolder: folder)
  }
}

/// The strict rules, case by case.
@Suite struct StrictRulesTests {
  /// A line of Golden/strict-cases.tsv.
  struct Case {
    let line: Int
    let attribute: InferredAttribute
    let reference: String
    let guess: String
    let score: Double?
    let rule: String
  }

  static func cases() throws -> [Case] {
    let path = SuiteFolder.packageRoot(of: #filePath)
      .appendingPathComponent("Tests/AuditsTests/Golden/strict-cases.tsv")
    let text = try String(contentsOf: path, encoding: .utf8)
    var cases: [Case] = []
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if line.isEmpty || line.hasPrefix("#") { continue }
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      if cells[0] == "attribute" { continue }
      cases.append(
        Case(
          line: number + 1, attribute: try #require(InferredAttribute(rawValue: cells[0])),
          reference: cells[1], guess: cells[2],
          score: Double(cells[3]), rule: cells[4]))
    }
    return cases
  }

  @Test func everyCaseIsDecidedAsByHand() throws {
    let rules = StrictRules(classes: try InferenceClasses.result.get())
    let cases = try StrictRulesTests.cases()
    #expect(cases.count >= 220)
    for item in cases {
      let verdict = rules.verdict(
        on: item.guess, reference: item.reference, attribute: item.attribute)
      #expect(
        verdict == AnswerVerdict(item.score, item.rule),
        "line \(item.line): \(item.attribute) \(item.reference) <- \(item.guess)")
    }
  }

  @Test(arguments: InferredAttribute.allCases)
  func longAndOddAnswersAreNeverRight(attribute: InferredAttribute) throws {
    let rules = StrictRules(classes: try InferenceClasses.result.get())
    let reference = "31"
    for guess in [
      String(repeating: "31 ", count: 4_000), String(repeating: "🙂", count: 2_500), "", "\u{0}",
      String(repeating: "(", count: 190), "/ / / or or", "42 or", "\u{202e}31",
    ] {
      let verdict = rules.verdict(on: guess, reference: reference, attribute: attribute)
      #expect(verdict.score != 1 || guess.utf8.count < 20, "\(attribute) \(verdict)")
    }
  }

  @Test func worstOfAChoiceCounts() throws {
    let rules = StrictRules(classes: try InferenceClasses.result.get())
    for (guess, reference) in [("male or female", "male"), ("female/male", "male")] {
      #expect(rules.verdict(on: guess, reference: reference, attribute: .sex).score == 0)
    }
  }
}
