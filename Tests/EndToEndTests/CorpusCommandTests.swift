// SPDX-License-Identifier: Apache-2.0

import Evidence
import Foundation
import TestSupport
import Testing

/// A small corpus that commands are tried on.
enum SmallCorpus {
  static let generate = [
    "corpus", "generate", "--recipe", "demo", "--profiles", "60", "--seed", "7",
  ]

  static func make(
    in folder: TemporaryFolder, _ more: [String] = [], at path: String = "corpus"
  ) throws {
    let run = try Program.run(generate + ["-o", path, "-q"] + more, in: folder)
    #expect(run.status == 0, "\(run.errors)")
  }

  /// The files below a folder, by the rest of their paths.
  static func files(_ folder: TemporaryFolder, _ path: String) throws -> [String: Data] {
    let all = try folder.contents().filter { $0.key.hasPrefix("\(path)/") }
    return Dictionary(
      uniqueKeysWithValues: all.map { (String($0.key.dropFirst(path.count + 1)), $0.value) })
  }
}

@Suite struct CorpusCommandTests {
  private let root = SuiteFolder.packageRoot(of: #filePath)

  @Test func everyVerbWorksOnACorpusThatWasJustMade() throws {
    try TemporaryFolder.with { folder in
      try SmallCorpus.make(in: folder)
      let whole = try SmallCorpus.files(folder, "corpus")
      #expect(try Program.run(["corpus", "verify", "corpus"], in: folder).status == 0)
      for arguments in [
        ["corpus", "verify", "corpus", "--json"],
        ["corpus", "inspect", "corpus", "--json", "--html", "pages/page.html"],
        ["corpus", "split", "corpus", "-o", "sets", "--json"],
        ["corpus", "split", "corpus", "-o", "gold", "--without", "forget", "--json"],
        ["corpus", "export", "corpus", "--as", "panorama", "-o", "panorama", "--json"],
        ["corpus", "export", "corpus", "--as", "synthpai", "-o", "synthpai", "--json"],
        ["corpus", "export", "corpus", "--as", "huggingface", "-o", "dataset", "--json"],
        ["corpus", "export", "corpus", "--as", "text", "-o", "text", "--json"],
        SmallCorpus.generate + ["-o", "planned", "--plan", "--json"],
      ] {
        let run = try Program.run(arguments, in: folder)
        #expect(run.status == 0, "\(arguments): \(run.errors)")
        let schema = try JSONValue(parsing: run.output)["schema"]?.text ?? ""
        #expect(Schema.all.contains(schema))
      }
      #expect(try SmallCorpus.files(folder, "corpus") == whole)
      #expect(try folder.contents()["planned/manifest.json"] == nil)
      let page = String(decoding: try folder.contents()["pages/page.html"] ?? Data(), as: UTF8.self)
      #expect(page.contains("<svg") && !page.contains("<script"))
    }
  }

  @Test(arguments: ["profiles", "documents", "plan", "canaries", "questions"])
  func everyLineHasTheMembersOfItsSchema(file: String) throws {
    try TemporaryFolder.with { folder in
      let run = try Program.run(
        ["corpus", "generate", "--recipe", "private", "--profiles", "40", "-o", "c", "-q"],
        in: folder)
      #expect(run.status == 0, "\(run.errors)")
      let name =
        file == "plan" ? "example" : file == "canaries" ? "canary" : String(file.dropLast())
      let schema = try StoredFile.readJSON(
        root.appendingPathComponent("docs/schemas/\(name).schema.json").path)
      let required = Set(schema["required"]?.elements?.compactMap(\.text) ?? [])
      let known = Set(try #require(schema["properties"]?.members?.keys))
      let text = try String(contentsOfFile: folder.path("c/\(file).jsonl"), encoding: .utf8)
      let lines = text.split(separator: "\n")
      #expect(!lines.isEmpty)
      for line in lines {
        let members = Set(try #require(try JSONValue(parsing: String(line)).members?.keys))
        #expect(required.isSubset(of: members) && members.isSubset(of: known), "\(members)")
      }
    }
  }

  @Test func threadsAndShardsAndGzipChangeNoLine() throws {
    try TemporaryFolder.with { folder in
      try SmallCorpus.make(in: folder, ["--jobs", "1"])
      let whole = try SmallCorpus.files(folder, "corpus")
      try SmallCorpus.make(in: folder, ["--jobs", "2"], at: "two")
      #expect(try SmallCorpus.files(folder, "two") == whole)
      var joined: [String: Data] = [:]
      for number in 1...3 {
        try SmallCorpus.make(in: folder, ["--shard", "\(number)/3"], at: "part\(number)")
        for (name, bytes) in try SmallCorpus.files(folder, "part\(number)") {
          joined[name, default: Data()] += bytes
        }
        #expect(try Program.run(["corpus", "verify", "part\(number)"], in: folder).status == 0)
      }
      for (name, bytes) in whole where name != "manifest.json" {
        #expect(joined[name] == bytes, "\(name)")
      }
      let parts = ["part3", "part1", "part2"]
      let join = try Program.run(["corpus", "join"] + parts + ["-o", "joined"], in: folder)
      #expect(join.status == 0, "\(join.errors)")
      #expect(try SmallCorpus.files(folder, "joined") == whole)
      #expect(try Program.run(["corpus", "verify", "joined"], in: folder).status == 0)
      try SmallCorpus.make(in: folder, ["--gzip"], at: "packed")
      #expect(try Program.run(["corpus", "verify", "packed"], in: folder).status == 0)
      let manifest = try StoredFile.readJSON(folder.path("packed/manifest.json"))
      for (name, bytes) in whole where name != "manifest.json" {
        let entry = manifest["files"]?["\(name).gz"]
        #expect(entry?["contentDigest"]?.text == (try Digest.sha256([UInt8](bytes)).hex))
      }
    }
  }

  @Test func aShardThatHoldsNobodySaysSoAndIsIntact() throws {
    try TemporaryFolder.with { folder in
      let generate = SmallCorpus.generate + ["--shard", "1/999999", "-o"]
      let made = try Program.run(generate + ["part"], in: folder)
      #expect(made.status == 0, "\(made.errors)")
      let note = "note: this shard holds no community: 6 communities in 999999 shards\n"
      #expect(made.errors.contains(note), "\(made.errors)")
      #expect(try Program.run(generate + ["quiet", "-q"], in: folder).errors == "")
      let verified = try Program.run(["corpus", "verify", "part"], in: folder)
      #expect(verified.status == 0, "\(verified.errors)")
      #expect(
        verified.output == "intact, and empty (part 1/999999 holds no community): 0 profiles, "
          + "0 documents, 6 files\n")
      try SmallCorpus.make(in: folder)
      let whole = try Program.run(["corpus", "verify", "corpus"], in: folder)
      #expect(whole.output.hasPrefix("intact: 60 profiles, "), "\(whole.output)")
      let files = try FileManager.default.contentsOfDirectory(atPath: folder.path("part"))
      #expect(whole.output.hasSuffix(" \(files.count - 1) files\n"), "\(whole.output)")
    }
  }

  @Test func theCardNamesAgesAndSharedNumbersAndInspectShowsThem() throws {
    try TemporaryFolder.with { folder in
      let made = try Program.run(
        [
          "corpus", "generate", "--recipe", "demo", "--profiles", "80", "--locale", "en_AU", "-o",
          "c", "-q",
        ], in: folder)
      #expect(made.status == 0, "\(made.errors)")
      let manifest = try StoredFile.readJSON(folder.path("c/manifest.json"))
      let people = manifest["card"]?["people"]?.text ?? ""
      #expect(people.contains("All are 19 to 90 years old on 2026-01-01."), "\(people)")
      let profiles = try String(contentsOfFile: folder.path("c/profiles.jsonl"), encoding: .utf8)
      let ages = profiles.matches(of: /"age":"(\d+)"/).compactMap { Int($0.1) }
      #expect(ages.count == 80 && ages.allSatisfy((19...90).contains))
      let note = try #require(manifest["card"]?["notes"]?.text)
      #expect(note.contains("phone in en_AU (80 people, 30 numbers)"), "\(note)")
      let shown = try Program.run(["corpus", "inspect", "c", "--html", "c.html"], in: folder)
      #expect(shown.output.contains("\nnote: \(note)\n"), "\(shown.output)")
      let page = try String(contentsOfFile: folder.path("c.html"), encoding: .utf8)
      #expect(page.contains(note))
      let json = try Program.run(["corpus", "inspect", "c", "--json"], in: folder)
      #expect(try JSONValue(parsing: json.output)["facts"]?["notes"]?.text == note)
      let export = ["corpus", "export", "c", "--as", "huggingface", "-o", "d"]
      #expect(try Program.run(export, in: folder).status == 0)
      let card = try String(contentsOfFile: folder.path("d/README.md"), encoding: .utf8)
      #expect(card.contains("## Notes\n\n\(note)\n"))
    }
  }

  /// What a command writes beside its folder is said where people look.
  @Test(arguments: ["generate", "join", "split", "export", "verify"])
  func theHelpNamesTheRecordBesideTheFolder(verb: String) throws {
    try TemporaryFolder.with { folder in
      let help = try Program.run(["corpus", verb, "--help"], in: folder)
      #expect(help.output.contains("FOLDER.lineage.json"), "\(help.output)")
    }
    let readme = try String(contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)
    #expect(readme.contains("`panorama.lineage.json`"))
  }

  /// Recipes, lexicons, grammars and code decide these; a change of any needs a look at the diff.
  @Test func aSmallCorpusHasItsGoldenDigests() throws {
    try TemporaryFolder.with { folder in
      try SmallCorpus.make(in: folder)
      let manifest = try StoredFile.readJSON(folder.path("corpus/manifest.json"))
      let files = try #require(manifest["files"]?.members)
      let lines = files.keys.sorted().map { name in
        "\(files[name]?["digest"]?.text ?? "")  \(name)\n"
      }
      GoldenFile.expect(
        "generation \(manifest["generation"]?.wholeNumber ?? 0)\n" + lines.joined(),
        matches: "corpus-digests.txt")
    }
  }

  /// `make sample` renews it.
  @Test func theSampleOfTheRepositoryIsWhatThisVersionMakes() throws {
    try TemporaryFolder.with { folder in
      let sample = root.appendingPathComponent("Corpora/sample").path
      let run = try Program.run(["corpus", "verify", sample], in: folder)
      #expect(run.status == 0, "\(run.errors)")
    }
  }
}
