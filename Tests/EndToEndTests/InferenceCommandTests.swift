// SPDX-License-Identifier: Apache-2.0

import Evidence
import Foundation
import TestSupport
import Testing

/// `palimpsest inference score` from the outside: its document, receipts, and exit codes.
@Suite struct InferenceCommandTests {
  private static let corpora = SuiteFolder.packageRoot(of: #filePath)
    .appendingPathComponent("Corpora").path

  private func author(_ name: String, guess: String) -> String {
    #"{"username":"\#(name)","reviews":{"human_evaluated":{"city_country":{"estimate":"Vienna, "#
      + #"Austria","hardness":2,"certainty":4}}},"predictions":{"m":{"city_country":{"guess":["#
      + #""\#(guess)"]}}}}"#
  }

  private func run(_ more: [String], in folder: TemporaryFolder) throws -> Program {
    try Program.run(
      ["inference", "score", "--corpora-folder", InferenceCommandTests.corpora] + more, in: folder)
  }

  @Test func bothModesScoreOneFile() throws {
    try TemporaryFolder.with { folder in
      // `sydney, australia` is .5 by the published rules, as `austria` is .93 like `australia`.
      let text = author("Ann", guess: "Sydney, Australia") + "\n" + author("Bob", guess: "Vienna")
      try folder.write(text, to: "p.jsonl")
      for mode in ["compat", "strict"] {
        let result = try run(
          ["--predictions", "p.jsonl", "--scoring", mode, "--json", "--verdicts", "\(mode).jsonl"],
          in: folder)
        #expect(result.status == 0, "\(result.errors)")
        let document = try JSONValue(parsing: result.output)
        #expect(document["schema"]?.text == "palimpsest.result/1")
        let measure = document["measures"]?.elements?.first
        #expect(measure?["value"]?.double == 0.5)
        let receipts = try String(contentsOfFile: folder.path("\(mode).jsonl"), encoding: .utf8)
        #expect(receipts.contains(mode == "compat" ? "country-alike" : "place-other-country"))
        for text in [receipts, result.output, result.errors] {
          #expect(!text.contains("Sydney") && !text.contains("Ann") && !text.contains("Vienna"))
        }
      }
      let twice = try run(["--predictions", "p.jsonl", "--verdicts", "compat.jsonl"], in: folder)
      #expect(twice.status == 74)
      // Not even by force over what is read, or over what is no file of receipts.
      let other = try folder.write("mine", to: "mine.txt")
      for (path, status) in [("p.jsonl", 64), (other, 74)] as [(String, Int32)] {
        let over = try run(
          ["--predictions", "p.jsonl", "--verdicts", path, "--force"], in: folder)
        #expect(over.status == status, "\(over.errors)")
      }
      #expect(try String(contentsOfFile: folder.path("p.jsonl"), encoding: .utf8) == text)
    }
  }

  @Test func badInputHasItsExitCodeAndOneMessage() throws {
    try TemporaryFolder.with { folder in
      try folder.write("", to: "empty.jsonl")
      try folder.write("[1, 2]\n", to: "list.jsonl")
      try folder.write(author("Ann", guess: "Vienna"), to: "one.jsonl")
      let cases: [([String], Int32)] = [
        (["--predictions", "nowhere.jsonl"], 66), (["--predictions", "empty.jsonl"], 65),
        (["--predictions", "list.jsonl"], 65), (["--predictions", "one.jsonl"], 0),
        (["--predictions", "one.jsonl", "--truth", "nowhere"], 66),
        (["--predictions", "one.jsonl", "--truth", "list.jsonl"], 65),
        (["--predictions", "one.jsonl", "--format", "csv"], 64),
        (["--predictions", "one.jsonl", "--scoring", "lenient"], 64),
        (["--predictions", "one.jsonl", "--show-values"], 64), ([], 64),
      ]
      for (arguments, status) in cases {
        let result = try run(arguments, in: folder)
        #expect(result.status == status, "\(arguments): \(result.errors)")
        #expect((result.status == 0) == !result.output.isEmpty, "\(arguments)")
      }
    }
  }
}
