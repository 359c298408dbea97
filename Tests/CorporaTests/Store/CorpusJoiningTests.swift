// SPDX-License-Identifier: Apache-2.0

import Evidence
import Foundation
import TestSupport
import Testing

@testable import Corpora

@Suite struct CorpusJoiningTests {
  /// Writes the parts `p1`, `p2` and so on.
  private func makeParts(
    _ count: Int, in folder: TemporaryFolder, isCompressed: Bool = false
  ) throws -> [CorpusFolder] {
    try (1...count).map { number in
      let path = folder.path("p\(number)")
      try CorpusWritingTests.write(
        to: path,
        CorpusWritingTests.options(
          shard: try CorpusShard(number: number, count: count), isCompressed: isCompressed,
          force: true))
      return try CorpusFolder(at: path)
    }
  }

  private func join(_ parts: [CorpusFolder], in folder: TemporaryFolder, force: Bool = false)
    throws -> CorpusWriting.Outcome
  {
    try CorpusJoining(parts, to: folder.path("joined"), isReplacing: force).run(tool: "toy 1")
  }

  private func refusal(_ parts: [CorpusFolder], in folder: TemporaryFolder) throws -> CorpusError {
    try #require(throws: CorpusError.self) { try join(parts, in: folder) }
  }

  @Test(arguments: [1, 2, 3, 64]) func joinedPartsAreTheCorpusMadeInOnePiece(count: Int) throws {
    try TemporaryFolder.with { folder in
      let whole = try CorpusWritingTests.write(to: folder.path("whole"))
      let parts = try makeParts(count, in: folder)
      let outcome = try join(parts.reversed(), in: folder)
      #expect(outcome.manifest == whole.manifest && outcome.digest == whole.digest)
      let files = try folder.contents()
      for (name, bytes) in files where name.hasPrefix("whole/") {
        #expect(files["joined" + name.dropFirst("whole".count)] == bytes, "\(name)")
      }
      #expect(files.keys.filter { $0.hasPrefix("joined/") }.count == 6)
      #expect(files.keys.allSatisfy { !$0.contains("joined.partial") })
      let record = try LineageRecord.read(beside: folder.path("joined"))
      #expect(record.digest == outcome.digest && record.kind == "corpus")
      #expect(record.inputs.map(\.digest) == parts.map(\.digest))
      #expect(try CorpusVerifier(folder.path("joined")).run { _ in ToySource() }.changes == [])
    }
  }

  @Test func compressedPartsHoldTheSameLines() throws {
    try TemporaryFolder.with { folder in
      let whole = try CorpusWritingTests.write(to: folder.path("whole")).manifest
      let outcome = try join(try makeParts(3, in: folder, isCompressed: true), in: folder)
      for (file, entry) in whole.files {
        #expect(outcome.manifest.files[file]?.contentDigest == entry.digest, "\(file)")
        #expect(outcome.manifest.files[file]?.contentCount == entry.byteCount, "\(file)")
      }
      #expect(try CorpusVerifier(folder.path("joined")).run { _ in ToySource() }.changes == [])
    }
  }

  @Test func aPartThatIsMissingOrThereTwiceIsNamed() throws {
    try TemporaryFolder.with { folder in
      let parts = try makeParts(3, in: folder)
      let cases = [
        ([], "No part was named."), ([parts[0], parts[2]], "Part 2/3 is missing."),
        ([parts[1]], "Parts 1/3, 3/3 are missing."),
        ([parts[0], parts[1], parts[1], parts[2]], "are both part 2/3."),
      ]
      for (some, message) in cases {
        let error = try refusal(some, in: folder)
        #expect(error.code == .unfitParts && error.category == .badData)
        #expect(error.message.contains(message), "\(error.message)")
      }
      let many = try makeParts(7, in: folder)
      #expect(
        try refusal([many[6]], in: folder).message == "Parts 1/7, 2/7, 3/7 and 3 more are missing.")
      #expect(try folder.contents().keys.allSatisfy { !$0.hasPrefix("joined") })
    }
  }

  @Test func partsOfDifferentCorporaAreRefusedWithTheDifference() throws {
    try TemporaryFolder.with { folder in
      let parts = try makeParts(2, in: folder)
      func other(_ source: ToySource = ToySource(), shard: String = "2/2", gzip: Bool = false)
        throws -> CorpusFolder
      {
        let options = CorpusWritingTests.options(
          shard: try CorpusShard(shard), isCompressed: gzip, force: true)
        try CorpusWritingTests.write(source, to: folder.path("other"), options)
        return try CorpusFolder(at: folder.path("other"))
      }
      let cases: [(CorpusFolder, String)] = [
        (try other(ToySource(seed: 8)), "the seed"),
        (try other(ToySource(communityCount: 21)), "the recipe"),
        (try other(shard: "2/3"), "the number of parts"), (try other(gzip: true), "--gzip"),
        (try other(ToySource(generation: 0)), "the version of the generator"),
      ]
      for (part, difference) in cases {
        let error = try refusal([parts[0], part], in: folder)
        #expect(error.code == .unfitParts)
        #expect(error.message.contains("differ in \(difference)"), "\(error.message)")
      }
    }
  }

  @Test func aChangedPartIsTamperingAndLeavesNothing() throws {
    try TemporaryFolder.with { folder in
      let parts = try makeParts(2, in: folder)
      for file in [CorpusFile.profiles, .canaries] {
        let name = "p2/\(file.rawValue).jsonl"
        let bytes = try #require(try folder.contents()[name])
        try folder.write(bytes.dropLast(2), to: name)
        let error = try refusal(parts, in: folder)
        #expect(error.category == .tampered && error.message.contains(name))
        try folder.write(bytes, to: name)
      }
      #expect(try folder.contents().keys.allSatisfy { !$0.hasPrefix("joined") })
    }
  }

  @Test func whatStandsThereIsReplacedOnlyWhenAsked() throws {
    try TemporaryFolder.with { folder in
      let parts = try makeParts(2, in: folder)
      _ = try join(parts, in: folder)
      #expect(try refusal(parts, in: folder).code == .outputExists)
      _ = try join(parts, in: folder, force: true)
      let inside = #expect(throws: CorpusError.self) {
        try CorpusJoining(parts, to: folder.path("p1"), isReplacing: true).run(tool: "toy 1")
      }
      #expect(inside?.code == .outputInCorpus)
    }
  }
}
