// SPDX-License-Identifier: Apache-2.0

import Compute
import Corpora
import Foundation

/// How fast people and whole corpora are made, against Faker, Mimesis and PANORAMA's rules.
///
/// Everybody writes lines of JSON to a file, on one thread. Faker's `profile()` and Mimesis make what
/// fields they have; PANORAMA's rules are the 35 fields of the paper on Faker's providers.
enum CorpusSpeedBench {
  private static let peerCounts = [("faker", 2_000), ("mimesis", 10_000), ("panorama", 2_000)]
  private static let personCount = 200_000

  static func run(_ surroundings: Surroundings) throws {
    let folder = try BenchFolder()
    let peer = try surroundings.peer("corpus_peer.py", [folder.path("peer.jsonl")])
    let people = try BenchPeople(surroundings)
    let recipe = try CorpusRecipe(contentsOf: "\(surroundings.tables)/recipes/panorama.yaml")
    let corpus = try SyntheticCorpus(
      recipe: recipe, seed: 1, formats: .reserved, tables: surroundings.tables)
    var rate = Rounds()
    var figures: [String: Figures] = [:]
    for _ in 1...surroundings.rounds {
      for (name, count) in peerCounts {
        figures[name] = Figures(try peer.ask("\(name) \(count)"))
      }
      figures["ours"] = try profiles(people, to: folder.path("profiles.jsonl"))
      figures["ours, whole corpus"] = try whole(corpus, in: folder)
      for (name, found) in figures where name != "ours, whole corpus" {
        rate.add(name, Double(found.records) / found.processorSeconds)
      }
    }
    report(figures, rate)
  }

  private static func report(_ figures: [String: Figures], _ rate: Rounds) {
    print("People and corpora as lines of JSON on one thread; the last round")
    for name in ["faker", "mimesis", "panorama", "ours", "ours, whole corpus"] {
      guard let found = figures[name] else { continue }
      print("  \(pad(name, 20)) \(found.line)")
    }
    for peer in ["faker", "mimesis", "panorama"] {
      print(" people a processor second, all rounds, against \(peer)")
      rate.report(against: peer, unit: "/s")
    }
  }

  /// Makes people of a locale and writes their lines.
  private static func profiles(_ people: BenchPeople, to path: String) throws -> Figures {
    let file = try BenchFile(path)
    var lines = ByteBuffer(capacity: 1 << 20)
    let made = try timed {
      try people.forEachCommunity(of: personCount) { community in
        for seat in 0..<community.count {
          people.generator.writeProfileLine(of: seat, in: community, into: &lines)
        }
        if lines.count > 1 << 19 { try file.write(&lines) }
      }
      try file.write(&lines)
    }
    return Figures(
      records: personCount, fields: Attribute.allCases.count, bytes: file.byteCount, time: made)
  }

  /// Writes the corpus as the command does, digests and manifest included.
  private static func whole(_ corpus: SyntheticCorpus, in folder: BenchFolder) throws -> Figures {
    var options = CorpusWriting.Options()
    options.isReplacing = true
    let path = folder.path("corpus")
    let made = try timed {
      try CorpusWriting(corpus, to: path, tool: "palimpsest-bench", options: options).run()
    }
    let manifest = made.result.manifest
    let bytes = manifest.files.values.reduce(0) { $0 + $1.contentCount }
    return Figures(
      records: manifest.counts.documents, fields: Attribute.allCases.count, bytes: bytes, time: made
    )
  }
}

/// What one contestant made in one round.
private struct Figures {
  let records: Int
  let fields: Int
  let bytes: Int
  let seconds: Double
  let processorSeconds: Double

  init<Result>(records: Int, fields: Int, bytes: Int, time: Timed<Result>) {
    (self.records, self.fields, self.bytes) = (records, fields, bytes)
    (seconds, processorSeconds) = (time.seconds, time.processorSeconds)
  }

  init(_ answer: [String: Double]) {
    records = Int(answer["records"] ?? 0)
    fields = Int(answer["fields"] ?? 0)
    bytes = Int(answer["bytes"] ?? 0)
    seconds = answer["seconds"] ?? .nan
    processorSeconds = answer["processor"] ?? .nan
  }

  var line: String {
    let megabytes = Double(bytes) / 1e6
    let parts: [(Double, String)] = [
      (Double(records) / processorSeconds, "records/s"),
      (Double(records * fields) / processorSeconds, "fields/s"),
      (megabytes / processorSeconds, "MB/s of processor time"),
      (megabytes / seconds, "MB/s of wall"),
      (megabytes, "MB"),
    ]
    return parts.map { "\(String(format: "%.1f", $0.0)) \($0.1)" }.joined(separator: ", ")
  }
}
