// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Foundation

/// Verbatim overlap: our two indexes against a suffix array and a Python set of 50-grams.
///
/// The corpus is invented words, drawn with a few far more often than most, and each document copies
/// 300 bytes of it. The set tells whether 50 bytes occur; the others say also where, and how much more.
/// Then 1 GB of the same kind passes 10 MB of outputs, by one thread and by all.
enum VerbatimBench {
  private static let corpusSize = 10_000_000
  private static let documentCount = 200
  private static let streamedSize = 1_000_000_000

  static func run(_ surroundings: Surroundings) throws {
    var words = InventedWords(seed: 1)
    let corpus = words.text(corpusSize)
    let documents = (0..<documentCount).map { number in
      words.document(copying: corpus, at: number * 40_000)
    }
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("palimpsest-verbatim-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = [
      folder.appendingPathComponent("corpus"), folder.appendingPathComponent("documents"),
    ]
    try Data(corpus).write(to: files[0])
    try Data(documents.joined(separator: [10])).write(to: files[1])
    let peer = try surroundings.peer("verbatim_peer.py", files.map(\.path))
    try compare(corpus, documents, peer, rounds: surroundings.rounds)
    try stream(corpus, jobs: surroundings.jobs)
  }

  private static func compare(
    _ corpus: [UInt8], _ documents: [[UInt8]], _ peer: Peer, rounds: Int
  ) throws {
    var builds = Rounds()
    var queries = Rounds()
    var found = (index: 0, array: 0)
    for _ in 0..<rounds {
      let theirs = try peer.ask("run")
      builds.add("python set", Double(corpus.count) / (theirs["build"] ?? .nan))
      queries.add("python set", (theirs["query"] ?? .nan) / Double(documents.count))
      let array = try timed { try SuffixArray(corpus) }
      builds.add("suffix array", Double(corpus.count) / array.seconds)
      let arraySpans = timed { documents.map { array.result.spans(of: $0, minimumLength: 50) } }
      queries.add("suffix array", arraySpans.seconds / Double(documents.count))
      let index = try timed { try CorpusIndex(text: corpus) }
      builds.add("anchor index", Double(corpus.count) / index.seconds)
      let indexSpans = timed { documents.map { index.result.spans(of: $0) } }
      queries.add("anchor index", indexSpans.seconds / Double(documents.count))
      guard indexSpans.result == arraySpans.result else {
        throw BenchError("the anchor index and the suffix array found different spans")
      }
      found = (indexSpans.result.joined().count, arraySpans.result.joined().count)
    }
    print("Verbatim overlap: \(found.index) spans in \(documents.count) documents of 2 kB")
    print(" building over \(corpus.count / 1_000_000) MB")
    builds.report(against: "python set", unit: "MB/s", scale: 1e-6)
    print(" a document")
    queries.report(against: "python set", unit: "us", scale: 1e6, isTime: true)
  }

  private static func stream(_ corpus: [UInt8], jobs: Int) throws {
    var words = InventedWords(seed: 2)
    let outputs = (0..<5_000).map { words.document(copying: corpus, at: $0 * 1_900) }
    let index = try OutputIndex(outputs)
    for jobs in Set([1, jobs]).sorted() {
      var scan = CorpusScan(past: index, jobs: jobs)
      let time = timed { while scan.byteCount < streamedSize { scan.feed(corpus) } }
      let speed = Double(scan.byteCount) / time.seconds * 1e-6
      let each = Double(scan.byteCount) / time.processorSeconds * 1e-6
      let found = scan.finish().count { !$0.isEmpty }
      print(
        " 1 GB past 10 MB of outputs, \(jobs) threads: \(number(speed)) MB/s"
          + " (\(number(each)) MB/s of processor time); \(found) of \(outputs.count) copies found")
    }
  }
}

/// Text of invented words, of which a few are far more frequent than most.
private struct InventedWords {
  private let vocabulary: [[UInt8]]
  private var generator: SeededGenerator

  init(seed: UInt64) {
    var letters = SeededGenerator(seed: Seed(0))
    vocabulary = (0..<30_000).map { _ in
      (0..<2 + letters.index(below: 9)).map { _ in UInt8(97 + letters.index(below: 26)) } + [32]
    }
    generator = SeededGenerator(seed: Seed(seed))
  }

  mutating func text(_ count: Int) -> [UInt8] {
    var text: [UInt8] = []
    while text.count < count {
      let draw = generator.uniform()
      text += vocabulary[Int(draw * draw * draw * Double(vocabulary.count))]
    }
    return text
  }

  /// A document of 2 kB that holds 300 bytes of the corpus.
  mutating func document(copying corpus: [UInt8], at place: Int) -> [UInt8] {
    var document = text(2_000)
    document.replaceSubrange(100..<400, with: corpus[place..<place + 300])
    return document
  }
}
