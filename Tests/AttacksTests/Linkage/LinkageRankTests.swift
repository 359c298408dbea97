// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Statistics
import Testing

struct LinkageRankTests {
  private func rank(above: Int, tied: Int, of count: Int) -> LinkageRank {
    LinkageRank(
      author: "a", textCount: 4, candidateCount: count, aboveCount: above, tiedCount: tied)
  }

  /// Two above, one tied, of five: rank 3 or 4, so (1/3 + 1/4) / 2 = 7/24; among the first three in one
  /// order of two; one decoy below and half of one tied, of four.
  @Test func tiesAreExpectations() {
    let rank = rank(above: 2, tied: 1, of: 5)
    #expect(abs(rank.reciprocalRank - 7.0 / 24) < 1e-15)
    #expect(rank.recall(at: 3) == 0.5)
    #expect(rank.recall(at: 2) == 0)
    #expect(rank.recall(at: 4) == 1)
    #expect(rank.areaUnderCurve == 1.5 / 4)
  }

  /// All tied is chance: H_50 / 50 = 0.0899841...
  @Test func allTiedIsChance() {
    let rank = rank(above: 0, tied: 49, of: 50)
    let harmonic = (1...50).reduce(0.0) { $0 + 1 / Double($1) }
    #expect(abs(harmonic / 50 - 0.08998) < 1e-5)
    #expect(abs(rank.reciprocalRank - harmonic / 50) < 1e-12)
    #expect(rank.chanceReciprocalRank == harmonic / 50)
    #expect(rank.recall(at: 10) == rank.chanceRecall(at: 10))
    #expect(rank.areaUnderCurve == 0.5)
  }

  /// The mean over every place that an untied account may take is chance.
  @Test(arguments: 2..<20) func meansOverAllPlacesAreChance(_ count: Int) {
    let ranks = (0..<count).map { rank(above: $0, tied: 0, of: count) }
    for measure in LinkageReading.Measure.all {
      let mean = ranks.reduce(0.0) { $0 + measure.value(of: $1) } / Double(count)
      #expect(abs(mean - measure.chance(of: ranks[0])) < 1e-12)
    }
  }

  @Test func readingsHaveIntervalsAroundTheMean() throws {
    let ranks = (0..<40).map { rank(above: $0 % 7, tied: 0, of: 50) }
    let reading = try LinkageReading.mean(.reciprocalRank, of: ranks, seed: Seed(1))
    #expect(reading.estimate.interval.contains(reading.estimate.value))
    #expect(reading.estimate.n == 40)
    let none = try LinkageReading.change(.recall(1), from: ranks, to: ranks, seed: Seed(1))
    #expect(none.estimate.value == 0 && none.estimate.interval == 0...0)
  }
}
