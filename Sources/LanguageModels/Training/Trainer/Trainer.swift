// SPDX-License-Identifier: Apache-2.0

public import Compute
import Evidence

/// Trains a model, or adapters of it, on token sequences in a given order.
///
/// Everything that is drawn is a function of the seed and the step, and sums are taken in a fixed
/// order, so the same documents, settings and seed give the same bits at any number of threads and
/// however often training was interrupted; within one kernel set.
public final class Trainer {
  /// The passes through the model; its weights change with each step.
  public let passes: BatchPasses
  /// The settings.
  public let settings: TrainingSettings
  /// The token sequences.
  public let documents: [[TokenID]]
  /// Places in `documents` in the order of learning.
  public let order: [Int]
  /// All steps of the training.
  public let stepCount: Int
  /// The steps that were made.
  public internal(set) var completedStepCount = 0
  /// `sha256:` and the digest of all that the result depends on; checkpoints name it.
  public let digest: String

  let seed: Seed
  let segments: [TrainingSegment]
  let batches: [Range<Int>]
  let samplingRate: Double?
  /// What private training draws; empty for training as usual.
  let privateUnits: [PrivateUnit]
  let units: [UpdateUnit]
  let means: AlignedFloats
  let squares: AlignedFloats
  let gradients: [AlignedFloats]
  private let schedule: LearningRateSchedule

  /// Prepares the training of all weights, which are trained in place; the first step has not been
  /// made.
  ///
  /// - Parameters:
  ///   - parameters: The weights.
  ///   - documents: Token sequences, with whatever begins and ends a document in the tokens.
  ///   - order: Places in `documents`, each as often as it is to be learnt in one epoch.
  ///   - settings: How to train.
  ///   - seed: Draws of private training; training as usual draws nothing.
  ///   - jobs: The number of threads.
  ///   - kernels: The kernel set.
  /// - Throws: `LMD141` where nothing can be learnt, `LMD142` for a token that the model does not
  ///   have, `LMD143` and `LMD148` for settings that make no sense.
  public convenience init(
    _ parameters: TransformerParameters, documents: [[TokenID]], order: [Int],
    settings: TrainingSettings, seed: Seed, jobs: Int, kernels: KernelSet = .best
  ) throws(LanguageModelError) {
    try self.init(
      parameters, adapters: nil, documents: documents, order: order, settings: settings,
      seed: seed, jobs: jobs, kernels: kernels)
  }

  /// Prepares training, of adapters alone where there are any.
  ///
  /// - Parameters:
  ///   - parameters: The weights; they are trained in place, unless there are adapters.
  ///   - adapters: Adapters of the same model, which are trained instead.
  ///   - documents: Token sequences, with whatever begins and ends a document in the tokens.
  ///   - order: Places in `documents`, each as often as it is to be learnt in one epoch.
  ///   - settings: How to train.
  ///   - seed: Draws of private training; training as usual draws nothing.
  ///   - jobs: The number of threads.
  ///   - kernels: The kernel set.
  /// - Throws: `LMD141` where nothing can be learnt, `LMD142` for a token that the model does not
  ///   have, `LMD143` and `LMD148` for settings that make no sense.
  package init(
    _ parameters: TransformerParameters, adapters: LowRankAdapters?,
    documents: [[TokenID]], order: [Int], settings: TrainingSettings, seed: Seed, jobs: Int,
    kernels: KernelSet = .best
  ) throws(LanguageModelError) {
    try settings.check()
    passes = BatchPasses(
      parameters, adapters: adapters, sequenceLimit: settings.sequenceTokenCount,
      chunkCount: settings.chunkCount, jobs: jobs, kernels: kernels)
    try Trainer.check(documents, order, parameters.configuration)
    self.settings = settings
    self.documents = documents
    self.order = order
    self.seed = seed.derive("training")
    let limit = passes.plan.sequenceLimit
    segments = TrainingSegment.segments(of: documents, order: order, limit: limit)
    guard !segments.isEmpty else {
      throw LanguageModelError(
        "LMD141", .badData, "No document has two tokens: there is nothing to learn.",
        remedy: "Give documents with text.")
    }
    batches = Trainer.batches(segments, tokenCount: settings.batchTokenCount)
    privateUnits =
      settings.privacy == nil ? [] : PrivateUnit.units(of: documents, order: order)
    samplingRate = try settings.privacy?.samplingRate(of: privateUnits.count)
    stepCount = Trainer.stepCount(settings, batches.count, samplingRate)
    schedule = LearningRateSchedule(
      peak: settings.learningRate, finalShare: settings.finalLearningRateShare,
      warmUpStepCount: settings.warmUpStepCount, stepCount: stepCount)
    digest = try Trainer.digest(parameters, adapters, documents, order, settings, seed)
    units = UpdateUnit.units(parameters.layout, adapters?.layout)
    let count = passes.gradientCount
    means = AlignedFloats(count: count)
    squares = AlignedFloats(count: count)
    gradients = (0..<settings.chunkCount).map { _ in AlignedFloats(count: count) }
  }

