// SPDX-License-Identifier: Apache-2.0

public import Compute
import LanguageModels

/// Texts by a very small transformer, trained in seconds from a seed of each model's own.
public struct TransformerLearner: ExampleLearner {
  /// How many tokens are foretold in each text.
  public let trialCounts: [Int]
  private let examples: TokenExamples
  private let configuration: ModelConfiguration
  private let settings: TrainingSettings
  private let kernels: KernelSet

  /// Takes examples.
  ///
  /// - Parameters:
  ///   - examples: The texts.
  ///   - width: The width of the residual stream, a multiple of 16: one head for each 16.
  ///   - stepCount: The steps of training, of at most 1,024 tokens each.
  ///   - kernels: The kernel set; results differ in the last bits between sets.
  public init(
    _ examples: TokenExamples, width: Int = 32, stepCount: Int = 200, kernels: KernelSet = .best
  ) {
    precondition(width > 0 && width % 16 == 0, "heads of 16")
    self.examples = examples
    self.kernels = kernels
    trialCounts = examples.trialCounts
    let longest = examples.sequences.map(\.count).max() ?? 2
    configuration = ModelConfiguration(
      architecture: .llama, vocabularyCount: examples.vocabularyCount, width: width, layerCount: 2,
      headCount: width / 16, keyValueHeadCount: width / 16, headWidth: 16,
      feedForwardWidth: 2 * width, contextLength: longest, normEpsilon: 1e-5, tiesEmbeddings: true)
    var settings = TrainingSettings(length: .steps(stepCount))
    settings.batchTokenCount = 1_024
    settings.learningRate = 1e-2
    settings.weightDecay = 0
    settings.chunkCount = 1
    self.settings = settings
  }

  /// Trains on the texts in an order drawn by the seed, each as often as it has copies.
  public func rightCounts(
    learningFrom learned: [Int], seed: Seed
  ) throws(AttacksError) -> [Int] {
    var order = learned.flatMap { Array(repeating: $0, count: examples.copies[$0]) }
    var generator = SeededGenerator(seed: seed.derive("order"))
    generator.shuffle(&order)
    do throws(LanguageModelError) {
      let trainer = try Trainer(
        TransformerParameters(configuration, seed: seed, jobs: 1), documents: examples.sequences,
        order: order, settings: settings, seed: seed, jobs: 1, kernels: kernels)
      _ = try trainer.run { _ in true }
      let segments = TrainingSegment.segments(
        of: examples.sequences, limit: configuration.contextLength)
      return trainer.passes.hitCounts(of: segments, in: examples.sequences)
    } catch {
      throw AttacksError(.undefined, error.message, remedy: error.remedy, cause: error)
    }
  }
}
