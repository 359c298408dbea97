// SPDX-License-Identifier: Apache-2.0

import Compute
import Recommenders
import Testing

@Suite struct InteractionSplitTests {
  private let data = sample(userCount: 100, itemCount: 150, share: 0.2, seed: 3)

  @Test func everyPairStandsInExactlyOnePart() {
    let split = InteractionSplit(data, seed: Seed(1))
    let parts = split.train.pairs + split.validation.pairs + split.test.pairs
    #expect(parts.sorted() == data.pairs)
  }

  @Test(arguments: 0..<10) func sharesAreBinomial(seed: UInt64) {
    let split = InteractionSplit(data, seed: Seed(seed), validationShare: 0.15, testShare: 0.1)
    let n = Double(data.count)
    // Null: every pair falls by itself. Five standard deviations: once in 1.7 million.
    for (count, share) in [(split.validation.count, 0.15), (split.test.count, 0.1)] {
      let deviation = (n * share * (1 - share)).squareRoot()
      #expect(abs(Double(count) - n * share) < 5 * deviation)
      // Negative control: twice the share is far outside.
      #expect(abs(Double(count) - 2 * n * share) > 5 * deviation)
    }
  }

  @Test func everyUsersOwnPairsAreSplit() {
    // Null: counts of users are binomial. The sum of squared deviations over 100 users is
    // chi-square with 100 degrees of freedom; it exceeds 161 once in 10,000.
    let split = InteractionSplit(data, seed: Seed(5))
    let sum = (0..<100).reduce(0.0) { sum, user in
      let n = Double(data.items(of: user).count)
      let count = Double(split.test.items(of: user).count)
      return sum + (count - 0.1 * n) * (count - 0.1 * n) / (0.09 * n)
    }
    #expect(sum < 161)
  }

  @Test(arguments: 0..<10) func deletingPairsMovesNoOtherPair(seed: UInt64) {
    let whole = InteractionSplit(data, seed: Seed(7))
    var generator = SeededGenerator(seed: Seed(seed))
    let gone = Set(data.pairs.filter { _ in generator.uniform() < 0.3 })
    let fewer = data.filter { !gone.contains($0) }
    let split = InteractionSplit(fewer.compacted(), seed: Seed(7))
    #expect(split == whole.removing(gone.contains).compacted())
  }

  @Test func aWholeUserLessMovesNoPairOfTheOthers() {
    let whole = InteractionSplit(data, seed: Seed(7)).removing { $0.user == 42 }
    let split = InteractionSplit(data.filter { $0.user != 42 }.compacted(), seed: Seed(7))
    #expect(split == whole.compacted())
    #expect(split.train.users.count == 99)
  }

  @Test func anotherSeedSplitsDifferently() {
    #expect(
      InteractionSplit(data, seed: Seed(1)).test != InteractionSplit(data, seed: Seed(2)).test)
  }
}

/// Users who take each item with one probability.
func sample(userCount: Int, itemCount: Int, share: Double, seed: UInt64) -> Interactions {
  var generator = SeededGenerator(seed: Seed(seed))
  let pairs = (0..<userCount).flatMap { user in
    (0..<itemCount).filter { _ in generator.uniform() < share }.map {
      Interaction(user: Int32(user), item: Int32($0))
    }
  }
  return Interactions(
    users: identifiers("u", userCount), items: identifiers("i", itemCount), pairs: pairs)
}
