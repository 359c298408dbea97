// SPDX-License-Identifier: Apache-2.0

import Compute
import Recommenders

/// The erased pairs of one kind, how they are reversed, and how far they still stand out.
struct ForgetSet {
  let kind: ErasureRequest.Kind
  private(set) var pairs: [Interaction]
  private let contrast: ErasureContrast
  private let seed: Seed
  /// Whether reverse steps still go on.
  var isActive = true
  /// Passes made.
  var passes = 0.0

  init(
    _ kind: ErasureRequest.Kind, of request: ErasureRequest, split: InteractionSplit,
    train: ErasureRequest.Partition, validation: ErasureRequest.Partition,
    popularity: PartnerPopularity, seed: Seed
  ) {
    self.kind = kind
    self.seed = seed.derive("stop")
    // A pair of an erased user with an erased item needs no step: both rows go.
    pairs = (train.erased[kind] ?? []).filter { kind != .users || !request.names(item: $0.item) }
    contrast = ErasureContrast(
      kind, of: request, erased: train, heldOut: validation, indexes: split.train,
      popularity: popularity)
  }

  /// The rows that a reverse step moves.
  ///
  /// Rows of named users and items stay frozen as probes: only what they left in the other side is
  /// pushed out, and they are dropped last.
  var moves: MovableRows {
    switch kind {
    case .interactions: [.user, .positive]
    case .users: .positive
    case .items: .user
    }
  }

  /// Whether any erased pair has a validation pair to be compared with.
  var isMatched: Bool { contrast.matchedCount > 0 }

  mutating func shuffle(using generator: inout SeededGenerator) { generator.shuffle(&pairs) }

  /// Attacks the model with the validation pairs.
  ///
  /// Matched scores for interactions, whose rows stay; fold-in for users and items, whose rows go.
  func look(at model: MatrixFactorization) -> UnlearningOutcome.Look {
    let factors = AlignedFactors(model)
    let scores =
      kind == .interactions
      ? contrast.matchedScores(factors) : contrast.foldInScores(factors, seed: seed)
    return UnlearningOutcome.Look(
      passes: passes, kind: kind, areaUnderCurve: scores.areaUnderCurve,
      erasedScore: mean(scores.map(\.erased)),
      heldOutScore: mean(scores.flatMap { Array($0.heldOut.prefix(1)) }))
  }

  private func mean(_ scores: [[Float]]) -> Double {
    var sum = 0.0
    var count = 0
    for list in scores {
      for score in list { sum += Double(score) }
      count += list.count
    }
    return count > 0 ? sum / Double(count) : 0
  }
}
