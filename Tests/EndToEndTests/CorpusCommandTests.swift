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
