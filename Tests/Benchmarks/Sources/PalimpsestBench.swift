// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What `make bench` runs: `palimpsest-bench [--rounds N] [--jobs N] [--python PATH] [NAME...]`.
///
/// One file a bench, listed here by name. Figures are for people to read: nothing fails when a ratio
/// falls short, because other work on the machine moves them.
@main
enum PalimpsestBench {
  static let benches: [(name: String, run: @Sendable (Surroundings) throws -> Void)] = [
    ("bpr", BPRBench.run),
    ("ranking", RankingBench.run),
  ]

  static func main() throws {
    var surroundings = Surroundings()
    var names: [String] = []
    var arguments = CommandLine.arguments.dropFirst()
    while let argument = arguments.popFirst() {
      switch argument {
      case "--rounds": surroundings.rounds = try number(arguments.popFirst(), after: argument)
      case "--jobs": surroundings.jobs = try number(arguments.popFirst(), after: argument)
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

/// What benches are told about the machine and their peers.
struct Surroundings {
  /// How often both sides are timed, in alternation.
  var rounds = 5
  /// Threads of both sides.
  var jobs = ProcessInfo.processInfo.activeProcessorCount
  /// An interpreter that has the peers' packages.
  var python = "python3"
  /// Where the peers' scripts lie.
  let peers = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Peers")

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
