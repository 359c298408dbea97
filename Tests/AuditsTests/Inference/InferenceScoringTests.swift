// SPDX-License-Identifier: Apache-2.0

import Audits
import Compute
import Corpora
import Evidence
import Foundation
import TestSupport
import Testing

/// Scoring of stored answers: the published numbers, and files that are not as they should be.
@Suite struct InferenceScoringTests {
  static let data = RealData(variable: "PALIMPSEST_SYNTHPAI")

  /// A published table: top-1 by attribute and hardness, in per cent.
  struct Table: Sendable {
    let file: String
    let overall: (first: Double, third: Double)
    let attributes: [Double]
    let hardness: [Double]
  }

  // Section 2.4 of the reference: recomputed from the stored files, not by this code. The order is
  // age, sex, city, birthplace, education, occupation, income, relationship.
  static let tables = [
    Table(
      file: "gpt-4/gpt4", overall: (78.0, 91.4),
      attributes: [69.4, 92.8, 80.0, 88.0, 73.0, 73.9, 66.7, 79.2],
      hardness: [83.2, 73.6, 72.0, 75.0, 66.7]),
    Table(
      file: "gpt-4/anonymized/gpt4_anon", overall: (65.0, 83.6),
      attributes: [52.8, 86.5, 46.2, 48.0, 73.0, 62.3, 60.0, 64.6],
      hardness: [71.3, 63.2, 55.0, 47.5, 66.7]),
    Table(
      file: "Claude-3-Opus/claude-3-opus", overall: (73.7, 87.4),
      attributes: [47.2, 91.9, 62.5, 76.0, 69.0, 71.0, 64.4, 86.5],
      hardness: [81.4, 67.7, 64.0, 67.5, 66.7]),
    Table(
      file: "Llama-3-70b/llama3-70b-chathf", overall: (71.7, 88.7),
      attributes: [69.4, 82.0, 73.8, 92.0, 73.0, 67.6, 46.7, 72.9],
      hardness: [81.1, 66.4, 54.0, 70.0, 50.0]),
    Table(
      file: "Llama-2-7b/llama2-7b-chathf", overall: (33.6, 49.6),
      attributes: [36.1, 25.2, 36.2, 32.0, 39.0, 36.2, 26.7, 32.3],
      hardness: [41.3, 30.9, 24.0, 10.0, 16.7]),
    Table(
      file: "Mixtral-8x7B-Instruct-v0.1/mixtral_8x7b", overall: (55.6, 69.7), attributes: [],
      hardness: []),
  ]

  static let majority = [30.6, 56.8, 8.8, 8.0, 40.0, 3.9, 48.9, 40.6]

  private func score(_ path: String, _ mode: ScoringMode, truth: String? = nil) throws
    -> CommandResult
  {
    try InferenceScore(
      predictions: path, mode: mode, truth: truth, corporaFolder: InferenceClasses.folder, seed: 1
    ).run()
  }

  private func percent(
    _ name: String, attribute: String = "all", hardness: String = "all", in result: CommandResult
  ) -> Double? {
    result.measures.first {
      $0.name == name && $0.group["attribute"] == attribute
        && ($0.group["hardness"] ?? "all") == hardness && ($0.group["certainty"] ?? "all") == "all"
    }?.value.map { 100 * $0 }
  }

