// SPDX-License-Identifier: Apache-2.0

import Attacks
import Audits
import Compute
import Recommenders
import Unlearning

/// One trained model with its split, on which requests are made and answered in many ways.
struct ErasureBed {
  let seed: UInt64
  let recipe: TrainingRecipe
  let split: InteractionSplit
  let trained: TrainedModel

  var original: MatrixFactorization { trained.model }

  init(
    _ data: Interactions, seed: UInt64, configuration: BPRConfiguration = BPRConfiguration()
  ) throws {
    self.seed = seed
    recipe = TrainingRecipe(configuration: configuration, seed: seed)
    split = recipe.split(data)
    trained = try recipe.train(split, kernels: .best)
  }

  /// The `index`-th request for a share of the interactions, users or items.
  func request(_ kind: ErasureRequest.Kind, share: Double = 0.05, index: Int = 0) throws
    -> ErasureRequest
  {
    try ErasureSpecification([.share(kind, share)])
      .resolve(in: split, seed: Seed(seed).derive("request", index))
  }

  /// Another request of the same kind and size that names nothing of the first.
  func other(than request: ErasureRequest) -> ErasureRequest {
    var generator = SeededGenerator(seed: Seed(seed).derive("other"))
    func drawn<Element>(_ pool: [Element], _ count: Int) -> [Element] {
      var pool = pool
      generator.shuffle(&pool)
      return Array(pool.prefix(count))
    }
    let counts = split.train.itemCounts
    let users = (0..<Int32(split.train.users.count)).filter {
      !request.names(user: $0) && !split.train.items(of: Int($0)).isEmpty
    }
    let items = (0..<Int32(counts.count)).filter {
      !request.names(item: $0) && counts[Int($0)] > 0
    }
    let pairs =
      request.interactions.isEmpty
      ? [] : split.train.pairs.filter { request.kind(of: $0) == nil }
    return ErasureRequest(
      users: drawn(users, request.users.count), items: drawn(items, request.items.count),
      interactions: drawn(pairs, request.interactions.count))
  }

  /// The split without what the request names, as a retraining would see it.
  func retained(_ request: ErasureRequest) -> InteractionSplit {
    split.removing { request.kind(of: $0) != nil }.compacted()
  }

  /// A model trained without the erased data, from a seed of its own.
  func gold(_ request: ErasureRequest, _ index: Int) throws -> TrainedModel {
    var own = recipe
    own.seed = Seed(seed).derive("gold", index).value
    return try own.train(retained(request), kernels: .best)
  }

  /// Several Golds' answers to the probe.
  func golds(_ probe: ErasureProbe, count: Int) throws -> [ModelReading] {
    try (1...count).map {
      probe.read(try gold(probe.request, $0).model, before: original, kernels: .best)
    }
  }

  /// Reverse BPR.
  func unlearn(
    _ request: ErasureRequest, _ configuration: ReverseBPRConfiguration = .init()
  ) -> UnlearningOutcome {
    ReverseBPR.unlearn(
      request, from: original, split: split, configuration: configuration,
      seed: Seed(seed).derive("unlearn"), kernels: .best)
  }

  /// What every model is asked about a request.
  func probe(_ request: ErasureRequest, served: [ServedList]? = nil) -> ErasureProbe {
    ErasureProbe(request, split: split, seed: Seed(seed).derive("probe"), served: served)
  }

  /// The model without the named rows, and nothing else done.
  func dropping(_ request: ErasureRequest, from model: MatrixFactorization) -> MatrixFactorization {
    model.removing(
      users: Set(request.users.map { split.train.users.identifiers[Int($0)] }),
      items: Set(request.items.map { split.train.items.identifiers[Int($0)] }))
  }

  /// The named rows dropped and training continued on what is retained.
  func fineTuned(_ request: ErasureRequest, passes: Int) -> MatrixFactorization {
    let left = retained(request).train
    var model = original.laidOut(over: left.users, left.items)
    let configuration = recipe.configuration
    let sampler = TripleSampler(
      left, avoiding: PositiveSet(left), negatives: configuration.negatives,
      seed: Seed(seed).derive("fine-tune"))
    let step = PairwiseStep(
      .forward, learningRate: Float(configuration.learningRate),
      regularization: Float(configuration.regularization))
    var batch = TripleBatch(capacity: left.count)
    for pass in 0..<passes {
      sampler.fill(&batch, pass: pass)
      model.apply(step, to: batch, kernels: .best)
    }
    return model
  }

  /// Other data unlearned in earnest.
  ///
  /// Disguised, the named rows are dropped as well and the others put back, so that nothing shows
  /// but what the rest of the model remembers.
  func wronglyErased(_ request: ErasureRequest, isDisguised: Bool) -> MatrixFactorization {
    let other = other(than: request)
    let model = unlearn(other).model
    guard isDisguised else { return model }
    var whole = model.laidOut(over: split.train.users, split.train.items)
    let before = original.laidOut(over: split.train.users, split.train.items)
    for user in other.users {
      whole.userTable.setRow(Int(user), to: before.userTable.row(Int(user)))
    }
    for item in other.items {
      whole.itemTable.setRow(Int(item), to: before.itemTable.row(Int(item)))
    }
    return dropping(request, from: whole)
  }
}

extension ErasureJudgement.Circumstances {
  /// A request of many users or items, answered by a model from elsewhere.
  static func foreign(_ request: ErasureRequest, isListsOnly: Bool = false) -> Self {
    var circumstances = Self(kinds: request.kinds)
    circumstances.namedUserCount = request.users.count
    circumstances.namedItemCount = request.items.count
    circumstances.isForeign = true
    circumstances.isListsOnly = isListsOnly
    return circumstances
  }
}

extension ModelReading {
  /// The matched AUC of the request's only kind.
  var matchedArea: Double { kinds.first?.matched.areaUnderCurve ?? .nan }
  /// The fold-in AUC of the request's only kind; not a number for interactions.
  var foldInArea: Double { kinds.first?.foldIn?.areaUnderCurve ?? .nan }
  /// Mean Recall@20 of erased pairs.
  var forgetRecall: Double { mean(forget.recall) }
  /// Mean Recall@20 of those who stay.
  var retainRecall: Double { mean(retain.recall) }
  /// Mean NDCG@20 of those who stay.
  var retainNDCG: Double { mean(retain.ndcg) }
}

/// The arithmetic mean; not a number for an empty list.
func mean(_ values: [Double]) -> Double {
  values.isEmpty ? .nan : values.reduce(0, +) / Double(values.count)
}
