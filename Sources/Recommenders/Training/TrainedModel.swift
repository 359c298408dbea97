// SPDX-License-Identifier: Apache-2.0

public import Compute

/// A model as early stopping left it, with the record of its training.
public struct TrainedModel: Sendable {
  /// The model after its best pass.
  public let model: MatrixFactorization
  /// Passes made before `model` was the best, at least 1.
  public let bestEpoch: Int
  /// Passes made in all.
  public let epochCount: Int
  /// Validation NDCG@20 after each pass, `[epochCount]`; empty where no user has a validation pair.
  public let validation: [Double]

  /// The cut-off of the metric that early stopping watches.
  public static let cutoff = 20

  /// Trains until validation NDCG@20 has not risen for `patience` passes, and keeps the best model.
  ///
  /// Training itself runs on one thread; only the evaluation uses `jobs`, which changes no bit.
  /// Without validation pairs, or with a patience of 0, every pass is made and the last model kept.
  ///
  /// - Parameters:
  ///   - split: Training and validation pairs; the test pairs are not read.
  ///   - configuration: The hyper-parameters.
  ///   - seed: The seed of initial vectors, order and negatives.
  ///   - kernels: The kernel set.
  ///   - jobs: Threads of the evaluation.
  /// - Returns: The trained model and its record.
  /// - Throws: `RecommenderError` where there is nothing to train on.
  public static func train(
    _ split: InteractionSplit, configuration: BPRConfiguration, seed: Seed, kernels: KernelSet,
    jobs: Int = 1
  ) throws(RecommenderError) -> TrainedModel {
    try requireTrainingPairs(split)
    var trainer = BPRTrainer(
      split.train, configuration: configuration, seed: seed, kernels: kernels)
    var stopping = EarlyStopping(split, configuration, kernels: kernels, jobs: jobs)
    repeat { trainer.runEpoch() } while stopping.goesOn(after: trainer.model)
    return stopping.outcome
  }

  /// Trains as `train` does, but by Hogwild on `jobs` threads: fast, and not reproducible.
  ///
  /// With more than one job two runs differ, so that no verdict may rest on such a model.
  ///
  /// - Parameters:
  ///   - split: Training and validation pairs; the test pairs are not read.
  ///   - configuration: The hyper-parameters.
  ///   - seed: The seed of initial vectors and draws.
  ///   - kernels: The kernel set.
  ///   - jobs: Threads of training and of the evaluation.
  /// - Returns: The trained model and its record.
  /// - Throws: `RecommenderError` where there is nothing to train on.
  public static func trainFast(
    _ split: InteractionSplit, configuration: BPRConfiguration, seed: Seed, kernels: KernelSet,
    jobs: Int
  ) throws(RecommenderError) -> TrainedModel {
    try requireTrainingPairs(split)
    var trainer = FastBPRTrainer(
      split.train, configuration: configuration, seed: seed, jobs: jobs, kernels: kernels)
    var stopping = EarlyStopping(split, configuration, kernels: kernels, jobs: jobs)
    repeat { trainer.run() } while stopping.goesOn(after: trainer.model)
    return stopping.outcome
  }

  private static func requireTrainingPairs(
    _ split: InteractionSplit
  ) throws(RecommenderError) {
    guard split.train.count == 0 else { return }
    throw RecommenderError(
      "REC020", .badData, "The training split holds no interaction.",
      remedy: "Give more interactions, or lower --min-rating.")
  }
}

/// Watches validation NDCG@20 over the passes of a training, and keeps the best model.
private struct EarlyStopping {
  private let split: InteractionSplit
  private let configuration: BPRConfiguration
  private let kernels: KernelSet
  private let jobs: Int
  private var best: (model: MatrixFactorization, epoch: Int, score: Double)?
  private var epochCount = 0
  private var validation: [Double] = []

  init(
    _ split: InteractionSplit, _ configuration: BPRConfiguration, kernels: KernelSet, jobs: Int
  ) {
    self.split = split
    self.configuration = configuration
    self.kernels = kernels
    self.jobs = jobs
  }

  /// Takes the model after one more pass; returns whether another pass is to be made.
  mutating func goesOn(after model: MatrixFactorization) -> Bool {
    epochCount += 1
    let score =
      configuration.patience > 0
      ? model.validationScore(split, kernels: kernels, jobs: jobs) : nil
    if let score {
      validation.append(score)
      if score > best?.score ?? -.infinity { best = (model, epochCount, score) }
    } else {
      best = (model, epochCount, -.infinity)
    }
    let waited = epochCount - (best?.epoch ?? 0)
    let isSpent = configuration.patience > 0 && waited >= configuration.patience
    return epochCount < configuration.epochLimit && !isSpent
  }

  /// The best model so far, at least one pass having been made.
  var outcome: TrainedModel {
    guard let best else { preconditionFailure("a pass is made before its outcome is asked for") }
    return TrainedModel(
      model: best.model, bestEpoch: best.epoch, epochCount: epochCount, validation: validation)
  }
}

extension MatrixFactorization {
  /// The mean NDCG@20 over users with validation pairs, seen training items masked; nil without any.
  fileprivate func validationScore(
    _ split: InteractionSplit, kernels: KernelSet, jobs: Int
  ) -> Double? {
    let users = (0..<split.validation.users.count).filter {
      !split.validation.items(of: $0).isEmpty
    }
    .map(Int32.init)
    guard !users.isEmpty else { return nil }
    let lists = TopItems.lists(
      model: self, users: users, masked: split.train, k: TrainedModel.cutoff, jobs: jobs,
      kernels: kernels)
    return RankingMetrics(
      lists: lists, k: TrainedModel.cutoff, users: users, relevant: split.validation
    ).mean(.ndcg)
  }
}
