// SPDX-License-Identifier: Apache-2.0

import Compute
import TestSupport
import Testing

@testable import Statistics

@Suite struct RankCorrelationTests {
  /// Ranks 1...5 and 1, 2, 3.5, 5, 3.5: products of deviations sum to 8, squares to 10 and 9.5.
  @Test func equalValuesShareTheirMeanRank() throws {
    let found = try RankCorrelation([1, 2, 3, 4, 5], [5, 6, 7, 8, 7])
    #expect(isClose(found.value, 8 / (10 * 9.5).squareRoot(), absolute: 1e-12))
    #expect(found.count == 5)
  }

  @Test func orderAloneCounts() throws {
    let numbers = [0.1, 2, 30, 400, 5_000]
    #expect(try RankCorrelation(numbers, [1, 4, 9, 16, 25]).value == 1)
    #expect(try RankCorrelation(numbers, [5, 4, 3, 2, 1]).value == -1)
  }

  /// A correlation that is there lies in an interval above 0; shuffled numbers do not.
  @Test func theIntervalTellsRelationFromNone() throws {
    var generator = SeededGenerator(seed: Seed(8))
    let first = (0..<300).map { _ in generator.normal() }
    let related = first.map { $0 + generator.normal() }
    let alone = first.map { _ in generator.normal() }
    let one = try RankCorrelation(first, related).estimate(seed: Seed(1))
    let none = try RankCorrelation(first, alone).estimate(seed: Seed(1))
    #expect(one.interval.lowerBound > 0.4 && one.interval.contains(one.value))
    #expect(none.interval.contains(0))
    #expect(try RankCorrelation(first, related).estimate(seed: Seed(1), jobs: 3) == one)
  }

  @Test func whatDoesNotVaryHasNoCorrelation() {
    #expect(throws: StatisticsError.self) { try RankCorrelation([1, 1, 1], [1, 2, 3]) }
    #expect(throws: StatisticsError.self) { try RankCorrelation([1, 2], [1, 2, 3]) }
    #expect(throws: StatisticsError.self) { try RankCorrelation([1], [1]) }
  }

  /// Counting a record c times is writing it c times.
  @Test(arguments: 0..<30) func aCountedAreaIsThatOfRepeatedRecords(seed: UInt64) throws {
    var generator = SeededGenerator(seed: Seed(seed))
    let scores = (0..<40).map { _ in Double(generator.index(below: 12)) }
    let sides = scores.map { _ in generator.index(below: 3) == 0 }
    let counts = scores.map { _ in generator.index(below: 4) }
    var (positives, negatives): ([Double], [Double]) = ([], [])
    for place in scores.indices {
      for _ in 0..<counts[place] {
        if sides[place] { positives.append(scores[place]) } else { negatives.append(scores[place]) }
      }
    }
    let ranking = CountedRanking(scores: scores, isPositive: sides)
    let found = try #require(ranking.area(counts: counts))
    #expect(
      isClose(
        found, try areaUnderCurve(positives: positives, negatives: negatives), absolute: 1e-12))
    #expect(CountedRanking(scores: [1, 2], isPositive: [true, true]).area() == nil)
  }
}
