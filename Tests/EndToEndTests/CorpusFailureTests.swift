// SPDX-License-Identifier: Apache-2.0

import Evidence
import Foundation
import Glibc
import TestSupport
import Testing

@Suite struct CorpusFailureTests {
  private static let generate = "corpus generate --recipe demo --profiles 60 -q"

  static let scenarios: [Scenario] = [
    Scenario("corpus generate -o a", 64, "error[CLI001]"),
    Scenario("corpus generate --recipe demo", 64, "error[CLI001]"),
    Scenario("corpus generate --recipe none -o a", 66, "error[CLI003]: There is no recipe 'none'"),
    Scenario("corpus generate --recipe none.yaml -o a", 66, "error[CFG"),
    Scenario("corpus generate --recipe bad.yaml -o a", 78, "error[CFG"),
    Scenario("\(generate) --profiles 0 -o a", 64, "error[CLI001]"),
    Scenario("\(generate) --profiles -3 -o a", 64, "--profiles is a number from 1"),
    Scenario("\(generate) --limit 0 -o a", 64, "error[CLI001]"),
    Scenario("\(generate) --limit -1 -o a", 64, "--limit is a number from 1"),
    Scenario("\(generate) --seed -1 -o a", 64, "error[CLI001]: The value '-1' is invalid"),
    Scenario("\(generate) --jobs 0 -o a", 64, "error[CLI001]"),
    Scenario("\(generate) --locale en_XX -o a", 64, "There is no locale 'en_XX'"),
    Scenario("\(generate) --locale en_US, -o a", 64, "error[CLI001]"),
    Scenario("\(generate) --locale en_US,en_GB,en_US -o a", 64, "--locale names 'en_US' twice"),
    Scenario("\(generate) --shard 5/4 -o a", 64, "error[COR071]"),
    Scenario("\(generate) --shard x -o a", 64, "error[COR071]"),
    Scenario("\(generate) --corpora-folder none -o a", 66, "error[CLI002]"),
    Scenario("\(generate) -o corpus", 74, "error[COR060]"),
    Scenario("\(generate) -o corpus/gen", 64, "error[COR076]: 'corpus/gen' lies in the corpus"),
    Scenario("\(generate) -o corpus/gen --force", 64, "error[COR076]"),
    Scenario("corpus split part -o corpus/sets", 64, "'corpus/sets' lies in the corpus"),
    Scenario("\(generate) -o folder --force", 74, "error[COR061]"),
    Scenario("\(generate) -o file --force", 74, "error[COR061]"),
    Scenario("\(generate) -o file/inside", 74, "error[COR064]"),
    Scenario("\(generate) -o /proc/palimpsest", 74, "error[COR064]"),
    Scenario("\(generate) -o \(String(repeating: "n", count: 300))", 74, "error[COR064]"),
    Scenario("\(generate) -o noted --force", 74, "error[COR061]: 'noted' also holds 'notes.txt'"),
    Scenario("\(generate) -o noted.new --force", 74, "'noted.new.partial' is in the way and holds"),
    Scenario("corpus split corpus -o noted --force", 74, "error[COR061]"),
    Scenario("corpus split corpus -o part --force", 74, "was not made by 'corpus split'"),
    Scenario("corpus export corpus --as text -o part --force", 74, "error[COR061]"),
    Scenario("corpus join whole1 whole2 -o part --force", 74, "error[COR061]"),
    Scenario("corpus verify newer", 65, "error[COR077]: newer/manifest.json states the schema"),
    Scenario("corpus inspect newer", 65, "'palimpsest.corpus/1' is read here"),
    Scenario("corpus export newer --as text -o a", 65, "error[COR077]"),
    Scenario("corpus split newer -o a", 65, "error[COR077]"),
    Scenario("corpus join newer -o a", 65, "error[COR077]"),
    Scenario("corpus generate --recipe twice.yaml -o a", 78, "error[CFG002]: twice.yaml:4:1:"),
    Scenario("corpus verify none", 66, "error[COR066]"),
    Scenario("corpus verify folder", 12, "error[COR067]"),
    Scenario("corpus inspect folder", 66, "error[COR066]"),
    Scenario("corpus inspect corpus --compare folder", 66, "error[COR066]"),
    Scenario("corpus inspect corpus --html file", 74, "error[AUD007]"),
    Scenario("corpus inspect corpus --limit -1", 64, "--limit is a number of 1 or more"),
    Scenario("corpus inspect corpus --html corpus/page.html", 64, "error[COR076]"),
    Scenario("corpus inspect corpus --html corpus/plan.jsonl --force", 64, "error[COR076]"),
    Scenario("corpus split corpus -o corpus", 64, "error[COR076]"),
    Scenario("corpus split corpus -o corpus --force", 64, "'corpus' is the corpus that is read"),
    Scenario("corpus split corpus -o corpus/sets", 64, "'corpus/sets' lies in the corpus"),
    Scenario("corpus split corpus -o folder", 74, "error[COR060]"),
    Scenario("corpus export corpus --as text -o ./corpus/ --force", 64, "error[COR076]"),
    Scenario("corpus join -o a", 64, "error[CLI001]"),
    Scenario("corpus join part -o a", 65, "error[COR075]: Parts 1/3, 3/3 are missing."),
    Scenario("corpus join corpus part -o a", 65, "error[COR075]"),
    Scenario("corpus join part none -o a", 66, "error[COR066]"),
    Scenario("corpus split part -o a", 65, "'palimpsest corpus join'"),
    Scenario("corpus export part --as text -o a", 65, "'palimpsest corpus join'"),
    Scenario("corpus split corpus --without forgotten -o a", 64, "error[COR073]"),
    Scenario("corpus export corpus -o a", 64, "error[CLI001]"),
    Scenario("corpus export corpus --as xml -o a", 64, "error[CLI001]"),
    Scenario("corpus export corpus --as text --sets twin -o a", 65, "error[COR070]"),
    Scenario(
      "corpus export corpus --as huggingface --sets retain,unseen -o a", 65, "error[COR070]"),
    Scenario(
      "corpus export corpus --as text --sets forget --without forget -o a", 64, "error[COR073]"),
    Scenario("corpus export none --as text -o a", 66, "error[COR066]"),
  ]

