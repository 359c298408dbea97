// SPDX-License-Identifier: Apache-2.0

import Evidence
import Foundation
import TestSupport
import Testing

@testable import Corpora

@Suite struct CorpusInspectionTests {
  @Test func countsLengthsAndCopiesAreThoseOfTheLines() throws {
    try TemporaryFolder.with { folder in
      try CorpusWritingTests.write(to: folder.path("toy"))
      var inspection = try CorpusInspection(try CorpusFolder(at: folder.path("toy")))
      func value(_ name: String, _ group: [String: String]) -> Double? {
        inspection.measures.first { $0.name == name && $0.group == group }?.value
      }
      // 20 communities, three documents each, a fifth of them in each set.
      #expect(value("documents", ["kind": "social", "set": "forget"]) == 12)
      #expect(value("spans", ["attribute": "age", "disclosure": "implied"]) == 190)
      // Three fifths are members, whose copies are 0, 1 and 2.
      for copies in ["0", "1", "2"] {
        #expect(value("documents-by-copies", ["copies": copies]) == 12)
      }
      let group = ["source": "corpus", "kind": "social"]
      // words "of" 0...9 has 12 characters, 10...19 has 13.
      #expect(value("characters-mean", group) == 12.5)
      #expect(value("characters-most", group) == 13)
      // 60 texts, 20 different ones.
      #expect(value("duplicate-rate", group) == 40.0 / 60)
      // 22 different words of 180.
      #expect(value("distinct-1", group) == 22.0 / 180)
      // Every text stands three times.
      #expect(value("self-bleu-4", group).map { $0 > 0.1 && $0 <= 1 } == true)
      inspection.compare(with: [("1", "a b c d"), ("2", "a b c d")], source: "synthpai")
      let other = ["source": "synthpai", "kind": "thread"]
      #expect(value("duplicate-rate", other) == 0.5)
      #expect(inspection.series.map(\.name) == ["text-length", "text-length"])
      let shares = inspection.series.map { $0.y.reduce(0, +) }
      #expect(shares.allSatisfy { abs($0 - 1) < 1e-12 })
    }
  }

  @Test func lengthsFallIntoClassesThatGrowByTheFourthRootOfTwo() {
    var sample = TextSample(seed: 1)
    // 2^(27/4) = 107.6 and 2^(28/4) = 128: lengths 108 to 127 share a class, 128 begins the next.
    for length in [108, 127, 128] { sample.add("\(length)", String(repeating: "x", count: length)) }
    let series = sample.lengthSeries([:])
    #expect(series.y.map { ($0 * 3).rounded() } == [0, 2, 1, 0])
    // The middle of a class is the geometric mean of its ends: sqrt(107.6 * 128) = 117.4.
    #expect(abs(series.x[1] - 117.38) < 0.01)
    // Whatever is longer than the last class stands in it, and nothing shorter than one exists.
    for length in [0, 1, 3443, 5000, 1 << 20] {
      var other = TextSample(seed: 1)
      other.add("a", String(repeating: "x", count: length))
      #expect(other.lengthSeries([:]).y.reduce(0, +) == 1)
    }
  }

  @Test func aLimitIsAmongTheFacts() throws {
    try TemporaryFolder.with { folder in
      try CorpusWritingTests.write(to: folder.path("toy"))
      let corpus = try CorpusFolder(at: folder.path("toy"))
      #expect(try CorpusInspection(corpus, limit: 5).facts["lines-read-at-most"] == "5")
      #expect(try CorpusInspection(corpus).facts["lines-read-at-most"] == nil)
    }
  }

  @Test func publishedThreadsAreReadRepliesInsideReplies() throws {
    try TemporaryFolder.with { folder in
      try folder.write(
        #"{"text":"root","children":[{"text":"one","children":[{"text":"two","children":[]}]}]}"#,
        to: "threads/age/thread_1.json")
      try folder.write(#"{"nothing":1}"#, to: "threads/other.json")
      let comments = try ThreadFiles.comments(below: folder.path)
      #expect(comments.map(\.text) == ["root", "one", "two"])
      #expect(Set(comments.map(\.id)).count == 3)
      #expect(throws: CorpusError.self) { try ThreadFiles.comments(below: folder.path("none")) }
    }
  }
}
