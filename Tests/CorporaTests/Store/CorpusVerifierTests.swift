// SPDX-License-Identifier: Apache-2.0

import Evidence
import Foundation
import TestSupport
import Testing

@testable import Corpora

/// One way to tamper with a corpus, and what verification must say.
struct Tampering: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let file: String
  var line: Int?
  let change: @Sendable (TemporaryFolder) throws -> Void

  /// Rewrites a file of the corpus.
  static func edit(
    _ name: String, _ file: String, line: Int?, _ edit: @escaping @Sendable (inout [UInt8]) -> Void
  ) -> Tampering {
    Tampering(testDescription: name, file: file, line: line) { folder in
      let url = folder.url.appendingPathComponent("toy/\(file)")
      var bytes = [UInt8](try Data(contentsOf: url))
      edit(&bytes)
      try Data(bytes).write(to: url)
    }
  }

  /// Where a line begins, counted from one.
  static func start(of line: Int, in bytes: [UInt8]) -> Int {
    var place = 0
    for _ in 1..<line { place = (bytes[place...].firstIndex(of: 10) ?? place) + 1 }
    return place
  }

  static let all: [Tampering] = [
    edit("a flipped bit", "documents.jsonl", line: 17) { $0[start(of: 17, in: $0) + 5] ^= 1 },
    edit("a flipped last byte", "plan.jsonl", line: 45) { $0[$0.count - 1] ^= 1 },
    edit("a removed line", "documents.jsonl", line: 4) {
      $0.removeSubrange(start(of: 4, in: $0)..<start(of: 5, in: $0))
    },
    edit("a line more", "profiles.jsonl", line: 21) { $0 += Array("{}\n".utf8) },
    edit("a truncated file", "questions.jsonl", line: 20) { $0.removeLast(9) },
    edit("an empty file", "canaries.jsonl", line: 1) { $0 = [] },
    edit("two lines exchanged", "plan.jsonl", line: 2) {
      let (two, three, four) = (
        start(of: 2, in: $0), start(of: 3, in: $0), start(of: 4, in: $0)
      )
      $0.replaceSubrange(two..<four, with: $0[three..<four] + $0[two..<three])
    },
    edit("another seed in the manifest", "manifest.json", line: nil) {
      $0 = Array(
        String(decoding: $0, as: UTF8.self).replacing("\"seed\": 7", with: "\"seed\": 8").utf8)
    },
    edit("a manifest that is none", "manifest.json", line: nil) { $0 = Array("{}".utf8) },
    edit("a manifest cut short", "manifest.json", line: nil) { $0.removeLast(20) },
    Tampering(testDescription: "a missing file", file: "plan.jsonl") {
      try FileManager.default.removeItem(atPath: $0.path("toy/plan.jsonl"))
    },
    Tampering(testDescription: "a missing manifest", file: "manifest.json") {
      try FileManager.default.removeItem(atPath: $0.path("toy/manifest.json"))
    },
    Tampering(testDescription: "a file too many", file: "notes.txt") {
      try $0.write("", to: "toy/notes.txt")
    },
    Tampering(testDescription: "a record of another corpus", file: "toy.lineage.json") {
      try LineageRecord(
        digest: Digest(bytes: [UInt8](repeating: 0, count: 32)), kind: "corpus", inputs: [],
        command: "", version: ""
      ).write(beside: $0.path("toy"))
    },
  ]
}

@Suite struct CorpusVerifierTests {
  private func verify(_ path: String, with source: ToySource = ToySource(), jobs: Int = 1) throws
    -> CorpusVerification
  {
    try CorpusVerifier(path, jobs: jobs).run { _ in source }
  }

  @Test(arguments: [false, true], [1, 3])
  func anUntouchedCorpusIsIntact(isCompressed: Bool, jobs: Int) throws {
    try TemporaryFolder.with { folder in
      for shard in ["1/1", "2/3"] {
        try CorpusWritingTests.write(
          to: folder.path("toy"),
          CorpusWritingTests.options(
            shard: try CorpusShard(shard), isCompressed: isCompressed, force: true))
        let result = try verify(folder.path("toy"), jobs: jobs)
        #expect(result.changes == [])
        try result.requireIntact()
      }
    }
  }

