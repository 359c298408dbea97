// SPDX-License-Identifier: Apache-2.0

import Evidence
import Foundation
import TestSupport
import Testing

@Suite struct DocumentationTests {
  private let root = SuiteFolder.packageRoot(of: #filePath)

  @Test func theCommandReferenceIsWhatTheProgramPrints() throws {
    try TemporaryFolder.with { folder in
      let printed = try Program.run(
        [Program.executable.path], in: folder,
        executable: root.appendingPathComponent(".ci/cli-reference"))
      #expect(printed.status == 0)
      let stored = try String(
        contentsOf: root.appendingPathComponent("docs/cli.md"), encoding: .utf8)
      #expect(printed.output == stored, "run 'make docs' and read the difference")
    }
  }

  @Test func theHelpSaysWhichCommandsTakeNoJSON() throws {
    let stored = try String(
      contentsOf: root.appendingPathComponent("docs/cli.md"), encoding: .utf8)
    let sections = stored.components(separatedBy: "\n## palimpsest").dropFirst()
    let verbs = sections.filter { !$0.contains("\nSUBCOMMANDS:") && !$0.contains("\n  --json ") }
    let names = verbs.map { $0.prefix { $0 != "\n" }.dropFirst() }
    #expect(names == ["runs export", "report html", "report json"])
    let start = try #require(sections.first).split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
    #expect(start.contains("takes it but 'runs export', 'report html' and 'report json'"))
  }

  @Test func noFlagListsItsValuesTwice() throws {
    let stored = try String(
      contentsOf: root.appendingPathComponent("docs/cli.md"), encoding: .utf8)
    let words = stored.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("(values: plain, none; default: plain)"))
    #expect(words.firstMatch(of: /\(values: [^)]*\) \(values:/) == nil)
  }

  @Test func everyVerbShowsAnExample() throws {
    let stored = try String(
      contentsOf: root.appendingPathComponent("docs/cli.md"), encoding: .utf8)
    let sections = stored.components(separatedBy: "\n## ").dropFirst()
    #expect(sections.count > 20)
    for section in sections where !section.contains("\nSUBCOMMANDS:") {
      let name = section.prefix { $0 != "\n" }
      #expect(section.contains(/Examples?:\s+palimpsest/), "\(name)")
    }
  }

  @Test(arguments: [
    ["runs", "list", "--json"], ["doctor", "--json"],
    ["stats", "interval", "--successes", "1", "--trials", "9", "--json"],
  ])
  func whatIsPrintedHasTheMembersThatItsSchemaRequires(arguments: [String]) throws {
    try TemporaryFolder.with { folder in
      let run = try Program.run(arguments, in: folder)
      let document = try JSONValue(parsing: run.output)
      let name = try #require(document["schema"]?.text?.split(separator: "/").first)
        .dropFirst("palimpsest.".count)
      let schema = try StoredFile.readJSON(
        root.appendingPathComponent("docs/schemas/\(name).schema.json").path)
      let required = schema["required"]?.elements?.compactMap(\.text).sorted()
      #expect(document.members?.keys.sorted() == required)
    }
  }

  @Test(arguments: ["bash", "zsh", "fish"]) func aShellCanCompleteCommands(shell: String) throws {
    try TemporaryFolder.with { folder in
      let run = try Program.run(["--generate-completion-script", shell], in: folder)
      #expect(run.status == 0)
      #expect(run.output.contains("recommender"))
    }
  }
}
