// SPDX-License-Identifier: Apache-2.0

import Recommenders
import TestSupport
import Testing

/// Values that ranx, RecBole, scikit-learn and implicit computed; see Oracles/ranking.py.
private struct RankingOracle: Decodable {
  struct Case: Decodable {
    let users: Int
    let items: Int
    let k: Int
    let userRows: [[Float]]
    let itemRows: [[Float]]
    let train: [[Int32]]
    let relevant: [[Int32]]
    let lists: [Int32]
    let rows: [Int32]
    let ranx: [String: [Double]]
    let recbole: RecBole
    let sklearn: ScikitLearn
    let implicit: [String: Double]

    func interactions(_ pairs: [[Int32]]) -> Interactions {
      Interactions(
        users: IdentifierIndex((0..<users).map { "u\(100 + $0)" }),
        items: IdentifierIndex((0..<items).map { "i\(100 + $0)" }),
        pairs: pairs.map { Interaction(user: $0[0], item: $0[1]) })
    }

    var metrics: RankingMetrics {
      RankingMetrics(
        lists: lists, k: k, users: (0..<users).map(Int32.init), relevant: interactions(relevant))
    }
  }

  struct RecBole: Decodable {
    let recall: [Double]
    let precision: [Double]
    let ndcg: [Double]
    let mrr: [Double]
    let map: [Double]
    let hitRate: [Double]
    let coverage: Double
    let popularity: Double
  }

  struct ScikitLearn: Decodable {
    let ndcg: [Double]
    let lrapRows: [Int]
    let lrap: [Double]
  }

  let cases: [Case]
}

@Suite struct MetricsOracleTests {
  private let cases: [RankingOracle.Case]

  init() throws {
    cases = try Oracle.load("ranking", as: RankingOracle.self).cases
    try #require(cases.count == 6)
  }

  @Test func everyUserWithARelevantItemGetsOneRow() {
    for example in cases {
      #expect(example.metrics.users == example.rows)
      #expect(example.rows.count < example.users, "each case has a user without a relevant item")
    }
  }

  @Test func rowsEqualRanx() throws {
    let names: [(String, RankingMetric)] = [
      ("recall", .recall), ("precision", .precision), ("ndcg", .ndcg), ("mrr", .reciprocalRank),
      ("map", .averagePrecisionOverRelevant), ("hit_rate", .hitRate),
    ]
    for example in cases {
      for (name, metric) in names {
        let expected = try #require(example.ranx[name])
        expectClose(example.metrics[metric], expected, absolute: 1e-9, name)
      }
    }
  }

  @Test func rowsEqualRecBole() {
    for example in cases {
      let metrics = example.metrics
      let recbole = example.recbole
      expectClose(metrics.recall, recbole.recall, absolute: 1e-9, "recall")
      expectClose(metrics.precision, recbole.precision, absolute: 1e-9, "precision")
      expectClose(metrics.ndcg, recbole.ndcg, absolute: 1e-9, "ndcg")
      expectClose(metrics.reciprocalRank, recbole.mrr, absolute: 1e-9, "mrr")
      expectClose(metrics.averagePrecision, recbole.map, absolute: 1e-9, "map")
      expectClose(metrics.hitRate, recbole.hitRate, absolute: 1e-9, "hit rate")
    }
  }

  @Test func rowsEqualScikitLearn() {
    var fullRankings = 0
    for example in cases {
      let metrics = example.metrics
      expectClose(metrics.ndcg, example.sklearn.ndcg, absolute: 1e-9, "ndcg")
      let rows = example.sklearn.lrapRows
      fullRankings += rows.count
      expectClose(
        rows.map { metrics.averagePrecisionOverRelevant[$0] }, example.sklearn.lrap,
        absolute: 1e-9, "label ranking average precision")
    }
    #expect(fullRankings > 10)
  }

  @Test func meansAndPooledPrecisionEqualImplicit() throws {
    for example in cases {
      let metrics = example.metrics
      let pooled = try #require(metrics.pooledPrecision)
      let map = try #require(metrics.mean(.averagePrecision))
      let ndcg = try #require(metrics.mean(.ndcg))
      let expected = ["precision", "map", "ndcg"].compactMap { example.implicit[$0] }
      expectClose([pooled, map, ndcg], expected, absolute: 1e-9)
    }
  }

  @Test func coverageAndPopularityEqualRecBole() throws {
    for example in cases {
      let width = example.k
      let full = (0..<example.users)
        .map { Array(example.lists[$0 * width..<($0 + 1) * width]) }
        .filter { !$0.contains(-1) }
      let measured = CatalogueMetrics(
        lists: full.flatMap(\.self), k: width, training: example.interactions(example.train))
      // RecBole's catalogue holds one padding item more.
      let padded = measured.coverage * Double(example.items) / Double(example.items + 1)
      let popularity = try #require(measured.meanPopularity)
      expectClose(
        [padded, popularity], [example.recbole.coverage, example.recbole.popularity],
        absolute: 1e-9)
    }
  }

  @Test func referenceListsOrderEqualScoresByPosition() {
    for example in cases {
      let lists = TopItems.reference(
        userRows: table(example.userRows), itemRows: table(example.itemRows),
        users: (0..<example.users).map(Int32.init), masked: example.interactions(example.train),
        k: example.k)
      #expect(lists == example.lists)
    }
  }

  private func table(_ rows: [[Float]]) -> ParameterTable {
    var table = ParameterTable(rowCount: rows.count, width: rows[0].count)
    for (index, row) in rows.enumerated() { table.setRow(index, to: row) }
    return table
  }
}
