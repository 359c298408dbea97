// SPDX-License-Identifier: Apache-2.0

import Recommenders
import TestSupport
import Testing

@Suite struct MetricsTests {
  /// Three users over five items: two items relevant to the first, none to the second, four to the
  /// third.
  private let relevant = Interactions(
    users: IdentifierIndex(["a", "b", "c"]), items: IdentifierIndex(["p", "q", "r", "s", "t"]),
    pairs: [(0, 1), (0, 4), (2, 0), (2, 1), (2, 2), (2, 3)].map {
      Interaction(user: $0.0, item: $0.1)
    })

  @Test func measuresOfOneListAreTheHandWorkedOnes() {
    let metrics = RankingMetrics(
      lists: [0, 1, 4, 0, 1, 2, 4, 2, 0], k: 3, users: [0, 1, 2], relevant: relevant)
    #expect(metrics.users == [0, 2])
    // User a: hits at ranks 2 and 3 of K = 3, R = 2. User c: the same ranks, R = 4.
    expectClose(metrics.recall, [2.0 / 2, 2.0 / 4])
    expectClose(metrics.precision, [2.0 / 3, 2.0 / 3])
    expectClose(metrics.reciprocalRank, [0.5, 0.5])
    // Precisions 1/2 and 2/3 at the hits; over min(3, 2) and min(3, 4), and over 2 and 4.
    expectClose(metrics.averagePrecision, [7.0 / 12, 7.0 / 18], absolute: 1e-15)
    expectClose(metrics.averagePrecisionOverRelevant, [7.0 / 12, 7.0 / 24], absolute: 1e-15)
    // Gains 1/log2(3) + 1/log2(4) = 1.1309297536; ideals 1.6309297536 and 2.1309297536.
    expectClose(
      metrics.ndcg,
      [1.1309297535714573 / 1.6309297535714573, 1.1309297535714573 / 2.130929753571457],
      absolute: 1e-12)
    // Pooled: 4 hits of min(3, 2) + min(3, 4) = 5.
    #expect(metrics.pooledPrecision == 4.0 / 5)
    #expect(metrics.mean(.recall) == 0.75)
    #expect(metrics.mean(.recall, over: [1]) == 0.5)
  }

  @Test func aListOfOnlyRelevantItemsIsPerfectEvenWhereMoreAreRelevant() {
    let metrics = RankingMetrics(lists: [3, 0], k: 2, users: [2], relevant: relevant)
    for metric in [RankingMetric.precision, .ndcg, .reciprocalRank, .averagePrecision, .hitRate] {
      expectClose(metrics[metric], [1], absolute: 1e-15, metric.rawValue)
    }
    #expect(metrics.recall == [0.5])
  }

  @Test func emptyPlacesAndForeignPositionsAreMisses() {
    let metrics = RankingMetrics(
      lists: [-1, 1, -1, 99, .max, .min], k: 3, users: [0, 2], relevant: relevant)
    #expect(metrics.hitCounts == [1, 0])
    #expect(metrics.reciprocalRank == [0.5, 0])
  }

  @Test func aRepeatedItemIsCreditedOnce() {
    let metrics = RankingMetrics(lists: [1, 1, 1], k: 3, users: [0], relevant: relevant)
    #expect(metrics.recall == [0.5])
    #expect(metrics.averagePrecision == [0.5])
  }

  @Test func aCutListEqualsAShorterOne() {
    let lists: [Int32] = [0, 1, 4, 2, 1, 3, 4, 2]
    let cut = RankingMetrics(lists: lists, width: 4, k: 2, users: [0, 2], relevant: relevant)
    let short = RankingMetrics(lists: [0, 1, 1, 3], k: 2, users: [0, 2], relevant: relevant)
    #expect(cut == short)
  }

  @Test func groupsAverageTheirOwnRows() {
    let metrics = RankingMetrics(
      lists: [1, 4, 4, 0], k: 2, users: [0, 2], relevant: relevant)
    #expect(metrics.rows { $0 == 2 } == [1])
    #expect(metrics.mean(.hitRate, over: metrics.rows { $0 == 2 }) == 1)
    #expect(metrics.mean(.recall, over: metrics.rows { $0 > 2 }) == nil)
    #expect(metrics.pooledPrecision(over: metrics.rows { $0 > 2 }) == nil)
  }

  @Test func measuresWithoutRowsAreMissing() {
    let metrics = RankingMetrics(lists: [0, 1], k: 2, users: [1], relevant: relevant)
    #expect(metrics.count == 0)
    #expect(metrics.mean(.ndcg) == nil)
    #expect(metrics.pooledPrecision == nil)
  }

  @Test func namesCarryTheListLength() {
    #expect(
      RankingMetric.allCases.map { $0.name(at: 20) }.prefix(3) == [
        "recall@20", "precision@20", "ndcg@20",
      ])
  }

  @Test func noveltyIsTheMeanSelfInformationInBits() throws {
    // Training: item 0 is had by 1 user of 2, item 1 by both, item 2 by none.
    let training = Interactions(
      users: IdentifierIndex(["a", "b"]), items: IdentifierIndex(["p", "q", "r", "s"]),
      pairs: [(0, 0), (0, 1), (1, 1)].map { Interaction(user: $0.0, item: $0.1) })
    let measured = CatalogueMetrics(lists: [0, 1, 2, -1, -1, -1], k: 2, training: training)
    // -log2(1/2) = 1, -log2(2/2) = 0; the unknown item counts as one user's: 1. An empty list is
    // left out.
    #expect(measured.rows == [0, 1])
    #expect(measured.novelty == [0.5, 1])
    #expect(measured.popularity == [1.5, 0])
    #expect(measured.meanNovelty == 0.75)
    #expect(measured.coverage == 3.0 / 4)
  }

  @Test func aCatalogueOfNothingHasNoMeans() {
    let nothing = Interactions(users: IdentifierIndex([]), items: IdentifierIndex([]), pairs: [])
    let measured = CatalogueMetrics(lists: [], k: 3, training: nothing)
    #expect(measured.coverage == 0)
    #expect(measured.meanPopularity == nil)
    #expect(measured.meanNovelty == nil)
  }

  @Test func maskedItemsAreNeverListed() {
    var users = ParameterTable(rowCount: 1, width: 1)
    users.setRow(0, to: [1])
    var items = ParameterTable(rowCount: 3, width: 1)
    for row in 0..<3 { items.setRow(row, to: [Float(row)]) }
    let masked = Interactions(
      users: IdentifierIndex(["a"]), items: IdentifierIndex(["p", "q", "r"]),
      pairs: [Interaction(user: 0, item: 2)])
    let lists = TopItems.reference(
      userRows: users, itemRows: items, users: [0], masked: masked, k: 4)
    #expect(lists == [1, 0, -1, -1])
  }
}
