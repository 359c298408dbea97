// SPDX-License-Identifier: Apache-2.0

public import Compute
import Evidence
public import Recommenders

/// Trains a model on a file of interactions and writes it: `recommender train`.
public struct RecommenderTraining: Sendable {
  /// The interactions.
  public var data: InteractionSource
  /// How the model is trained.
  public var recipe: TrainingRecipe
  /// Where the model goes.
  public var output: ModelOutput
  /// The kernel set.
  public var kernels: KernelSet
  /// Threads of evaluation; changes no bit.
  public var jobs: Int
  /// The length of the lists that the model is measured by.
  public var k: Int

  /// Describes a training run.
  public init(
    data: InteractionSource, recipe: TrainingRecipe, output: ModelOutput,
    kernels: KernelSet = .best, jobs: Int = 1, k: Int = 20
  ) {
    self.data = data
    self.recipe = recipe
    self.output = output
    self.kernels = kernels
    self.jobs = jobs
    self.k = k
  }

  /// Reads, splits, trains, measures and writes; nothing is written where any of it fails.
  ///
  /// - Returns: The facts, test measures and the file written.
  /// - Throws: What reading, training or writing throws.
  public func run() throws(AuditError) -> CommandResult {
    try recipe.check()
    let file = try data.open()
    try output.check(against: [data.path])
    let split = recipe.split(file.interactions)
    let trained = try recipe.train(split, kernels: kernels, jobs: jobs)
    let measures = try RankingMeasures(k: k, seed: recipe.seed, jobs: jobs, kernels: kernels)
      .measure(trained.model, on: split, group: ["model": "original", "set": "test"])
    let digest = try file.interactions.canonicalDigest()
    let written = try output.write(
      trained.model, header: recipe.header(of: trained.model, data: digest, kernels: kernels),
      inputs: [.init(role: "interactions", digest: digest)],
      command: "palimpsest recommender train")
    var facts = file.facts.merging(split.facts) { $1 }.merging(recipe.settings) { $1 }
    facts["kernels"] = kernels.rawValue
    facts["data-digest"] = digest.hex
    facts["passes"] = String(trained.epochCount)
    facts["best-pass"] = String(trained.bestEpoch)
    return CommandResult(
      command: "recommender train", seed: recipe.seed, facts: facts,
      measures: validation(trained) + measures,
      outputs: [.init(path: output.path, digest: written)])
  }

  private func validation(_ trained: TrainedModel) -> [Measurement] {
    let name = RankingMetric.ndcg.name(at: TrainedModel.cutoff)
    let group = ["model": "original", "set": "validation"]
    guard trained.validation.indices.contains(trained.bestEpoch - 1) else {
      return [
        Measurement(missing: name, reason: "early stopping did not look at it", group: group)
      ]
    }
    var measure = Measurement(missing: name, reason: "", group: group)
    measure.value = trained.validation[trained.bestEpoch - 1]
    measure.reason = nil
    measure.method = "mean over users, at the pass kept"
    return [measure]
  }
}

extension InteractionSplit {
  /// The sizes of the three parts, as facts.
  public var facts: [String: String] {
    [
      "train-interactions": String(train.count),
      "validation-interactions": String(validation.count),
      "test-interactions": String(test.count),
    ]
  }
}