  @Test func everyFailureEndsAsDocumentedAndChangesNothing() throws {
    try TemporaryFolder.with { folder in
      try SmallCorpus.make(in: folder)
      try SmallCorpus.make(in: folder, ["--shard", "2/3"], at: "part")
      try folder.write("mine", to: "folder/letter.txt")
      try folder.write("mine", to: "file")
      try folder.write("name: x\nprofile: 3\n", to: "bad.yaml")
      let twice = "name: x\nprofiles: 3\nlocales: [en_US]\nprofiles: 4\n"
      try folder.write(twice, to: "twice.yaml")
      try folder.write("{\"schema\":\"palimpsest.corpus/2\"}", to: "newer/manifest.json")
      for number in 1...2 {
        try SmallCorpus.make(in: folder, ["--shard", "\(number)/2"], at: "whole\(number)")
      }
      try SmallCorpus.make(in: folder, ["--shard", "3/3"], at: "noted")
      try folder.write("mine", to: "noted/notes.txt")
      try folder.write("mine", to: "noted.new.partial/notes.txt")
      let before = try folder.contents()
      let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
      for scenario in Self.scenarios {
        let run = try Program.run(scenario.arguments, in: folder)
        #expect(run.status == scenario.status, "\(scenario.testDescription): \(run.errors)")
        #expect(run.errors.contains(scenario.message), "\(scenario.testDescription): \(run.errors)")
        #expect(run.errors.components(separatedBy: "error[").count == 2, "one message")
        #expect(run.output == "", "\(scenario.testDescription)")
        #expect(try folder.contents() == before, "\(scenario.testDescription)")
        #expect(
          try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted() == names,
          "\(scenario.testDescription)")
      }
    }
  }

  @Test func everyKindOfTamperingEndsWithTwelve() throws {
    try TemporaryFolder.with { folder in
      try SmallCorpus.make(in: folder)
      let whole = try SmallCorpus.files(folder, "corpus")
      func expectChange(_ what: String, _ place: String) throws {
        let run = try Program.run(["corpus", "verify", "corpus"], in: folder)
        #expect(run.status == 12, "\(what): \(run.errors)")
        #expect(run.errors.contains(place), "\(what): \(run.errors)")
        let json = try Program.run(["corpus", "verify", "corpus", "--json"], in: folder)
        #expect(json.status == 12)
        #expect(try JSONValue(parsing: json.output)["intact"] == false)
        for name in try SmallCorpus.files(folder, "corpus").keys where whole[name] == nil {
          try FileManager.default.removeItem(atPath: folder.path("corpus/\(name)"))
        }
        for (name, bytes) in whole { try folder.write(bytes, to: "corpus/\(name)") }
      }
      for (name, bytes) in whole {
        var changed = bytes
        changed[changed.count / 2] ^= 1
        try folder.write(changed, to: "corpus/\(name)")
        try expectChange("a flipped bit in \(name)", name)
        try FileManager.default.removeItem(atPath: folder.path("corpus/\(name)"))
        try expectChange("without \(name)", name)
      }
      let documents = try #require(whole["documents.jsonl"])
      let second = try #require(documents.firstIndex(of: 10)) + 1
      let third = try #require(documents[second...].firstIndex(of: 10)) + 1
      try folder.write(documents[..<second] + documents[third...], to: "corpus/documents.jsonl")
      try expectChange("a line less", "documents.jsonl, line 2")
      try folder.write("", to: "corpus/more.txt")
      try expectChange("a file more", "more.txt")
      #expect(try Program.run(["corpus", "verify", "corpus"], in: folder).status == 0)
    }
  }

  @Test func aChangedCorpusGoesNowhere() throws {
    try TemporaryFolder.with { folder in
      try SmallCorpus.make(in: folder)
      let documents = try #require(try folder.contents()["corpus/documents.jsonl"])
      let text = String(decoding: documents, as: UTF8.self)
      let other = text.replacing("\"set\":\"twin\"", with: "\"set\":\"retain\"")
      try #require(other != text)
      try folder.write(other, to: "corpus/documents.jsonl")
      let before = try folder.contents()
      for command in ["export corpus --as text -o a", "split corpus -o a", "inspect corpus"] {
        let arguments = command.split(separator: " ").map(String.init)
        let run = try Program.run(["corpus"] + arguments, in: folder)
        #expect(run.status == 12, "\(command): \(run.errors)")
        #expect(run.errors.contains("error[COR067]: 'corpus/documents.jsonl'"), "\(run.errors)")
        #expect(try folder.contents() == before, "\(command)")
      }
    }
  }

  /// Root may write anywhere, so that only other users meet a folder that cannot be written to.
  @Test(.enabled(if: geteuid() != 0)) func aReadOnlyFolderIsOneMessage() throws {
    try TemporaryFolder.with { folder in
      try FileManager.default.createDirectory(
        atPath: folder.path("shut"), withIntermediateDirectories: false,
        attributes: [.posixPermissions: 0o500])
      let run = try Program.run(SmallCorpus.generate + ["-o", "shut/corpus"], in: folder)
      #expect(run.status == 74)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("shut")) == [])
    }
  }
}
