// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Foundation
import LanguageModels

/// Reading a prompt and writing a continuation against llama.cpp: same file, threads and prompt.
///
/// Needs a GGUF file in PALIMPSEST_SMOLLM2; says so and goes on where there is none.
enum InferenceBench {
  private static let promptCounts = [128, 512]
  private static let newCount = 128

  static func run(_ surroundings: Surroundings) throws {
    let variable = "PALIMPSEST_SMOLLM2"
    guard let path = ProcessInfo.processInfo.environment[variable] else {
      return print("Inference: skipped, \(variable) names no GGUF file")
    }
    for jobs in surroundings.threadCounts {
      print("Inference, \((path as NSString).lastPathComponent), \(jobs) threads")
      let model = try TransformerModel.open(path, jobs: jobs)
      let peer = try surroundings.peer("llama_peer.py", [path, "\(jobs)"])
      for count in promptCounts { try comparePrompts(model, peer, count, surroundings) }
      try compareContinuations(model, peer, surroundings)
    }
  }

  /// Tokens that no text has, so that nothing but the number matters.
  private static func prompt(_ count: Int, _ round: Int, _ model: TransformerModel) -> [TokenID] {
    let vocabulary = model.configuration.vocabularyCount
    return (0..<count).map {
      TokenID(($0 * 7919 + round * 104_729 + 13) % (vocabulary - 200) + 100)
    }
  }

  private static func comparePrompts(
    _ model: TransformerModel, _ peer: Peer, _ count: Int, _ surroundings: Surroundings
  ) throws {
    var speeds = Rounds()
    for round in 0..<surroundings.rounds {
      let tokens = prompt(count, round, model)
      let theirs = try peer.ask("read \(words(tokens))")
      let ours = try generation(model, tokens, 1, .float32)
      speeds.add("llama.cpp", Double(count) / (theirs["seconds"] ?? .nan))
      speeds.add("ours, float32", Double(count) / ours)
    }
    print(" a prompt of \(count) tokens")
    speeds.report(against: "llama.cpp", unit: "tokens/s")
  }

  private static func compareContinuations(
    _ model: TransformerModel, _ peer: Peer, _ surroundings: Surroundings
  ) throws {
    var speeds = Rounds()
    for round in 0..<surroundings.rounds {
      let tokens = prompt(16, round, model)
      let theirs = try peer.ask("write \(newCount) \(words(tokens))")
      speeds.add("llama.cpp", (theirs["tokens"] ?? .nan) / (theirs["seconds"] ?? .nan))
      for activations in Activations.allCases {
        let first = try generation(model, tokens, 1, activations)
        let all = try generation(model, tokens, newCount, activations)
        speeds.add("ours, \(activations.rawValue)", Double(newCount - 1) / (all - first))
      }
    }
    print(" \(newCount) tokens after 16")
    speeds.report(against: "llama.cpp", unit: "tokens/s")
  }

  private static func words(_ tokens: [TokenID]) -> String {
    tokens.map(String.init).joined(separator: " ")
  }

  /// Seconds of writing a number of tokens after a prompt, in one sequence.
  private static func generation(
    _ model: TransformerModel, _ prompt: [TokenID], _ count: Int, _ activations: Activations
  ) throws -> Double {
    let settings = GenerationSettings(
      tokenLimit: count, ignoresEnd: true, activations: activations)
    return try timed { try wait { _ = try await model.generate(after: prompt, settings) } }.seconds
  }

  /// Runs asynchronous work to its end.
  private static func wait(_ work: @escaping @Sendable () async throws -> Void) throws {
    let done = DispatchSemaphore(value: 0)
    let failure = Failure()
    Task {
      do { try await work() } catch { failure.error = error }
      done.signal()
    }
    done.wait()
    if let error = failure.error { throw error }
  }

  /// What went wrong; written before the signal and read after it.
  private final class Failure: @unchecked Sendable {
    var error: (any Error)?
  }
}
