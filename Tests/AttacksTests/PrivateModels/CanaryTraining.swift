// SPDX-License-Identifier: Apache-2.0

import Compute
import LanguageModels
import Statistics

/// One training of a tiny transformer on random canaries, each put in by a coin of its own, and an
/// audit of it by Steinke's one run.
///
/// A canary is a token of its own and then random ones, so that learning it by heart is a matter of
/// one embedding: the leakiest text that there can be. The number of guesses is fixed beforehand.
struct CanaryTraining {
  /// How the model is trained on canaries.
  struct Settings {
    /// The number of canaries, each in or out: m in the paper.
    var canaryCount = 400
    /// The random tokens of a canary.
    var secretCount = 3
    /// The number of tokens that secrets are drawn from.
    var alphabetCount = 16
    /// The steps of training.
    var stepCount = 60
    /// The standard deviation of the noise in units of the clipping norm.
    var noiseMultiplier: Double
    /// The share of documents of a step.
    var samplingRate = 0.25
    /// The guesses on either side, a quarter of all canaries in sum.
    var guessCount = 50
    /// The probability with which the promise may fail.
    var delta = 1e-5
  }

  /// The epsilon that training promises, by its accountant.
  let promise: Double
  /// The 95 % lower bound of epsilon that the audit finds.
  let bound: Double

  /// Draws canaries and coins, trains, guesses and bounds.
  init(_ settings: Settings, seed: Seed) throws {
    let canaries = CanaryTraining.canaries(settings, seed: seed.derive("canaries"))
    var generator = SeededGenerator(seed: seed.derive("coins"))
    let coins = canaries.map { _ in generator.index(below: 2) == 1 }
    let included = canaries.indices.filter { coins[$0] }
    var training = TrainingSettings(length: .steps(settings.stepCount))
    training.learningRate = 0.02
    training.weightDecay = 0
    training.warmUpStepCount = 5
    training.chunkCount = 1
    training.privacy = PrivacySettings(
      noiseMultiplier: settings.noiseMultiplier, clipNorm: 0.5,
      expectedDocumentCount: Int(settings.samplingRate * Double(included.count)),
      delta: settings.delta)
    let parameters = try TransformerParameters(
      CanaryTraining.configuration(settings), seed: seed.derive("model"), jobs: 1)
    let trainer = try Trainer(
      parameters, documents: canaries, order: included, settings: training,
      seed: seed.derive("noise"), jobs: 1)
    let before = CanaryTraining.losses(trainer.passes, canaries)
    _ = try trainer.run { _ in true }
    let after = CanaryTraining.losses(trainer.passes, canaries)
    promise = try trainer.privacyReport()?.epsilon ?? .infinity
    bound = try OneRunAudit(
      scores: zip(before, after).map { $0 - $1 }, coins: coins,
      guesses: .init(included: settings.guessCount, excluded: settings.guessCount),
      delta: settings.delta
    ).lowerBound()
  }

  private static func canaries(_ settings: Settings, seed: Seed) -> [[TokenID]] {
    var generator = SeededGenerator(seed: seed)
    return (0..<settings.canaryCount).map { canary in
      [TokenID(settings.alphabetCount + canary)]
        + (0..<settings.secretCount).map { _ in
          TokenID(generator.index(below: settings.alphabetCount))
        }
    }
  }

  private static func configuration(_ settings: Settings) -> ModelConfiguration {
    ModelConfiguration(
      architecture: .llama, vocabularyCount: settings.alphabetCount + settings.canaryCount,
      width: 16, layerCount: 1, headCount: 2, keyValueHeadCount: 2, headWidth: 8,
      feedForwardWidth: 32, contextLength: 8, normEpsilon: 1e-5, tiesEmbeddings: false)
  }

  /// The loss of each canary, summed over its secret, in nats.
  private static func losses(_ passes: BatchPasses, _ canaries: [[TokenID]]) -> [Double] {
    passes.logProbabilities(
      of: TrainingSegment.segments(of: canaries, limit: 8), in: canaries
    ).map { 0 - $0.reduce(0, +) }
  }
}
