// SPDX-License-Identifier: Apache-2.0

import Compute
import Corpora
import Recommenders
import Testing

/// What a synthetic set must be like for an audit of it to mean something.
@Suite struct SyntheticCharacterTests {
  @Test func popularityHasALongTail() throws {
    var flat = SyntheticInteractionPlan()
    (flat.popularityExponent, flat.attributeTilt, flat.personalTaste) = (0, 0, 0)
    let skewed = Interactions(pairs: try SyntheticInteractions(seed: Seed(1)).rows)
    let even = Interactions(pairs: try SyntheticInteractions(flat, seed: Seed(1)).rows)
    // MovieLens 100K: 0.63. Binomial counts of mean 52 have about 1/sqrt(pi * 52) = 0.08.
    #expect((0.5...0.75).contains(gini(skewed.itemCounts)))
    #expect(gini(even.itemCounts) < 0.1)
  }

  @Test func aFewUsersAreVeryActive() throws {
    let set = Interactions(pairs: try SyntheticInteractions(seed: Seed(1)).rows)
    let counts = (0..<set.users.count).map { set.items(of: $0).count }.sorted()
    // 20 + lognormal of mean 80 and spread 1.1: median 20 + 80 exp(-0.605) = 63.7; the log of the
    // excess has a standard error of 1.25 * 1.1 / sqrt(800) = 0.049, four of them are 8.5 picks.
    #expect((55...73).contains(counts[400]))
    // Standard deviation 80 sqrt(exp(1.21) - 1) = 123, standard error 4.3; the cut tail takes 1.
    #expect((81...117).contains(set.count / 800))
    #expect(counts[0] >= 20 && counts[799] > 400)
  }

  @Test(arguments: 0..<5) func picksDependOnAttributesOnlyWhereTastesAreTilted(seed: Int) throws {
    var plan = SyntheticInteractionPlan()
    plan.itemCount = 600
    plan.meanPickCount = 60
    let tilted = try SyntheticInteractions(plan, seed: Seed(UInt64(seed)))
    #expect(exceedances(of: tilted, seed: seed) == 0)
    plan.attributeTilt = 0
    // Under the null every rank from 0 to 99 is as likely, so 0 would come up once in 100 seeds.
    let untilted = try SyntheticInteractions(plan, seed: Seed(UInt64(seed)))
    #expect(exceedances(of: untilted, seed: seed) > 0)
  }

  @Test func aModelRemembersItsPairsAndForgetsThemWhenRetrained() throws {
    let set = Interactions(pairs: try SyntheticInteractions(seed: Seed(1)).rows)
    let split = InteractionSplit(set, seed: Seed(1))
    let keys = PairKeys(set.users, set.items, seed: Seed(2))
    let erased = split.train.pairs.filter { keys.key(of: $0) % 20 == 0 }
    let isErased = Set(erased)
    let request = ErasureRequest(interactions: erased)
    let contrast = ErasureContrast(
      .interactions, of: request, train: split.train, heldOut: split.test,
      popularity: PartnerPopularity([split.train]))
    func area(_ split: InteractionSplit) throws -> Double {
      let trained = try TrainedModel.train(
        split, configuration: BPRConfiguration(), seed: Seed(1), kernels: .portable)
      let factors = AlignedFactors(trained.model, users: set.users, items: set.items)
      return try #require(contrast.matchedScores(factors).areaUnderCurve)
    }
    // MovieLens 100K: 0.566 and 0.495.
    #expect(try area(split) > 0.55)
    #expect((0.47...0.53).contains(try area(split.removing { isErased.contains($0) })))
  }

  /// Returns the Gini coefficient of the counts: 0 where all are equal, near 1 where one has all.
  private func gini(_ counts: [Int]) -> Double {
    var sum = 0
    for (place, count) in counts.sorted().enumerated() {
      sum += (2 * place + 1 - counts.count) * count
    }
    return Double(sum) / Double(counts.count * counts.reduce(0, +))
  }

  /// Returns how many of 99 shuffles of the users' sexes separate the items as far as they do.
  private func exceedances(of synthetic: SyntheticInteractions, seed: Int) -> Int {
    let set = Interactions(pairs: synthetic.rows)
    let female = Dictionary(
      uniqueKeysWithValues: synthetic.users.map { ($0.id, $0.values[0] == "female") })
    var labels = set.users.identifiers.map { female[$0] ?? false }
    let observed = separation(of: set, labels)
    var generator = SeededGenerator(seed: Seed(3).derive("shuffle", seed))
    return (0..<99).count { _ in
      generator.shuffle(&labels)
      return separation(of: set, labels) >= observed
    }
  }

  /// Returns the chi-square statistic of picks by group, summed over items.
  private func separation(of set: Interactions, _ isInGroup: [Bool]) -> Double {
    var inGroup = [Double](repeating: 0, count: set.items.count)
    for user in isInGroup.indices where isInGroup[user] {
      for item in set.items(of: user) { inGroup[Int(item)] += 1 }
    }
    let total = Double(set.users.count)
    let group = Double(isInGroup.count { $0 })
    var sum = 0.0
    for (count, found) in zip(set.itemCounts, inGroup) where Double(count) < total {
      let share = Double(count) / total
      let difference = found / group - (Double(count) - found) / (total - group)
      sum +=
        difference * difference
        / (share * (1 - share) * (1 / group + 1 / (total - group)))
    }
    return sum
  }
}
