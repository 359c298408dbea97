// SPDX-License-Identifier: Apache-2.0

import Recommenders

/// The smallest model with shared parameters: an item is its features times one learned map.
///
/// score(u, i) = p_u . (f_i M). Items have no parameters of their own, so that everything a model
/// learned of an item stands in the map and in the users' vectors.
struct FeatureMapRecommender: Recommender {
  static let architecture = "feature-map"
  static let map = ParameterGroup.shared("feature-map")

  let users: IdentifierIndex
  let items: IdentifierIndex
  /// Given with the items and never learned, `[items, features]`.
  let features: ParameterTable
  /// `[users, width]`.
  private(set) var userTable: ParameterTable
  /// `[features, width]`.
  private(set) var mapTable: ParameterTable

  init(
    users: IdentifierIndex, items: IdentifierIndex, features: ParameterTable,
    userTable: ParameterTable, mapTable: ParameterTable
  ) {
    precondition(features.rowCount == items.count && features.width == mapTable.rowCount)
    precondition(userTable.rowCount == users.count && userTable.width == mapTable.width)
    self.users = users
    self.items = items
    self.features = features
    self.userTable = userTable
    self.mapTable = mapTable
  }

  var parameterGroups: [ParameterGroup] { [.users, Self.map] }

  func parameters(_ group: ParameterGroup) -> ParameterTable? {
    group == .users ? userTable : group == Self.map ? mapTable : nil
  }

  mutating func setParameters(_ group: ParameterGroup, to table: ParameterTable) {
    precondition(parameters(group)?.width == table.width, "a group the model has, in its shape")
    if group == .users { userTable = table } else { mapTable = table }
  }

  var userRepresentations: ParameterTable { userTable }

  var itemRepresentations: ParameterTable {
    var table = ParameterTable(rowCount: items.count, width: mapTable.width)
    for item in 0..<items.count {
      var row = [Float](repeating: 0, count: mapTable.width)
      for (feature, weight) in features.row(item).enumerated() {
        for (column, value) in mapTable.row(feature).enumerated() { row[column] += weight * value }
      }
      table.setRow(item, to: row)
    }
    return table
  }

  var unknownUser: [Float] { [Float](repeating: 0, count: mapTable.width) }

  var learnedColumns: Range<Int> { 0..<mapTable.width }

  func removing(users goneUsers: Set<String>, items goneItems: Set<String>) -> Self {
    FeatureMapRecommender(
      users: IdentifierIndex(users.identifiers.filter { !goneUsers.contains($0) }),
      items: IdentifierIndex(items.identifiers.filter { !goneItems.contains($0) }),
      features: features.removingRows(items.identifiers.map(goneItems.contains)),
      userTable: userTable.removingRows(users.identifiers.map(goneUsers.contains)),
      mapTable: mapTable)
  }
}
