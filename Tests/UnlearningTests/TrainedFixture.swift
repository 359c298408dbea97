// SPDX-License-Identifier: Apache-2.0

import Compute
import Corpora
import Recommenders
import Unlearning

/// A small synthetic set and a model that memorized its training pairs.
struct TrainedFixture {
  let split: InteractionSplit
  let model: MatrixFactorization

  /// Drawn and trained once for all tests of the suite.
  static let shared = Result { try TrainedFixture() }

  private init() throws {
    var plan = SyntheticInteractionPlan()
    plan.userCount = 150
    plan.itemCount = 160
    plan.leastPickCount = 12
    plan.meanPickCount = 36
    let set = try SyntheticInteractions(plan, seed: Seed(3))
    split = InteractionSplit(Interactions(pairs: set.rows), seed: Seed(1), validationShare: 0.15)
    var configuration = BPRConfiguration()
    configuration.factorCount = 16
    configuration.epochLimit = 60
    configuration.patience = 0
    configuration.regularization = 0.005
    model = try TrainedModel.train(
      split, configuration: configuration, seed: Seed(1), kernels: .portable
    ).model
  }

  /// Every `step`-th training pair.
  func interactions(every step: Int) -> ErasureRequest {
    let pairs = split.train.pairs.enumerated().filter { $0.offset % step == 0 }.map(\.element)
    return ErasureRequest(interactions: pairs)
  }

  var users: ErasureRequest { ErasureRequest(users: (0..<15).map { $0 * 10 }) }

  /// Popular items, so that there are pairs to reverse.
  var items: ErasureRequest {
    let counts = split.train.itemCounts
    let order = counts.indices.sorted { (counts[$0], $0) > (counts[$1], $1) }
    return ErasureRequest(items: order.prefix(20).filter { $0 % 2 == 0 }.map(Int32.init))
  }

  var mixture: ErasureRequest {
    ErasureRequest(
      users: users.users, items: items.items, interactions: interactions(every: 15).interactions)
  }

  /// Settings under which sets of this size stop by AUC.
  var settings: ReverseBPRConfiguration {
    var settings = ReverseBPRConfiguration()
    settings.stopPairLimit = 100
    return settings
  }

  func unlearn(
    _ request: ErasureRequest, _ settings: ReverseBPRConfiguration? = nil, seed: UInt64 = 1,
    split: InteractionSplit? = nil, kernels: KernelSet = .portable
  ) -> UnlearningOutcome {
    ReverseBPR.unlearn(
      request, from: model, split: split ?? self.split, configuration: settings ?? self.settings,
      seed: Seed(seed), kernels: kernels)
  }

  func names(of request: ErasureRequest) -> (users: Set<String>, items: Set<String>) {
    (
      Set(request.users.map { split.train.users.identifiers[Int($0)] }),
      Set(request.items.map { split.train.items.identifiers[Int($0)] })
    )
  }
}