  @Test(arguments: Tampering.all) func everyChangeIsFoundAndPlaced(tampering: Tampering) throws {
    try TemporaryFolder.with { folder in
      try CorpusWritingTests.write(to: folder.path("toy"))
      try tampering.change(folder)
      let result = try verify(folder.path("toy"))
      #expect(result.changes.map(\.file) == [tampering.file])
      #expect(result.changes.first?.line == tampering.line)
      let error = #expect(throws: CorpusError.self) { try result.requireIntact() }
      #expect(error?.category == .tampered)
    }
  }

  /// But for the name of the manifest's schema, which may be another version's, every byte counts.
  @Test func everyFlippedByteIsFound() throws {
    try TemporaryFolder.with { folder in
      let source = ToySource(communityCount: 2, exampleCount: 3, canaryCount: 1)
      try CorpusWritingTests.write(source, to: folder.path("toy"))
      var otherSchemaCount = 0
      for (name, whole) in try folder.contents() where name.hasPrefix("toy/") {
        for place in whole.indices {
          var bytes = whole
          bytes[place] ^= 1
          try folder.write(bytes, to: name)
          do {
            let result = try verify(folder.path("toy"), with: source)
            #expect(!result.isIntact, "\(name), byte \(place)")
          } catch let error as CorpusError {
            #expect(error.code == .unknownSchema && name == "toy/manifest.json", "byte \(place)")
            otherSchemaCount += 1
          }
        }
        try folder.write(whole, to: name)
      }
      #expect(otherSchemaCount == "palimpsest.corpus/1".count)
      #expect(try verify(folder.path("toy"), with: source).isIntact)
    }
  }

  @Test func aManifestOfAnotherVersionIsBadDataForEveryReader() throws {
    try TemporaryFolder.with { folder in
      try CorpusWritingTests.write(to: folder.path("toy"))
      let bytes = try #require(try folder.contents()["toy/manifest.json"])
      let text = String(decoding: bytes, as: UTF8.self)
      for schema in ["palimpsest.corpus/2", "palimpsest.audit/1", "something"] {
        let other = text.replacing("palimpsest.corpus/1", with: schema)
        try #require(other != text)
        try folder.write(other, to: "toy/manifest.json")
        let verifying = #expect(throws: CorpusError.self) { try verify(folder.path("toy")) }
        let opening = #expect(throws: CorpusError.self) {
          try CorpusFolder(at: folder.path("toy"))
        }
        #expect(verifying == opening)
        #expect(verifying?.code == .unknownSchema && verifying?.category == .badData)
        for name in [schema, "palimpsest.corpus/1"] {
          #expect(verifying?.message.contains("'\(name)'") == true, "\(name)")
        }
      }
    }
  }

  @Test func aForgedCorpusWithAFittingManifestIsFoundByMakingItAgain() throws {
    try TemporaryFolder.with { folder in
      let forged = ToySource(seed: 8)
      try CorpusWritingTests.write(forged, to: folder.path("toy"))
      let result = try verify(folder.path("toy"))
      #expect(result.changes.map(\.file) == ["profiles.jsonl"])
      #expect(result.changes.first?.line == 1)
      var other = ToySource()
      other.exampleCount = 46
      let longer = try CorpusWritingTests.write(
        to: folder.path("toy"), CorpusWritingTests.options(force: true))
      #expect(longer.manifest.counts.examples == 45)
      #expect(try verify(folder.path("toy"), with: other).changes.map(\.line) == [46])
    }
  }

  @Test func aCorpusOfAnotherGeneratorIsNamedAsSuch() throws {
    try TemporaryFolder.with { folder in
      let old = ToySource(generation: 0)
      try CorpusWritingTests.write(old, to: folder.path("toy"))
      #expect(try verify(folder.path("toy"), with: old).isIntact)
      let same = try verify(folder.path("toy"))
      #expect(same.changes.map(\.file) == ["manifest.json"])
      #expect(same.changes.first?.problem.hasPrefix("it was made by generator 0,") == true)
      let other = try verify(folder.path("toy"), with: ToySource(seed: 8))
      #expect(other.changes.first?.line == 1)
      #expect(other.changes.first?.problem.hasPrefix("it was made by generator 0;") == true)
    }
  }

  @Test func aFolderThatIsNotThereIsMissing() {
    let error = #expect(throws: CorpusError.self) { try verify("/nowhere/at/all") }
    #expect(error?.category == .missing)
  }
}
