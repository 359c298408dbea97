// SPDX-License-Identifier: Apache-2.0

public import Compute
import Evidence
import Recommenders
public import Unlearning

/// Makes a model file forget and writes the new model: `recommender unlearn`.
public struct RecommenderUnlearning: Sendable {
  /// How a request is carried out.
  public enum Mode: String, Sendable, CaseIterable {
    /// Forward steps on what is retained, reverse steps on what is erased.
    case reverseBPR = "reverse-bpr"
    /// Retraining without the erased pairs, by the recipe in the model's header.
    case exact
  }

  /// The model file's path.
  public var model: String
  /// The interactions that the model was trained on.
  public var data: InteractionSource
  /// What is to be erased.
  public var specification: ErasureSpecification
  /// How it is carried out.
  public var mode: Mode
  /// The settings of reverse BPR.
  public var reverse: ReverseBPRConfiguration
  /// The seed of drawn shares and of reverse BPR's draws.
  public var seed: UInt64
  /// Where the new model goes.
  public var output: ModelOutput
  /// The kernel set.
  public var kernels: KernelSet
  /// Threads of evaluation; changes no bit.
  public var jobs: Int
  /// Whether messages may name identifiers.
  public var isShowingValues: Bool

  /// Describes an erasure from a model file.
  public init(
    model: String, data: InteractionSource, specification: ErasureSpecification, mode: Mode,
    output: ModelOutput, reverse: ReverseBPRConfiguration = .init(), seed: UInt64 = 1,
    kernels: KernelSet = .best, jobs: Int = 1, isShowingValues: Bool = false
  ) {
    self.model = model
    self.data = data
    self.specification = specification
    self.mode = mode
    self.output = output
    self.reverse = reverse
    self.seed = seed
    self.kernels = kernels
    self.jobs = jobs
    self.isShowingValues = isShowingValues
  }

  /// Reads, erases, measures and writes; nothing is written where any of it fails.
  ///
  /// - Returns: The facts, the measures before and after on what is retained, and the file written.
  /// - Throws: What reading, resolving, training or writing throws; AUD009 for other data than the
  ///   model's own.
  public func run() throws(AuditError) -> CommandResult {
    let (original, header) = try StoredModel.read(model)
    let recipe = try TrainingRecipe(header: header, name: model)
    let interactions = try openData(of: header)
    try output.check(against: [model, data.path] + specification.files)
    let split = recipe.split(interactions)
    let request = try specification.resolve(
      in: split, seed: Seed(seed), showingValues: isShowingValues)
    let retained = interactions.filter { request.kind(of: $0) == nil }.compacted()
    let outcome = try erase(request, from: original, split, retained, recipe)
    let digest = try retained.canonicalDigest()
    let written = try output.write(
      outcome.model,
      header: recipe.header(
        of: outcome.model, data: digest, kernels: kernels, unlearning: outcome.settings),
      inputs: try lineage(digest), command: "palimpsest recommender unlearn --mode \(mode.rawValue)"
    )
    let facts = outcome.settings.merging(outcome.facts) { $1 }
      .merging(erasedFacts(request, split)) { $1 }
    return CommandResult(
      command: "recommender unlearn", seed: seed,
      facts: facts.merging(["kernels": kernels.rawValue, "data-digest": digest.hex]) { $1 },
      measures: try measure(original, "original", retained, recipe)
        + measure(outcome.model, "unlearned", retained, recipe),
      outputs: [.init(path: output.path, digest: written)])
  }

  /// Reads the data and refuses any other than what the model was trained on.
  private func openData(of header: ModelHeader) throws(AuditError) -> Interactions {
    let interactions = try data.open().interactions
    guard try interactions.canonicalDigest().hex == header.dataDigest else {
      throw AuditError(
        "AUD009", .badData, "\(data.path) does not hold the interactions \(model) was trained on.",
        remedy: "Give that file and the options it was read with, such as --min-rating.")
    }
    return interactions
  }

  /// What the new model was made from; exact retraining never looks at the old parameters.
  private func lineage(_ retained: Digest) throws(AuditError) -> [LineageRecord.Input] {
    let pairs = LineageRecord.Input(role: "interactions", digest: retained)
    guard mode == .reverseBPR else { return [pairs] }
    do {
      return [pairs, .init(role: "model", digest: try Digest.sha256(contentsOf: model))]
    } catch {
      throw AuditError(error)
    }
  }

  private func measure(
    _ model: MatrixFactorization, _ name: String, _ retained: Interactions,
    _ recipe: TrainingRecipe
  ) throws(AuditError) -> [Measurement] {
    let known = retained.over(model.users, model.items)
    return try RankingMeasures(seed: seed, jobs: jobs, kernels: kernels)
      .measure(model, on: recipe.split(known), group: ["model": name, "set": "retain"])
  }
}

extension RecommenderUnlearning {
  /// A model without the erased data, and what there is to say about how it was made.
  private struct Result {
    let model: MatrixFactorization
    /// What the model's header states beside the recipe.
    let settings: [String: String]
    /// What the command prints.
    let facts: [String: String]
  }

  private func erase(
    _ request: ErasureRequest, from original: MatrixFactorization, _ split: InteractionSplit,
    _ retained: Interactions, _ recipe: TrainingRecipe
  ) throws(AuditError) -> Result {
    switch mode {
    case .exact:
      let trained = try recipe.train(recipe.split(retained), kernels: kernels, jobs: jobs)
      return Result(
        model: trained.model, settings: [:],
        facts: [
          "mode": mode.rawValue, "stop": UnlearningOutcome.Stop.retrained.rawValue,
          "passes": String(trained.epochCount), "best-pass": String(trained.bestEpoch),
        ])
    case .reverseBPR:
      let outcome = ReverseBPR.unlearn(
        request, from: original, split: split, configuration: reverse,
        seed: Seed(seed).derive("unlearn"), kernels: kernels)
      let settings = ["unlearning": mode.rawValue, "unlearning-form": "\(reverse.form)"]
      var facts = ["mode": mode.rawValue, "stop": outcome.stop.rawValue]
      facts["steps"] = String(outcome.stepCount)
      facts["over-forgotten"] = outcome.overForgotten.map(\.rawValue).joined(separator: " ")
      for kind in ErasureRequest.Kind.allCases {
        facts["passes-\(kind.rawValue)"] = outcome.passes[kind].map { "\($0)" }
      }
      return Result(model: outcome.model, settings: settings, facts: facts)
    }
  }

  private func erasedFacts(_ request: ErasureRequest, _ split: InteractionSplit)
    -> [String: String]
  {
    func erased(_ part: Interactions) -> String {
      String(part.count - request.partition(part).retained.count)
    }
    return [
      "erased-users": String(request.users.count), "erased-items": String(request.items.count),
      "erased-train-interactions": erased(split.train),
      "erased-validation-interactions": erased(split.validation),
      "erased-test-interactions": erased(split.test),
    ]
  }
}
