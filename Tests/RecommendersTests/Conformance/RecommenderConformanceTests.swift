// SPDX-License-Identifier: Apache-2.0

import Compute
import Recommenders
import Testing

@Suite struct RecommenderConformanceTests {
  private let users = IdentifierIndex(["ann", "bob", "cy"])
  private let items = IdentifierIndex(["p", "q"])

  private var featureMap: FeatureMapRecommender {
    FeatureMapRecommender(
      users: users, items: items, features: table([[1, 0], [2, -1]]),
      userTable: table([[1, 2, 3], [0, 1, 0], [-1, 0.5, 2]]),
      mapTable: table([[1, 0, 2], [0.5, -1, 1]]))
  }

  @Test func matrixFactorizationConforms() {
    #expect(RecommenderConformance(TinyModel.model).complaints == [])
    var untrained = MatrixFactorization(
      users: users, items: items, factorCount: 20, scale: 0.1, seed: Seed(3))
    untrained.itemTable.values[20] = 1
    #expect(RecommenderConformance(untrained).complaints == [])
  }

  @Test func aModelWithASharedFeatureMapConforms() {
    #expect(RecommenderConformance(featureMap).complaints == [])
    #expect(featureMap.parameterGroups == [.users, .shared("feature-map")])
  }

  @Test func anItemOfAFeatureMapIsItsFeaturesTimesTheMap() {
    // q: 2 x [1, 0, 2] - 1 x [0.5, -1, 1] = [1.5, 1, 3]; with ann: 1.5 + 2 + 9.
    #expect(Array(featureMap.itemRepresentations.row(1)) == [1.5, 1, 3])
    #expect(featureMap.scores[1] == 12.5)
  }

  @Test func theBiasOfAnItemIsAddedToItsScore() {
    // ann: [0.5, -1.25] . [1, 0.75] + 0.25.
    #expect(TinyModel.model.scores[0] == 0.5 - 1.25 * 0.75 + 0.25)
  }

  @Test func aModelThatForgetsNothingIsNoticed() {
    #expect(
      RecommenderConformance(Stubborn(base: TinyModel.model)).complaints == [
        "users holds what was put there", "users takes part in the scores",
        "items holds what was put there", "items takes part in the scores",
        "exactly the named users go", "exactly the named items go",
        "all other pairs keep their scores",
      ])
  }

  private func table(_ rows: [[Float]]) -> ParameterTable {
    var table = ParameterTable(rowCount: rows.count, width: rows[0].count)
    for (index, row) in rows.enumerated() { table.setRow(index, to: row) }
    return table
  }
}

/// A model that ignores what it is asked to remove or to set: the suite must notice.
private struct Stubborn: Recommender {
  static let architecture = "stubborn"
  var base: MatrixFactorization
  var users: IdentifierIndex { base.users }
  var items: IdentifierIndex { base.items }
  var parameterGroups: [ParameterGroup] { base.parameterGroups }
  func parameters(_ group: ParameterGroup) -> ParameterTable? { base.parameters(group) }
  mutating func setParameters(_ group: ParameterGroup, to table: ParameterTable) {}
  var userRepresentations: ParameterTable { base.userRepresentations }
  var itemRepresentations: ParameterTable { base.itemRepresentations }
  var unknownUser: [Float] { base.unknownUser }
  var learnedColumns: Range<Int> { base.learnedColumns }
  func removing(users: Set<String>, items: Set<String>) -> Self { self }
}
