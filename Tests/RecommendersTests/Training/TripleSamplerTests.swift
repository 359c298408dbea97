// SPDX-License-Identifier: Apache-2.0

import Compute
import Recommenders
import Testing

@Suite struct TripleSamplerTests {
  private let data = sample(userCount: 30, itemCount: 60, share: 0.3, seed: 9)

  private func triples(
    _ data: Interactions, _ negatives: NegativeSampling = .uniform, pass: Int = 0, seed: UInt64 = 1
  ) -> [Triple] {
    let sampler = TripleSampler(
      data, avoiding: PositiveSet(data), negatives: negatives, seed: Seed(seed))
    var batch = TripleBatch()
    sampler.fill(&batch, pass: pass)
    return (0..<batch.count).map { index in
      Triple(
        user: data.users.identifiers[Int(batch.users[index])],
        positive: data.items.identifiers[Int(batch.positives[index])],
        negative: data.items.identifiers[Int(batch.negatives[index])])
    }
  }

  @Test(arguments: NegativeSampling.allCases)
  func everyPassVisitsEveryPairOnce(negatives: NegativeSampling) {
    for pass in 0..<5 {
      let found = triples(data, negatives, pass: pass)
      let pairs = found.map { (user: $0.user, item: $0.positive) }
      #expect(found.count == data.count)
      #expect(Set(Interactions(pairs: pairs).compacted().pairs).count == data.count)
    }
  }

  @Test(arguments: NegativeSampling.allCases)
  func negativesAreNeverTheUsersPositives(negatives: NegativeSampling) {
    var known: [String: Set<String>] = [:]
    for pair in data.pairs {
      known[data.users.identifiers[Int(pair.user)], default: []].insert(
        data.items.identifiers[Int(pair.item)])
    }
    for pass in 0..<10 {
      for triple in triples(data, negatives, pass: pass) {
        #expect(known[triple.user]?.contains(triple.negative) == false)
      }
    }
  }

  @Test func passesHaveTheirOwnOrderAndNegatives() {
    let first = triples(data, pass: 0)
    let second = triples(data, pass: 1)
    #expect(first.map(\.pair) != second.map(\.pair))
    let other = Dictionary(uniqueKeysWithValues: second.map { ($0.pair, $0.negative) })
    let same = first.count { other[$0.pair] == $0.negative }
    #expect(Double(same) < 0.1 * Double(first.count))
    #expect(triples(data, pass: 0) == first)
    #expect(triples(data, pass: 0, seed: 2) != first)
  }

  @Test(arguments: 0..<30) func leavingOneUserOutChangesNothingForTheOthers(user: Int32) {
    let left = data.filter { $0.user != user }.compacted()
    // All of this user's items are others' too, so the catalogue stays.
    #expect(left.items == data.items)
    let name = data.users.identifiers[Int(user)]
    for pass in 0..<3 {
      #expect(triples(left, pass: pass) == triples(data, pass: pass).filter { $0.user != name })
    }
    let before = MatrixFactorization(
      users: data.users, items: data.items, factorCount: 5, scale: 0.1, seed: Seed(4))
    let after = MatrixFactorization(
      users: left.users, items: left.items, factorCount: 5, scale: 0.1, seed: Seed(4))
    #expect(after == before.removing(users: [name], items: []))
  }

  @Test func leavingAnItemOutKeepsInitialVectors() {
    let left = data.filter { $0.item != 7 }.compacted()
    let before = MatrixFactorization(
      users: data.users, items: data.items, factorCount: 5, scale: 0.1, seed: Seed(4))
    let after = MatrixFactorization(
      users: left.users, items: left.items, factorCount: 5, scale: 0.1, seed: Seed(4))
    #expect(after == before.removing(users: [], items: [data.items.identifiers[7]]))
  }

  @Test func popularityNegativesFollowInteractionCounts() {
    // One user with nothing but item 0 gets all other items as negatives, in proportion to
    // counts. 12 items that others chose 10, 20, ... 120 times; null: multinomial, chi-square
    // with 11 degrees of freedom exceeds 31.26 once in 1000.
    var pairs = [Interaction(user: 0, item: 0)]
    for item in 1...12 {
      for user in 1...item * 10 { pairs.append(Interaction(user: Int32(user), item: Int32(item))) }
    }
    let set = Interactions(
      users: identifiers("u", 121), items: identifiers("i", 13), pairs: pairs)
    let expected = (1...12).map { Double($0) / 78 }
    #expect(chiSquare(of: .popularity, in: set, expected) < 31.26)
    // Negative control: uniform negatives do not follow them.
    #expect(chiSquare(of: .uniform, in: set, expected) > 31.26)
    #expect(
      chiSquare(of: .uniform, in: set, [Double](repeating: 1.0 / 12, count: 12)) < 31.26)
  }

  private func chiSquare(
    of negatives: NegativeSampling, in set: Interactions, _ expected: [Double]
  ) -> Double {
    let sampler = TripleSampler(
      set, avoiding: PositiveSet(set), negatives: negatives, seed: Seed(3))
    var counts = [Double](repeating: 0, count: 13)
    var batch = TripleBatch()
    let passes = 1500
    for pass in 0..<passes {
      sampler.fill(&batch, pass: pass)
      if let index = batch.users.firstIndex(of: 0) { counts[Int(batch.negatives[index])] += 1 }
    }
    #expect(counts[0] == 0)
    #expect(counts.reduce(0, +) == Double(passes))
    return expected.enumerated().reduce(0) { sum, cell in
      let mean = cell.element * Double(passes)
      return sum + (counts[cell.offset + 1] - mean) * (counts[cell.offset + 1] - mean) / mean
    }
  }
}

/// A drawn triple by identifier.
private struct Triple: Equatable {
  let user: String
  let positive: String
  let negative: String

  var pair: String { "\(user) \(positive)" }
}
