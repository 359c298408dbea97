// SPDX-License-Identifier: Apache-2.0

public import Compute
public import Recommenders

extension ErasureProbe {
  /// Asks a model everything; the model may lack or still hold erased users and items.
  ///
  /// - Parameters:
  ///   - model: The model; rows are matched with the data set's by identifier.
  ///   - before: The model before erasure, whose rows are put back to see how they fare; nil where it
  ///     is not at hand, and for itself.
  ///   - kernels: The kernel set of the ranking.
  ///   - jobs: The largest number of threads of the ranking; changes no value.
  /// - Returns: The model's answers.
  public func read(
    _ model: some Recommender, before: MatrixFactorization? = nil, kernels: KernelSet,
    jobs: Int = 1
  ) -> ModelReading {
    let factors = aligned(model)
    let earlier = before.map { aligned($0) }
    let lists = ServedLists(factors, kernels: kernels, jobs: jobs, cutoff: cutoff)
    let retainLists = lists.of(retainUsers, masking: seen)
    return ModelReading(
      kinds: contrasts.map { reading(of: $0, factors, earlier) },
      forget: lists.served(
        forgetUsers, lists.of(forgetUsers, masking: forgetMask), relevant: forget),
      retain: lists.served(retainUsers, retainLists, relevant: retainRelevant),
      heldOut: lists.served(
        heldOutUsers, lists.of(heldOutUsers, masking: seen), relevant: heldOutRelevant),
      storedUserCount: request.users.count { factors.hasUser[Int($0)] },
      storedItemCount: request.items.count { factors.hasItem[Int($0)] },
      servedItemCount: Set(retainLists.filter { $0 >= 0 && request.names(item: $0) }).count,
      retainedPlacements: retainedPlacements(factors))
  }

  private func aligned(_ model: some Recommender) -> AlignedFactors {
    AlignedFactors(model, users: split.train.users, items: split.train.items)
  }

  private func reading(
    of contrast: ErasureContrast, _ factors: AlignedFactors, _ before: AlignedFactors?
  ) -> ModelReading.KindReading {
    let single = contrast.groups.count == 1 ? contrast.groups.first : nil
    let foldIn =
      contrast.kind == .interactions
      ? nil : contrast.foldInScores(factors, seed: seed.derive("halves"))
    return ModelReading.KindReading(
      kind: contrast.kind, matched: attack(contrast.matchedScores(factors)),
      foldIn: foldIn.map(attack),
      randomAreaUnderCurve: randomAreaUnderCurve(contrast, factors),
      recoveryRanks: recoveryRanks(contrast, factors),
      geometry: single.map { geometry([Array($0.erased.prefix(Self.geometryLimit))], $0, factors) }
        ?? [],
      controlGeometry: single.map { geometry(controls(of: $0), $0, factors) } ?? [],
      restored: before.flatMap { restoredScores(contrast, factors, before: $0) }.map(attack))
  }

  private func attack(_ scores: [ContrastScores]) -> ModelReading.Attack {
    var placements: [Double] = []
    var groups: [Int32] = []
    var members: [Double] = []
    var nonMembers: [Double] = []
    for (group, scores) in scores.enumerated() {
      let placed = scores.placements
      placements += placed
      groups += [Int32](repeating: Int32(group), count: placed.count)
      let standardized = StandardizedScores(scores)
      members += standardized.members
      nonMembers += standardized.nonMembers
    }
    return ModelReading.Attack(
      placements: placements, groups: groups, memberScores: members, nonMemberScores: nonMembers)
  }
}

/// Ranks a model's catalogue for chosen users.
private struct ServedLists {
  private let model: AlignedFactors
  private let kernels: KernelSet
  private let jobs: Int
  private let cutoff: Int

  init(_ factors: AlignedFactors, kernels: KernelSet, jobs: Int, cutoff: Int) {
    model = factors.withoutMissingItems()
    self.kernels = kernels
    self.jobs = jobs
    self.cutoff = cutoff
  }

  func of(_ users: [Int32], masking masked: Interactions) -> [Int32] {
    TopItems.lists(
      model: model, users: users, masked: masked, k: cutoff, jobs: jobs, kernels: kernels)
  }

  func served(_ users: [Int32], _ lists: [Int32], relevant: Interactions) -> ServedUsers {
    let metrics = RankingMetrics(lists: lists, k: cutoff, users: users, relevant: relevant)
    return ServedUsers(users: metrics.users, recall: metrics.recall, ndcg: metrics.ndcg)
  }
}
