// SPDX-License-Identifier: Apache-2.0

import Evidence
import Foundation
import TestSupport
import Testing

/// What can be done with one finished run: list, show, export, report, gate.
@Suite struct FinishedRunTests {
  /// Audits the toy into `runs/first` and hands the folder on.
  private func withRun(_ body: (TemporaryFolder) throws -> Void) throws {
    try TemporaryFolder.with { folder in
      try folder.write(Toy.csv(), to: "toy.csv")
      let run = try Program.run(
        ["audit", "recommender", "toy.csv", "--erase", "users:0.1", "-o", "runs/first"]
          + ["--exit-zero"] + Toy.short, in: folder)
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.output.contains("report: runs/first/report.html"))
      try body(folder)
    }
  }

  @Test func aRunIsListedShownAndExported() throws {
    try withRun { folder in
      let list = try Program.run(["runs", "list"], in: folder)
      #expect(list.output.contains("first"))
      #expect(list.output.contains("finished"))
      for reference in ["latest", "first", "fi", "runs/first"] {
        let shown = try Program.run(["runs", "show", reference, "--json"], in: folder)
        let document = try JSONValue(parsing: shown.output)
        #expect(document["schema"]?.text == Schema.audit)
        #expect(document["bundle"]?.text == "runs/first")
      }
      let csv = try Program.run(["runs", "export", "latest", "--as", "csv"], in: folder)
      #expect(csv.output.hasPrefix("name,value,n,low,high,level,method,control,seed,reason,"))
      let measures = try RunBundle(at: folder.path("runs/first")).document().measures
      #expect(csv.output.components(separatedBy: "\r\n").count == measures.count + 2)
    }
  }

  @Test func theReportIsRenderedAnewFromTheBundle() throws {
    try withRun { folder in
      let html = try Program.run(["report", "html", "latest", "-o", "report.html"], in: folder)
      #expect(html.status == 0)
      let files = try folder.contents()
      #expect(files["report.html"] == files["runs/first/report.html"])
      let again = try Program.run(["report", "html", "latest", "-o", "report.html"], in: folder)
      #expect(again.status == 74)
      let json = try Program.run(["report", "json", "first"], in: folder)
      let shown = try Program.run(["runs", "show", "first", "--json"], in: folder)
      #expect(json.output == shown.output)
    }
  }

  @Test func aGatePassesOrFailsByItsPolicyAlone() throws {
    try withRun { folder in
      let rule = "rules:\n  - measure: recall@20-ratio\n    group: {activity: all}\n"
      try folder.write(rule + "    at-least: 0\n", to: "easy.yaml")
      try folder.write(rule + "    at-least: 90\n", to: "hard.yaml")
      let before = try folder.contents()
      let easy = try Program.run(["gate", "latest", "--policy", "easy.yaml"], in: folder)
      #expect(easy.status == 0, "\(easy.output)\(easy.errors)")
      #expect(easy.output.contains("gate: passed"))
      let hard = ["gate", "latest", "--policy", "hard.yaml"]
      #expect(try Program.run(hard, in: folder).status == 10)
      #expect(try Program.run(hard + ["--exit-zero"], in: folder).status == 0)
      let json = try Program.run(hard + ["--json"], in: folder)
      #expect(try JSONValue(parsing: json.output)["verdict"]?.text == "failed")
      #expect(try folder.contents() == before)
    }
  }

  /// Every command that says something about a finished run.
  private static let readers = [
    "gate first --policy any.yaml", "runs show first", "runs show first --json",
    "runs export first --as csv", "report html first", "report html first -o new.html",
    "report json first", "audit resume first", "audit resume first --exit-zero",
  ]

  @Test func noCommandReadsATamperedBundle() throws {
    try withRun { folder in
      try folder.write("verdict: [honoured, not-honoured, inconclusive]\n", to: "any.yaml")
      let files = try folder.contents()
      let model = try #require(files.keys.sorted().first { $0.hasSuffix(".safetensors") })
      let covered = ["measures.json", "manifest.json", "report.html", "findings.jsonl"]
      for name in covered.map({ "runs/first/\($0)" }) + [model] {
        let original = try #require(files[name])
        var bytes = original
        if bytes.isEmpty { bytes = Data("{}".utf8) } else { bytes[bytes.count / 2] ^= 1 }
        try folder.write(bytes, to: name)
        for line in Self.readers {
          let run = try Program.run(line.split(separator: " ").map(String.init), in: folder)
          #expect(run.status == 12, "\(line) with another \(name): \(run.errors)")
          #expect(run.errors.hasPrefix("error[EVD012]"), "\(run.errors)")
          #expect(run.output == "", "\(line) with another \(name)")
        }
        try folder.write(original, to: name)
      }
      #expect(try folder.contents() == files)
      #expect(try Program.run(["runs", "show", "first"], in: folder).status == 0)
    }
  }

  @Test func aListVouchesForNoDamagedRun() throws {
    try withRun { folder in
      let verdict = try RunBundle(at: folder.path("runs/first")).verdict
      let word = try #require(verdict?.rawValue)
      #expect(try Program.run(["runs", "list"], in: folder).output.contains(word))
      try folder.write("<p>honoured</p>", to: "runs/first/report.html")
      let list = try Program.run(["runs", "list"], in: folder)
      #expect(list.status == 0)
      #expect(list.output.contains(/first +damaged/))
      #expect(!list.output.contains(word))
      let json = try JSONValue(parsing: Program.run(["runs", "list", "--json"], in: folder).output)
      let entry = try #require(json["runs"]?.elements?.first)
      #expect(entry["state"] == "damaged")
      #expect(entry["verdict"] == JSONValue.null)
    }
  }

  @Test func aFinishedRunWithoutItsManifestIsNothingToResume() throws {
    try withRun { folder in
      try FileManager.default.removeItem(atPath: folder.path("runs/first/manifest.json"))
      let before = try folder.contents()
      for line in ["audit resume first", "runs show first", "runs show latest"] {
        let run = try Program.run(line.split(separator: " ").map(String.init), in: folder)
        #expect(run.status == 12, "\(line): \(run.errors)")
        #expect(run.errors.contains("its manifest.json is gone"), "\(line): \(run.errors)")
      }
      #expect(try Program.run(["audit", "resume", "latest"], in: folder).status == 66)
      #expect(try folder.contents() == before)
    }
  }

  @Test func nothingIsWrittenIntoTheRunThatIsRead() throws {
    try withRun { folder in
      let before = try folder.contents()
      for verb in ["report html", "report json", "runs export"] {
        for place in ["runs/first/report.html", "runs/first/models/x", "runs/first/new"] {
          let line =
            verb.split(separator: " ").map(String.init) + ["first", "-o", place, "--force"]
          let run = try Program.run(line, in: folder)
          #expect(run.status == 64, "\(verb) to \(place): \(run.errors)")
          #expect(run.errors.hasPrefix("error[EVD020]"), "\(verb) to \(place): \(run.errors)")
        }
        let line = verb.split(separator: " ").map(String.init) + ["first", "-o", "nowhere/x"]
        let run = try Program.run(line, in: folder)
        #expect(run.status == 74, "\(verb): \(run.errors)")
        #expect(run.errors.contains("The folder 'nowhere' is not there."), "\(run.errors)")
      }
      #expect(try folder.contents() == before)
    }
  }

  @Test func aRunIsNotReplacedByOneThatReadsItsModels() throws {
    try withRun { folder in
      let before = try folder.contents()
      let run = try Program.run(
        [
          "audit", "recommender", "toy.csv", "--model", "runs/first/models/unlearned.safetensors",
          "--erase", "users:0.1", "-o", "runs/first", "--force",
        ], in: folder)
      #expect(run.status == 64, "\(run.errors)")
      #expect(run.errors.hasPrefix("error[EVD020]"), "\(run.errors)")
      #expect(try folder.contents() == before)
    }
  }

  @Test func theRunTimesAreCoveredByNoDigest() throws {
    try withRun { folder in
      try FileManager.default.removeItem(atPath: folder.path("runs/first/volatile.json"))
      #expect(try Program.run(["runs", "show", "first"], in: folder).status == 0)
    }
  }

  @Test func aRunIsReplacedByForceAlone() throws {
    try withRun { folder in
      let audit = ["audit", "recommender", "toy.csv", "-o", "runs/first", "--exit-zero"]
      let refused = try Program.run(audit + Toy.short, in: folder)
      #expect(refused.status == 74)
      #expect(try Program.run(audit + Toy.short + ["--force"], in: folder).status == 0)
      #expect(try Program.run(["audit", "resume", "first", "--exit-zero"], in: folder).status == 0)
    }
  }

  @Test func noErasedIdIsInAnyFileOrWord() throws {
    try TemporaryFolder.with { folder in
      try folder.write(Toy.csv(), to: "toy.csv")
      let person = Toy.name("person", 7)
      let run = try Program.run(
        ["audit", "recommender", "toy.csv", "--erase", "user:\(person)", "-o", "run"]
          + ["--exit-zero", "-v"] + Toy.short, in: folder)
      #expect(run.status == 0, "\(run.errors)")
      #expect(!run.output.contains(person) && !run.errors.contains(person))
      for (name, bytes) in try folder.contents() where name != "toy.csv" {
        #expect(bytes.range(of: Data(person.utf8)) == nil, "\(name)")
      }
    }
  }
}