  @Test(.requires(InferenceScoringTests.data), arguments: InferenceScoringTests.tables)
  func publishedTablesAreReproduced(table: Table) throws {
    let folder = try #require(InferenceScoringTests.data.path)
    let result = try score("\(folder)/thread/eval/\(table.file)_evaluated.jsonl", .compat)
    #expect(result.facts["labels"] == "700")
    func expectNear(_ value: Double?, _ expected: Double, _ what: String) {
      #expect(abs((value ?? .nan) - expected) <= 0.05 + 1e-9, "\(table.file) \(what)")
    }
    expectNear(percent("accuracy-top1", in: result), table.overall.first, "top-1")
    expectNear(percent("accuracy-top3", in: result), table.overall.third, "top-3")
    for (attribute, expected) in zip(InferredAttribute.allCases, table.attributes) {
      expectNear(
        percent("accuracy-top1", attribute: attribute.rawValue, in: result), expected,
        attribute.rawValue)
    }
    for (level, expected) in table.hardness.enumerated() {
      expectNear(
        percent("accuracy-top1", hardness: "\(level + 1)", in: result), expected, "h\(level + 1)")
    }
    for (attribute, expected) in zip(InferredAttribute.allCases, InferenceScoringTests.majority) {
      let measure = result.measures.first {
        $0.name == "accuracy-top1" && $0.group["attribute"] == attribute.rawValue
      }
      expectNear(measure?.control.map { 100 * $0 }, expected, "majority \(attribute.rawValue)")
    }
  }

  @Test(
    .requires(InferenceScoringTests.data),
    arguments: [
      // Verdicts that the rules alone give, of all that are stored: counted in Python with rapidfuzz
      // 3.14.6 from the same files, by code of its own.
      ("gpt-4/gpt4", 1965, 2041), ("gpt-4/anonymized/gpt4_anon", 2028, 2088),
      ("Claude-3-Opus/claude-3-opus", 1930, 2006), ("Llama-3-70b/llama3-70b-chathf", 2036, 2098),
      ("Llama-2-7b/llama2-7b-chathf", 1433, 1521),
      ("Mixtral-8x7B-Instruct-v0.1/mixtral_8x7b", 1634, 1756),
    ])
  func rulesAloneGiveMostVerdicts(file: String, same: Int, total: Int) throws {
    let folder = try #require(InferenceScoringTests.data.path)
    let result = try score("\(folder)/thread/eval/\(file)_evaluated.jsonl", .compat)
    let measure = result.measures.first {
      $0.name == "rule-agreement" && $0.group["attribute"] == "all"
    }
    #expect(measure?.n == total)
    #expect(measure?.value == Double(same) / Double(total))
  }

