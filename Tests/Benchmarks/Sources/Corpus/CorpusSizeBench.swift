// SPDX-License-Identifier: Apache-2.0

import Corpora
import Evidence
import Foundation

/// A corpus of ten million documents: the greatest memory it took, and whether 64 shards in any order
/// give the bytes of the whole.
enum CorpusSizeBench {
  private static let documentCount = 10_000_000
  private static let shardCount = 64

  static func run(_ surroundings: Surroundings) throws {
    try shards(surroundings)
    try memory(surroundings)
  }

  private static func memory(_ surroundings: Surroundings) throws {
    let recipe = try CorpusRecipe(contentsOf: "\(surroundings.tables)/recipes/panorama.yaml")
    let all = DocumentKind.allCases.reduce(0) { $0 + recipe.wantedCount(of: $1) }
    let people = (documentCount * recipe.profileCount + all - 1) / all
    let corpus = try SyntheticCorpus(
      recipe: recipe.scaled(to: people), seed: 1, formats: .reserved, tables: surroundings.tables)
    let folder = try BenchFolder()
    try "5".write(toFile: "/proc/self/clear_refs", atomically: false, encoding: .utf8)
    let made = try timed { try write(corpus, to: folder.path("large"), jobs: surroundings.jobs) }
    let bytes = made.result.files.values.reduce(0) { $0 + $1.contentCount }
    print(
      "Memory: \(made.result.counts.documents) documents, \(number(Double(bytes) / 1e9)) GB,"
        + " \(surroundings.jobs) threads, \(number(made.seconds)) s,"
        + " at most \(number(peakMemory() / 1e6)) MB")
  }

  private static func shards(_ surroundings: Surroundings) throws {
    let recipe = try CorpusRecipe(contentsOf: "\(surroundings.tables)/recipes/panorama.yaml")
    let corpus = try SyntheticCorpus(
      recipe: recipe, seed: 1, formats: .reserved, tables: surroundings.tables)
    let folder = try BenchFolder()
    let whole = try write(corpus, to: folder.path("whole"), jobs: 1)
    var isEqual = true
    // An odd step visits all 64 in an order of its own; threads change from shard to shard.
    for place in 0..<shardCount {
      let index = place * 27 % shardCount
      _ = try write(
        corpus, to: folder.path("part\(index)"), jobs: 1 + place % 2,
        shard: try CorpusShard("\(index + 1)/\(shardCount)"))
    }
    for (file, entry) in whole.files.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      let parts = (0..<shardCount).map {
        folder.path("part\($0)/\(file.name(isCompressed: false))")
      }
      let digest = try digest(of: parts)
      isEqual = isEqual && digest == entry.digest
      print("  \(pad(file.rawValue, 20)) \(digest == entry.digest ? "equal" : "DIFFERENT")")
    }
    print("Shards: \(shardCount) in another order, 1 and 2 threads: \(isEqual ? "equal" : "FAILS")")
  }

  private static func digest(of paths: [String]) throws -> Digest {
    var stream = try DigestStream()
    for path in paths {
      try stream.update([UInt8](try Data(contentsOf: URL(fileURLWithPath: path))))
    }
    return try stream.finish()
  }

  private static func write(
    _ corpus: SyntheticCorpus, to path: String, jobs: Int, shard: CorpusShard = .whole
  ) throws -> CorpusManifest {
    var options = CorpusWriting.Options()
    options.jobs = jobs
    options.shard = shard
    return try CorpusWriting(corpus, to: path, tool: "palimpsest-bench", options: options).run()
      .manifest
  }

  /// The greatest resident memory since it was reset, in bytes.
  private static func peakMemory() -> Double {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
    return (line.split(separator: " ").compactMap { Double($0) }.first ?? .nan) * 1024
  }
}
