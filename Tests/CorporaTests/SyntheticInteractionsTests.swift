// SPDX-License-Identifier: Apache-2.0

import Compute
import Corpora
import Testing

/// Spells the rows as lines.
private func lines(_ set: SyntheticInteractions) -> [String] {
  set.rows.map { "\($0.user)\t\($0.item)" }
}

/// A plan that is drawn in milliseconds.
private var smallPlan: SyntheticInteractionPlan {
  var plan = SyntheticInteractionPlan()
  plan.userCount = 60
  plan.itemCount = 120
  plan.leastPickCount = 5
  plan.meanPickCount = 12
  return plan
}

@Suite struct SyntheticInteractionsTests {
  @Test func theSameSeedGivesTheSameSetAtAnyJobCount() throws {
    let set = try SyntheticInteractions(smallPlan, seed: Seed(7))
    let parallel = try SyntheticInteractions(smallPlan, seed: Seed(7), jobs: 3)
    #expect(lines(set) == lines(parallel) && set.users == parallel.users)
    let other = try SyntheticInteractions(smallPlan, seed: Seed(8))
    #expect(lines(set) != lines(other) && set.users != other.users)
  }

  @Test func theDefaultSetHasTheSameBytesOnEveryMachine() throws {
    let set = try SyntheticInteractions(seed: Seed(1))
    let people = set.users.map { "\($0.id)\t\($0.values.joined(separator: "\t"))" }
    // Recorded once; a change of it changes every default run and stands in the change log.
    #expect(Seed.fingerprint(lines(set).joined(separator: "\n")) == 17_195_104_635_594_754_795)
    #expect(Seed.fingerprint(people.joined(separator: "\n")) == 5_462_051_916_675_084_411)
  }

  @Test func leavingOneUserOutChangesNobodyElse() throws {
    let all = try SyntheticInteractions(smallPlan, seed: Seed(7))
    let gone = all.users[17].id
    let rest = try SyntheticInteractions(
      smallPlan, users: all.users.filter { $0.id != gone }.reversed(),
      attributeNames: all.attributeNames, seed: Seed(7))
    let expected = all.rows.filter { $0.user != gone }.map { "\($0.user)\t\($0.item)" }
    #expect(lines(rest).sorted() == expected.sorted())
    #expect(expected.count < all.rows.count)
  }

  @Test func attributesOfAUserDependOnNobodyElse() {
    let scheme = UserAttributeScheme.standard
    let users = (0..<400).map { scheme.user("u\($0)", seed: Seed(1)) }
    #expect(users[399] == scheme.user("u399", seed: Seed(1)))
    // 45 in 100: 180 expected of 400, standard error 10; four of them.
    #expect((140...220).contains(users.count { $0.values[0] == "female" }))
    for (place, attribute) in scheme.attributes.enumerated() {
      #expect(users.allSatisfy { attribute.values.contains($0.values[place]) })
      #expect(Set(users.map { $0.values[place] }).count == attribute.values.count)
    }
  }

  @Test func picksAreDistinctAndWithinBounds() throws {
    for seed in 0..<10 {
      let set = try SyntheticInteractions(smallPlan, seed: Seed(UInt64(seed)))
      let picks = Dictionary(grouping: set.rows) { $0.user }.mapValues { $0.map(\.item) }
      #expect(picks.count == 60)
      for user in set.users {
        let items = picks[user.id] ?? []
        #expect((5...60).contains(items.count) && items == Set(items).sorted(), "seed \(seed)")
      }
    }
  }

  @Test(
    arguments: [
      { $0.itemCount = 1 }, { $0.leastPickCount = 0 }, { $0.meanPickCount = 4 },
      { $0.meanPickCount = 61 }, { $0.meanPickCount = .nan }, { $0.genreCount = 0 },
      { $0.userCount = -1 }, { $0.popularityExponent = -1 }, { $0.attributeTilt = .infinity },
      { $0.idiosyncraticShare = 1.5 },
    ] as [@Sendable (inout SyntheticInteractionPlan) -> Void])
  func anImplausiblePlanIsRefused(change: @Sendable (inout SyntheticInteractionPlan) -> Void) {
    var plan = smallPlan
    change(&plan)
    #expect {
      try SyntheticInteractions(plan, seed: Seed(1))
    } throws: {
      ($0 as? CorpusError)?.code == .implausiblePlan
    }
  }

  @Test func usersWithOneIdentifierAreRefused() {
    let user = SyntheticUser(id: "a", values: [])
    #expect {
      try SyntheticInteractions(
        smallPlan, users: [user, user], attributeNames: [], seed: Seed(1))
    } throws: {
      ($0 as? CorpusError)?.code == .repeatedUser
    }
  }
}
