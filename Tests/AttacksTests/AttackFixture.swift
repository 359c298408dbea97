// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Corpora
import Recommenders

/// A small synthetic set, a model trained on it, and what a probe asks.
struct AttackFixture {
  let split: InteractionSplit
  let original: MatrixFactorization

  /// Drawn and trained once for all tests of the suite.
  static let shared = Result { try AttackFixture() }

  private static var configuration: BPRConfiguration {
    var configuration = BPRConfiguration()
    configuration.factorCount = 12
    configuration.epochLimit = 50
    configuration.patience = 0
    configuration.regularization = 0.005
    return configuration
  }

  private init() throws {
    var plan = SyntheticInteractionPlan()
    plan.userCount = 120
    plan.itemCount = 140
    plan.leastPickCount = 12
    plan.meanPickCount = 34
    let set = try SyntheticInteractions(plan, seed: Seed(5))
    split = InteractionSplit(
      Interactions(pairs: set.rows), seed: Seed(1), validationShare: 0, testShare: 0.2)
    original = try Self.train(split)
  }

  static func train(_ split: InteractionSplit, seed: UInt64 = 1) throws -> MatrixFactorization {
    try TrainedModel.train(
      split, configuration: configuration, seed: Seed(seed), kernels: .portable
    ).model
  }

  func gold(_ request: ErasureRequest, seed: UInt64 = 2) throws -> MatrixFactorization {
    try Self.train(split.removing { request.kind(of: $0) != nil }.compacted(), seed: seed)
  }

  func probe(_ request: ErasureRequest) -> ErasureProbe {
    ErasureProbe(request, split: split, seed: Seed(9), cutoff: 20)
  }

  var interactions: ErasureRequest {
    let pairs = split.train.pairs.enumerated().filter { $0.offset % 12 == 0 }.map(\.element)
    return ErasureRequest(interactions: pairs)
  }

  var users: ErasureRequest { ErasureRequest(users: (0..<12).map { $0 * 9 }) }

  var items: ErasureRequest {
    let counts = split.train.itemCounts
    let order = counts.indices.sorted { (counts[$0], $0) > (counts[$1], $1) }
    return ErasureRequest(items: order.prefix(20).filter { $0 % 2 == 0 }.map(Int32.init))
  }

  var mixture: ErasureRequest {
    ErasureRequest(
      users: users.users, items: items.items, interactions: interactions.interactions)
  }
}