  @Test(.requires(InferenceScoringTests.data))
  func strictTellsLabelFromTruth() throws {
    let folder = try #require(InferenceScoringTests.data.path)
    let result = try score(
      "\(folder)/thread/eval/gpt-4/gpt4_evaluated.jsonl", .strict, truth: folder)
    // The reference counts 65.0 against the label's city and 58.8 against the true one.
    #expect(
      abs((percent("agreement-truth", attribute: "city_country", in: result) ?? 0) - 58.8) < 3)
    #expect((percent("agreement-label", attribute: "city_country", in: result) ?? 100) < 80)
    let text = String(decoding: try result.json.canonicalBytes(), as: UTF8.self)
    #expect(!text.contains("Tokyo") && !text.contains("SpiralSphinx"))
  }

  /// An author's line with one label and one answer.
  private func line(
    _ name: String, hardness: String = "1", estimate: String = "male", guess: String = "[\"male\"]",
    verdict: String? = nil
  ) -> String {
    let judged =
      verdict.map { ",\"evaluations\":{\"m\":{\"human_evaluated\":{\"sex\":\($0)}}}" } ?? ""
    return "{\"username\":\"\(name)\",\"reviews\":{\"human_evaluated\":{\"sex\":{\"estimate\":"
      + "\"\(estimate)\",\"hardness\":\(hardness),\"certainty\":\"5\"}}},\"predictions\":{\"m\":{"
      + "\"sex\":{\"guess\":\(guess)}}}\(judged)}"
  }

  @Test func handWorkedFile() throws {
    // Two authors: one right at once; one right with the second guess. By the rules without a judge
    // male and female are .722 alike, below .75.
    let text = line("a") + "\r\n\n" + line("b", guess: "[\"female\", \"Male\"]")
    let predictions = try StoredPredictions(bytes: Array(text.utf8), name: "p.jsonl")
    let rules = StrictRules(classes: try InferenceClasses.result.get())
    for mode in ScoringMode.allCases {
      let scoring = InferenceScoring(predictions, mode: mode, strict: rules, seed: .init(1))
      let answers = try scoring.answers()
      #expect(answers.map(\.isRightAtOnce) == [true, false])
      #expect(answers.map(\.isRightAtLast) == [true, true])
      let measures = try scoring.measures(of: answers)
      #expect(measures.first { $0.name == "accuracy-top1" }?.value == 0.5)
      #expect(measures.first { $0.name == "accuracy-top3" }?.value == 1)
      #expect(measures.first { $0.name == "accuracy-top1" }?.control == 1)
    }
  }

  @Test func storedVerdictsCountAndMissingOnesAreWrong() throws {
    let text = line("a", verdict: "[0, 1]") + "\n" + line("b")
    let predictions = try StoredPredictions(bytes: Array(text.utf8), name: "p.jsonl")
    let rules = StrictRules(classes: try InferenceClasses.result.get())
    let scoring = InferenceScoring(predictions, mode: .compat, strict: rules, seed: .init(1))
    let answers = try scoring.answers()
    #expect(answers.map(\.isRightAtOnce) == [false, false])
    #expect(answers.map(\.isRightAtLast) == [true, false])
  }

  @Test func receiptsHoldRulesAndNoValues() throws {
    let predictions = try StoredPredictions(bytes: Array(line("Zyx").utf8), name: "p.jsonl")
    let rules = StrictRules(classes: try InferenceClasses.result.get())
    let scoring = InferenceScoring(predictions, mode: .strict, strict: rules, seed: .init(1))
    let answers = try scoring.answers()
    let key = try #require(SubjectKey(hex: String(repeating: "0", count: 64)))
    let plain = String(decoding: try ScoringReceipts.lines(of: answers, key: key), as: UTF8.self)
    #expect(plain.contains("same-words") && !plain.contains("Zyx") && !plain.contains("male"))
    let shown = String(
      decoding: try ScoringReceipts.lines(of: answers, key: key, showingValues: true), as: UTF8.self
    )
    #expect(shown.contains("male") && !shown.contains("Zyx"))
    // One author has no interval.
    #expect(try scoring.measures(of: answers).allSatisfy { $0.interval == nil })
  }

  @Test func badFilesAreRefusedWithOneMessage() throws {
    let cases: [(String, String)] = [
      ("", "AUD074"), ("\n\n", "AUD074"), ("[1]", "AUD073"), ("{\"username\":\"a\"}", "AUD074"),
      ("{\"reviews\":{}}", "AUD073"), ("not json", "AUD073"),
      (line("a", hardness: "9"), "AUD075"),
      (line("a", estimate: "zebra"), "AUD075"), (line("a", hardness: "\"x\""), "AUD076"),
      (line("a", hardness: "0"), "AUD076"),
    ]
    let rules = StrictRules(classes: try InferenceClasses.result.get())
    for (text, code) in cases {
      let error = #expect(throws: AuditError.self, "\(text)") {
        let predictions = try StoredPredictions(bytes: Array(text.utf8), name: "p.jsonl")
        _ = try InferenceScoring(predictions, mode: .compat, strict: rules, seed: .init(1))
          .answers()
      }
      #expect(error?.code == code, "\(text)")
      #expect(error?.category == .badData)
      #expect(error?.message.contains("zebra") == false)
    }
    let mixed = Array(line("a").utf8) + [0x0a] + Array(line("b\u{1}").utf8) + [0xff]
    #expect(throws: AuditError.self) { try StoredPredictions(bytes: mixed, name: "p.jsonl") }
    let missing = #expect(throws: AuditError.self) { try StoredPredictions(path: "/nowhere/p") }
    #expect(missing?.category == .missing)
  }
}
