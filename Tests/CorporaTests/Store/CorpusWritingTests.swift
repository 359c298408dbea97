// SPDX-License-Identifier: Apache-2.0

import Evidence
import Foundation
import Glibc
import TestSupport
import Testing

@testable import Corpora

@Suite struct CorpusWritingTests {
  /// Small units and a checkpoint after each, so that a toy has many.
  static func options(
    jobs: Int = 1, shard: CorpusShard = .whole, isCompressed: Bool = false, force: Bool = false
  ) -> CorpusWriting.Options {
    var options = CorpusWriting.Options()
    options.jobs = jobs
    options.shard = shard
    options.isCompressed = isCompressed
    options.isReplacing = force
    options.checkpointInterval = 1
    options.grain = CorpusPart.Grain(communities: 3, examples: 10, canaries: 2)
    return options
  }

  @discardableResult
  static func write(
    _ source: ToySource = ToySource(), to path: String,
    _ options: CorpusWriting.Options = options()
  ) throws -> CorpusWriting.Outcome {
    try CorpusWriting(source, to: path, tool: "toy 1", options: options).run()
  }

  @Test func everyLineStandsInItsFileAndTheManifestNamesThem() throws {
    try TemporaryFolder.with { folder in
      let outcome = try Self.write(to: folder.path("toy"))
      let files = try folder.contents()
      #expect(
        files.keys.sorted() == [
          "toy.lineage.json", "toy/canaries.jsonl", "toy/documents.jsonl", "toy/manifest.json",
          "toy/plan.jsonl", "toy/profiles.jsonl", "toy/questions.jsonl",
        ])
      for (file, entry) in outcome.manifest.files {
        let bytes = [UInt8](try #require(files["toy/\(file.rawValue).jsonl"]))
        #expect(entry.digest == (try Digest.sha256(bytes)))
        #expect(entry.contentDigest == entry.digest)
        #expect(entry.byteCount == bytes.count)
        #expect(outcome.manifest.counts.lines(of: file) == bytes.count { $0 == 10 })
      }
      // 0 + 1 + ... + 19
      #expect(outcome.manifest.counts[.age, .implied] == 190)
      let record = try LineageRecord.read(beside: folder.path("toy"))
      #expect(record.digest == outcome.digest)
      #expect(record.inputs.map(\.role) == ["recipe", "words.txt"])
      let opened = try CorpusFolder(at: folder.path("toy/"))
      #expect(opened.manifest == outcome.manifest)
      #expect(opened.digest == outcome.digest)
    }
  }

  @Test(arguments: [2, 3, 8]) func threadsChangeNoByte(jobs: Int) throws {
    try TemporaryFolder.with { folder in
      try Self.write(to: folder.path("one/toy"), Self.options())
      try Self.write(to: folder.path("many/toy"), Self.options(jobs: jobs))
      try Self.write(to: folder.path("onegz/toy"), Self.options(isCompressed: true))
      try Self.write(to: folder.path("manygz/toy"), Self.options(jobs: jobs, isCompressed: true))
      let files = try folder.contents()
      for (name, bytes) in files where name.hasPrefix("one") {
        #expect(files["many" + name.dropFirst(3)] == bytes, "\(name)")
      }
      #expect(files.count == 28)
    }
  }

  @Test(arguments: [2, 3, 7, 64]) func theShardsInOrderAreTheWhole(count: Int) throws {
    try TemporaryFolder.with { folder in
      let whole = try Self.write(to: folder.path("whole")).manifest
      var joined: [CorpusFile: Data] = [:]
      var counts = CorpusCounts()
      for number in 1...count {
        let shard = try CorpusShard("\(number)/\(count)")
        let manifest = try Self.write(
          to: folder.path("part"), Self.options(shard: shard, force: true)
        ).manifest
        for file in manifest.origin.files {
          let bytes = try Data(
            contentsOf: folder.url.appendingPathComponent("part/\(file.rawValue).jsonl"))
          joined[file, default: Data()] += bytes
        }
        counts.add(manifest.counts)
      }
      #expect(counts == whole.counts)
      for (file, bytes) in joined {
        #expect(whole.files[file]?.digest == (try Digest.sha256([UInt8](bytes))), "\(file)")
      }
    }
  }

  @Test func theManifestReadsBackAndRefusesAChange() throws {
    try TemporaryFolder.with { folder in
      let manifest = try Self.write(to: folder.path("toy")).manifest
      let json = try manifest.json
      #expect(try CorpusManifest(json: json, path: "m") == manifest)
      for key in try #require(json.members).keys.sorted() {
        var members = try #require(json.members)
        members[key] = "other"
        #expect(throws: EvidenceError.self, "\(key)") {
          try CorpusManifest(json: .object(members), path: "m")
        }
      }
    }
  }

  @Test func aShardIsNamedByTwoNumbers() throws {
    #expect(try CorpusShard("1/1") == .whole)
    for text in ["", "1", "0/3", "4/3", "1/0", "a/b", "1/2/3", "-1/2", "1/1000001"] {
      #expect(throws: CorpusError.self, "\(text)") { try CorpusShard(text) }
    }
    // 10 in 4: 0, 2 (10/4), 5, 7, 10.
    let parts = try (1...4).map { try CorpusShard(number: $0, count: 4).range(of: 10) }
    #expect(parts == [0..<2, 2..<5, 5..<7, 7..<10])
  }
}
