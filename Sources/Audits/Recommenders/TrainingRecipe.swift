// SPDX-License-Identifier: Apache-2.0

public import Compute
public import Recommenders

/// Everything that a trained model depends on beside the data and the kernel set.
///
/// One recipe on one set of pairs gives one model: `recommender train` on a file, exact retraining
/// without erased rows and the training of comparison models all go through here.
public struct TrainingRecipe: Equatable, Sendable {
  /// The hyper-parameters.
  public var configuration: BPRConfiguration
  /// The seed of the split, of initial vectors and of every draw.
  public var seed: UInt64
  /// The expected share of validation pairs.
  public var validationShare: Double
  /// The expected share of test pairs.
  public var testShare: Double

  /// Whether models are trained by Hogwild on all cores: fast, not reproducible, never for a verdict.
  public var isFast = false

  /// Creates a recipe.
  public init(
    configuration: BPRConfiguration = BPRConfiguration(), seed: UInt64 = 1,
    validationShare: Double = 0.1, testShare: Double = 0.1
  ) {
    self.configuration = configuration
    self.seed = seed
    self.validationShare = validationShare
    self.testShare = testShare
  }

  /// Splits pairs as the recipe's seed does.
  public func split(_ interactions: Interactions) -> InteractionSplit {
    InteractionSplit(
      interactions, seed: Seed(seed), validationShare: validationShare, testShare: testShare)
  }

  /// Trains with early stopping; reproducibly, unless the recipe is fast.
  ///
  /// - Parameters:
  ///   - split: A split that the recipe made.
  ///   - kernels: The kernel set.
  ///   - jobs: Threads of the evaluation between passes; changes no bit.
  /// - Returns: The model and its record.
  /// - Throws: Usage errors for hyper-parameters out of range, bad data for an empty training set.
  public func train(_ split: InteractionSplit, kernels: KernelSet, jobs: Int = 1)
    throws(AuditError) -> TrainedModel
  {
    try check()
    do {
      if isFast {
        return try TrainedModel.trainFast(
          split, configuration: configuration, seed: Seed(seed), kernels: kernels, jobs: jobs)
      }
      return try TrainedModel.train(
        split, configuration: configuration, seed: Seed(seed), kernels: kernels, jobs: jobs)
    } catch {
      throw AuditError(error)
    }
  }

  /// Refuses hyper-parameters that make no sense.
  ///
  /// - Throws: AUD005, naming the flag.
  public func check() throws(AuditError) {
    guard let (setting, range) = outOfRange else { return }
    throw AuditError(
      "AUD005", .usage, "--\(setting) is out of range.", remedy: "Give a number \(range).")
  }

  /// The first hyper-parameter that makes no sense, by its name, and what would make sense.
  var outOfRange: (setting: String, range: String)? {
    let configuration = configuration
    let rate = configuration.learningRate
    let penalty = configuration.regularization
    let scale = configuration.initialScale
    let conditions: [(holds: Bool, setting: String, range: String)] = [
      ((1...4096).contains(configuration.factorCount), "factors", "from 1 to 4096"),
      ((1...100_000).contains(configuration.epochLimit), "epochs", "from 1 to 100000"),
      (configuration.patience >= 0, "patience", "of 0 or more"),
      (rate.isFinite && rate > 0, "learning-rate", "above 0"),
      (penalty.isFinite && penalty >= 0, "regularization", "of 0 or more"),
      (scale.isFinite && scale >= 0, "initial-scale", "of 0 or more"),
    ]
    return conditions.first { !$0.holds }.map { (setting: $0.setting, range: $0.range) }
  }
}
