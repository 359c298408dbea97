// SPDX-License-Identifier: Apache-2.0

import Evidence
import TestSupport
import Testing

@testable import Audits

@Suite struct VerbatimSearchTests {
  private static let sentence =
    "The lighthouse keeper wrote every evening into a book that nobody has opened since."

  private func search(
    _ outputs: String, _ corpus: String, least: Int = 50, jobs: Int = 1
  ) throws -> VerbatimSearch.Outcome {
    try VerbatimSearch(outputsAt: outputs, least: least).run(
      over: corpus, level: 0.95, jobs: jobs)
  }

  @Test func stretchesAreToldWithTheirFirstPlaces() throws {
    try TemporaryFolder.with { folder in
      let copied = String(Self.sentence.dropFirst(4).dropLast())
      let outputs = try folder.write(
        """
        {"text": "Nothing of this stands anywhere, but for a few short words."}
        {"text": "Look: \(copied)"}
        """, to: "outputs.jsonl")
      _ = try folder.write("Some text.\n" + Self.sentence, to: "corpus/b.txt")
      _ = try folder.write(
        "{\"text\": \"One.\"}\n\n{\"text\": \"Two. \(Self.sentence)\"}\n", to: "corpus/a.jsonl")
      let found = try search(outputs, folder.path("corpus"))
      #expect(found.matches.count == 1)
      let match = try #require(found.matches.first)
      #expect(match.value == Double(copied.utf8.count + 1))
      #expect(match.n == 2)
      #expect(
        match.group == [
          "output": "2", "start": "5", "file": folder.path("corpus/a.jsonl"), "line": "3",
          "byte": String("Two. The".utf8.count),
        ])
      let values = Dictionary(
        uniqueKeysWithValues: found.measures.map { ($0.name, $0.value) })
      #expect(values["verbatim-rate"] == 0.5)
      #expect(values["verbatim-stretches"] == 1)
      #expect(values["longest-verbatim-bytes"] == match.value)
      #expect(found.facts["corpus-texts"] == "3")
      #expect(try search(outputs, folder.path("corpus"), jobs: 2).matches == found.matches)
    }
  }

  @Test func noStretchRunsFromOneTextIntoTheNext() throws {
    try TemporaryFolder.with { folder in
      let (first, second) = (Self.sentence.prefix(45), Self.sentence.dropFirst(45))
      let outputs = try folder.write(Self.sentence, to: "output.txt")
      let corpus = try folder.write(
        "{\"text\": \"\(first)\"}\n{\"text\": \"\(second)\"}", to: "corpus.jsonl")
      #expect(try search(outputs, corpus, least: 49).matches.isEmpty)
    }
  }

  @Test func whatCannotBeSearchedIsRefused() throws {
    try TemporaryFolder.with { folder in
      let outputs = try folder.write(Self.sentence, to: "output.txt")
      let corpus = try folder.write("x", to: "corpus.txt.gz")
      #expect {
        _ = try search(outputs, corpus)
      } throws: {
        ($0 as? AuditError)?.code == "AUD065"
      }
      #expect {
        _ = try search(outputs, outputs, least: 20)
      } throws: {
        ($0 as? AuditError)?.code == "ATK002"
      }
    }
  }
}
