// SPDX-License-Identifier: Apache-2.0

public import Compute
public import Recommenders

extension ErasureProbe {
  /// Asks a model everything; the model may lack or still hold erased users and items.
  ///
  /// - Parameters:
  ///   - model: The model; rows are matched with the data set's by identifier.
  ///   - kernels: The kernel set of the ranking.
  ///   - jobs: The largest number of threads of the ranking; changes no value.
  /// - Returns: The model's answers.
  public func read(_ model: some Recommender, kernels: KernelSet, jobs: Int = 1) -> ModelReading {
    let factors = AlignedFactors(model, users: split.train.users, items: split.train.items)
    let lists = ServedLists(factors, kernels: kernels, jobs: jobs, cutoff: cutoff)
    let retainLists = lists.of(retainUsers, masking: seen)
    return ModelReading(
      kinds: contrasts.map { reading(of: $0, factors) },
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

  private func reading(
    of contrast: ErasureContrast, _ factors: AlignedFactors
  ) -> ModelReading.KindReading {
    let foldIn =
      contrast.kind == .interactions
      ? nil : contrast.foldInScores(factors, seed: seed.derive("halves"))
    return ModelReading.KindReading(
      kind: contrast.kind, matched: attack(contrast.matchedScores(factors)),
      foldIn: foldIn.map(attack),
      randomAreaUnderCurve: randomAreaUnderCurve(contrast, factors),
      recoveryRanks: recoveryRanks(contrast, factors),
      geometry: contrast.groups.count == 1 ? geometry(contrast.groups[0], factors) : [])
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

  /// Cosines between the vectors of up to 64 partners of the one history concerned, pair by pair.
  ///
  /// They do not depend on the rotation that a model's seed chose, so Golds can be compared.
  private func geometry(
    _ group: ErasureContrast.Group, _ factors: AlignedFactors
  ) -> [Double] {
    let table = group.side == .user ? factors.itemTable : factors.userTable
    let vectors = group.erased.prefix(64).map { partner in
      let row = table.row(Int(partner))
      return factors.learnedColumns.map { Double(row[row.startIndex + $0]) }
    }
    func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
    let norms = vectors.map { max(dot($0, $0).squareRoot(), 1e-12) }
    var cosines: [Double] = []
    for first in vectors.indices {
      for second in vectors.indices.prefix(first) {
        cosines.append(dot(vectors[first], vectors[second]) / (norms[first] * norms[second]))
      }
    }
    return cosines
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