  /// Whether all steps were made.
  public var isFinished: Bool { completedStepCount >= stepCount }

  /// The floats that are trained.
  var trained: AlignedFloats { passes.adapters?.floats ?? passes.parameters.floats }

  /// Makes the next step.
  ///
  /// - Returns: What it showed.
  /// - Throws: `LMD144` where the loss or its gradient is not finite; the weights are then as before.
  public func step() throws(LanguageModelError) -> TrainingStep {
    precondition(!isFinished, "a step of the training")
    let number = completedStepCount + 1
    let sum = settings.privacy.map { privateGradient($0, step: number) } ?? batchGradient(number)
    let squaredNorm = addChunks(noise: settings.privacy.map { ($0, number) })
    guard squaredNorm.isFinite, sum.negativeLogLikelihood.isFinite else {
      throw LanguageModelError(
        "LMD144", .badData, "The loss of step \(number) is not finite.",
        remedy: "Lower the learning rate, or look at the weights that training began with.")
    }
    let rate = schedule.rate(step: number)
    update(step: number, rate: rate, factor: factor(squaredNorm))
    completedStepCount = number
    return TrainingStep(
      number: number, epoch: samplingRate == nil ? (number - 1) / batches.count : nil,
      tokenCount: sum.tokenCount,
      loss: sum.tokenCount > 0 ? sum.negativeLogLikelihood / Double(sum.tokenCount) : nil,
      learningRate: rate, gradientNorm: squaredNorm.squareRoot())
  }

  /// Makes all steps that are left.
  ///
  /// - Parameters:
  ///   - checkpoint: The file for checkpoints; nil for none.
  ///   - interval: The number of steps between checkpoints, at least 1.
  ///   - progress: Called after each step; false stops, after a checkpoint.
  /// - Returns: Whether training is finished.
  /// - Throws: `LMD144`, and what writing a checkpoint throws.
  public func run(
    checkpoint: String? = nil, every interval: Int = 200, progress: (TrainingStep) -> Bool
  ) throws(LanguageModelError) -> Bool {
    precondition(interval > 0, "steps between checkpoints")
    while !isFinished {
      let goesOn = progress(try step())
      if let checkpoint, !goesOn || isFinished || completedStepCount % interval == 0 {
        try writeCheckpoint(to: checkpoint)
      }
      guard goesOn else { return isFinished }
    }
    return true
  }

  /// What a step's summed gradient is multiplied with.
  private func factor(_ squaredNorm: Double) -> Float {
    if let privacy = settings.privacy { return 1 / Float(privacy.expectedDocumentCount) }
    guard let limit = settings.clipNorm else { return 1 }
    return Float(min(1, limit / max(squaredNorm.squareRoot(), .leastNormalMagnitude)))
  }
}

/// What one step of training showed.
public struct TrainingStep: Equatable, Sendable {
  /// The step's number, from 1.
  public let number: Int
  /// The pass through the order that it belongs to, from 0; nil where documents are drawn.
  public let epoch: Int?
  /// The number of targets.
  public let tokenCount: Int
  /// The mean negative log-likelihood before the step, in nats a token; nil without targets.
  public let loss: Double?
  /// The learning rate.
  public let learningRate: Double
  /// The norm of the gradient before clipping; with noise, of the noisy sum over documents.
  public let gradientNorm: Double
}
