// SPDX-License-Identifier: Apache-2.0

import Compute
import Foundation
import LanguageModels

/// Training steps and forward-only scores against PyTorch's: same model, batch, optimizer and threads.
///
/// Eager PyTorch with fused attention and fused AdamW. The models are the one of nine million weights
/// of the reference, in both architectures; tokens are drawn, as their number alone matters here.
enum TrainingBench {
  private static let batch = 8
  private static let stepsPerRound = 3

  static func run(_ surroundings: Surroundings) throws {
    for architecture in [ModelConfiguration.Architecture.llama, .gpt2] {
      for jobs in surroundings.threadCounts {
        try compare(architecture, jobs, surroundings)
      }
    }
  }

  private static func configuration(
    _ architecture: ModelConfiguration.Architecture
  ) -> ModelConfiguration {
    ModelConfiguration(
      architecture: architecture, vocabularyCount: 8192, width: 256, layerCount: 6, headCount: 8,
      keyValueHeadCount: 8, headWidth: 32, feedForwardWidth: architecture == .gpt2 ? 1024 : 683,
      contextLength: 256, normEpsilon: 1e-5, tiesEmbeddings: false)
  }

  private static func compare(
    _ architecture: ModelConfiguration.Architecture, _ jobs: Int, _ surroundings: Surroundings
  ) throws {
    let configuration = configuration(architecture)
    let numbers = [
      configuration.width, configuration.layerCount, configuration.headCount,
      configuration.feedForwardWidth, configuration.vocabularyCount, configuration.contextLength,
      batch, jobs,
    ]
    let peer = try surroundings.peer(
      "torch_peer.py", [architecture.rawValue] + numbers.map(String.init))
    print(
      "Training, \(architecture.rawValue), width \(numbers[0]), \(numbers[1]) layers,"
        + " \(batch) x \(numbers[5]) tokens, \(jobs) threads")
    let own = try Own(configuration, jobs)
    var training = Rounds()
    var scoring = Rounds()
    for _ in 0..<surroundings.rounds {
      let tokens = Double(batch * configuration.contextLength * stepsPerRound)
      training.add("torch", tokens / (try peer.ask("train \(stepsPerRound)")["seconds"] ?? .nan))
      training.add("ours", tokens / (try own.train(stepsPerRound)))
      scoring.add("torch", tokens / (try peer.ask("score \(stepsPerRound)")["seconds"] ?? .nan))
      scoring.add("ours", tokens / own.score(stepsPerRound))
    }
    print(" training")
    training.report(against: "torch", unit: "tokens/s")
    print(" scores, forward alone")
    scoring.report(against: "torch", unit: "tokens/s")
  }

  private struct Own {
    private let trainer: Trainer
    private let segments: [TrainingSegment]

    init(_ configuration: ModelConfiguration, _ jobs: Int) throws {
      var generator = SeededGenerator(seed: Seed(2))
      let documents = (0..<batch).map { _ in
        (0...configuration.contextLength).map { _ in
          TokenID(generator.index(below: configuration.vocabularyCount))
        }
      }
      var settings = TrainingSettings(length: .steps(1_000_000))
      settings.batchTokenCount = batch * configuration.contextLength
      trainer = try Trainer(
        TransformerParameters(configuration, seed: Seed(1), jobs: jobs), documents: documents,
        order: Array(documents.indices), settings: settings, seed: Seed(1), jobs: jobs)
      segments = TrainingSegment.segments(of: documents, limit: configuration.contextLength)
      for _ in 0..<2 { _ = try trainer.step() }
    }

    /// Seconds of some steps.
    func train(_ count: Int) throws -> Double {
      try timed { for _ in 0..<count { _ = try trainer.step() } }.seconds
    }

    /// Seconds of the scores of some batches.
    func score(_ count: Int) -> Double {
      timed {
        for _ in 0..<count {
          _ = trainer.passes.logProbabilities(of: segments, in: trainer.documents)
        }
      }.seconds
    }
  }
}
