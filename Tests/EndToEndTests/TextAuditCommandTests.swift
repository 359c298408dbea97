// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@Suite struct TextAuditCommandTests {
  private static let root = SuiteFolder.packageRoot(of: #filePath)
  private static let folders = [
    "PALIMPSEST_POLICIES": root.appendingPathComponent("Policies").path,
    "PALIMPSEST_CORPORA": root.appendingPathComponent("Corpora").path,
  ]

  private func run(_ arguments: [String], in folder: TemporaryFolder) throws -> Program {
    try Program.run(arguments, in: folder, environment: Self.folders)
  }

  /// Thirty authors, of whom half say so in every text.
  private static let texts: String = (0..<30).flatMap { author in
    (0..<4).map { text in
      let (sex, word) = author % 2 == 0 ? ("female", "petal") : ("male", "gravel")
      return #"{"author":"reader\#(author)","text":"the \#(word) of day \#(text * author % 7)","#
        + #""thread":"t\#(text)","sex":"\#(sex)"}"#
    }
  }.joined(separator: "\n")

  private static let audit = [
    "audit", "texts", "texts.jsonl", "--attributes", "sex", "--adversary", "linear",
    "--candidates", "10", "--progress", "none",
  ]

  private func bundle(_ name: String, in folder: TemporaryFolder) throws -> [String: Data] {
    let files = try folder.contents().filter {
      $0.key.hasPrefix("\(name)/") && !$0.key.hasSuffix("volatile.json")
    }
    return Dictionary(
      uniqueKeysWithValues: files.map { (String($0.key.dropFirst(name.count)), $0.value) })
  }

  @Test func aRunIsTheSameAtAnyNumberOfJobsAndNamesNobody() throws {
    try TemporaryFolder.with { folder in
      _ = try folder.write(Self.texts, to: "texts.jsonl")
      for jobs in ["1", "2"] {
        let done = try run(
          Self.audit + ["--jobs", jobs, "-o", "run-\(jobs)", "--json"], in: folder)
        #expect(done.status == 10 || done.status == 11, "\(done.errors)")
        #expect(done.output.hasPrefix("{") && done.errors.isEmpty)
        #expect(done.output.contains("\"accuracy-top3\"") && done.output.contains("\"mrr\""))
      }
      let one = try bundle("run-1", in: folder)
      #expect(one.count > 4)
      #expect(one == (try bundle("run-2", in: folder)))
      for (name, bytes) in one where name != "/private.json" {
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(!text.contains("reader1") && !text.contains("gravel"), "\(name)")
      }
      let page = String(decoding: try #require(one["/report.html"]), as: UTF8.self)
      #expect(page.contains("Which attributes leak, and to whom"))
    }
  }

  @Test func theAnonymizerAndOthersDefencesAreReported() throws {
    try TemporaryFolder.with { folder in
      _ = try folder.write(Self.texts, to: "texts.jsonl")
      _ = try folder.write(
        Self.texts.replacingOccurrences(of: "petal", with: "thing")
          .replacingOccurrences(of: "gravel", with: "thing"), to: "after.jsonl")
      for defence in [["--anonymize"], ["--after", "after.jsonl"]] {
        let done = try run(
          Self.audit + defence + ["--only", "attribute", "--json", "-o", "run-\(defence.count)"],
          in: folder)
        #expect([0, 10, 11].contains(done.status), "\(done.errors)")
        #expect(done.output.contains("defence-effect") && done.output.contains("\"before\""))
      }
      let page = try folder.contents()["run-2/report.html"]
      #expect(
        String(decoding: try #require(page), as: UTF8.self).contains("What the defence bought"))
    }
  }

  @Test func whatCannotBeAskedEndsWithItsCode() throws {
    try TemporaryFolder.with { folder in
      _ = try folder.write(Self.texts, to: "texts.jsonl")
      _ = try folder.write(#"{"text":"nobody"}"#, to: "nobody.jsonl")
      let cases: [([String], Int32)] = [
        (["nowhere.jsonl"], 66), (["nobody.jsonl"], 65), (["texts.jsonl", "--folds", "1"], 64),
        (["texts.jsonl", "--only", "erasure"], 64), (["texts.jsonl", "--attributes", "shoe"], 64),
        (["texts.jsonl", "--format", "novel"], 64), (["texts.jsonl", "--scoring", "kind"], 64),
        (["texts.jsonl", "--after", "x", "--anonymize"], 64),
        (["texts.jsonl", "--after", "nowhere"], 66),
        (["texts.jsonl", "--adversary", "no.gguf"], 66),
        (["texts.jsonl", "--format", "corpus"], 66), ([], 64),
      ]
      for (arguments, status) in cases {
        let done = try run(["audit", "texts"] + arguments, in: folder)
        #expect(done.status == status, "\(arguments): \(done.errors)")
        #expect(done.output.isEmpty && !done.errors.isEmpty, "\(arguments)")
      }
      let plan = try run(["audit", "texts", "texts.jsonl", "--plan"], in: folder)
      #expect(plan.status == 0 && plan.output.contains("authors"), "\(plan.errors)")
      #expect(try !folder.contents().keys.contains { $0.hasPrefix("runs/") })
    }
  }
}
