// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What `make bench` runs: `palimpsest-bench [--rounds N] [--jobs N] [--python PATH] [NAME...]`.
///
/// Erasure benches take `--seeds FIRST-LAST`, `--passes N,N` and `--retain N,N`.
///
/// One file a bench, listed here by name. Figures are for people to read: nothing fails when a ratio
/// falls short, because other work on the machine moves them.
@main
enum PalimpsestBench {
  static let benches: [(name: String, run: @Sendable (Surroundings) throws -> Void)] = [
    ("bpr", BPRBench.run),
    ("ranking", RankingBench.run),
    ("erasure-parity", ErasureParityBench.run),
    ("erasure-cost", ErasureCostBench.run),
    ("erasure-verdicts", ErasureVerdictBench.run),
    ("erasure-overforgetting", OverForgettingBench.run),
    ("erasure-sequence", ErasureSequenceBench.run),
    ("erasure-methods", ErasureMethodsBench.run),
    ("erasure-thresholds", ErasureThresholdsBench.run),
    ("erasure-one-person", ErasureOnePersonBench.run),
    ("corpus-speed", CorpusSpeedBench.run),
    ("corpus-invariants", CorpusInvariantsBench.run),
    ("corpus-size", CorpusSizeBench.run),
    ("corpus-attacks", CorpusAttacksBench.run),
    ("matrices", MatrixBench.run),
    ("inference", InferenceBench.run),
    ("text-classifier", TextClassifierBench.run),
    ("training", TrainingBench.run),
    ("verbatim", VerbatimBench.run),
  ]

  static func main() throws {
    var surroundings = Surroundings()
    var names: [String] = []
    var arguments = CommandLine.arguments.dropFirst()
    while let argument = arguments.popFirst() {
      switch argument {
      case "--rounds": surroundings.rounds = try number(arguments.popFirst(), after: argument)
      case "--jobs":
        surroundings.jobs = try number(arguments.popFirst(), after: argument)
        surroundings.threadCounts = [surroundings.jobs]
      case "--seeds": surroundings.seeds = try range(arguments.popFirst(), after: argument)
      case "--passes": surroundings.passes = try numbers(arguments.popFirst(), after: argument)
      case "--retain": surroundings.retain = try numbers(arguments.popFirst(), after: argument)
      case "--python": surroundings.python = arguments.popFirst() ?? surroundings.python
      default: names.append(argument)
      }
    }
    let known = benches.map(\.name)
    if let unknown = names.first(where: { !known.contains($0) }) {
      throw BenchError("no bench '\(unknown)'; there are \(known.joined(separator: ", "))")
    }
    for bench in benches where names.isEmpty || names.contains(bench.name) {
      try bench.run(surroundings)
    }
  }

  private static func number(_ text: String?, after flag: String) throws -> Int {
    guard let text, let number = Int(text), number > 0 else {
      throw BenchError("\(flag) needs a number of at least 1")
    }
    return number
  }
}

extension PalimpsestBench {
  private static func numbers(_ text: String?, after flag: String) throws -> [Int] {
    try (text ?? "").split(separator: ",").map { try number(String($0), after: flag) }
  }

  private static func range(_ text: String?, after flag: String) throws -> ClosedRange<UInt64> {
    let ends = try (text ?? "").split(separator: "-").map {
      UInt64(try number(String($0), after: flag))
    }
    guard let first = ends.first, let last = ends.last, first <= last else {
      throw BenchError("\(flag) needs a range such as 1-5")
    }
    return first...last
  }
}

/// What benches are told about the machine and their peers.
struct Surroundings {
  /// How often both sides are timed, in alternation.
  var rounds = 5
  /// Threads of both sides.
  var jobs = ProcessInfo.processInfo.activeProcessorCount
  /// The numbers of threads that benches of models try: the one given, else one and all.
  var threadCounts = Set([1, ProcessInfo.processInfo.activeProcessorCount]).sorted()
  /// An interpreter that has the peers' packages.
  var python = "python3"
  /// Seeds of erasure benches; nil for each bench's own, on which no setting was chosen.
  var seeds: ClosedRange<UInt64>?
  /// Passes over a single user's pairs to try; empty for the default.
  var passes: [Int] = []
  /// Forward steps for each reverse step of a single user to try; empty for the default.
  var retain: [Int] = []
  /// Where the peers' scripts lie.
  let peers = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Peers")
  /// Where the tables of corpora lie.
  let tables = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Corpora").path

  /// Starts a peer's script.
  func peer(_ script: String, _ arguments: [String], environment: [String: String] = [:]) throws
    -> Peer
  {
    try Peer(
      python: python, script: peers.appendingPathComponent(script), arguments: arguments,
      environment: environment)
  }
}

/// Why a bench could not run.
struct BenchError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
