// SPDX-License-Identifier: Apache-2.0

import Recommenders

/// What every conformer of `Recommender` promises; a test expects `complaints` to be empty.
///
/// The model needs at least two users and two items, with distinct rows.
struct RecommenderConformance<Model: Recommender> {
  private let model: Model
  /// Which promises the model breaks.
  private(set) var complaints: [String] = []

  /// Checks a model.
  init(_ model: Model) {
    self.model = model
    checkTables()
    checkConstants()
    for group in model.parameterGroups {
      guard let table = model.parameters(group) else { continue }
      checkRoundTrip(of: group, table)
      checkInfluence(of: group, table)
    }
    checkRemoval()
  }

  private mutating func check(_ holds: Bool, _ promise: String) {
    if !holds { complaints.append(promise) }
  }

  private mutating func checkTables() {
    let width = model.userRepresentations.width
    check(!Model.architecture.isEmpty, "the architecture has a name")
    check(model.userRepresentations.rowCount == model.users.count, "one representation a user")
    check(model.itemRepresentations.rowCount == model.items.count, "one representation an item")
    check(model.itemRepresentations.width == width, "both sides have the same columns")
    check(model.unknownUser.count == width, "an unknown user has the same columns")
    check(
      model.learnedColumns.lowerBound >= 0 && model.learnedColumns.upperBound <= width,
      "learned columns are columns")
    check(
      Set(model.parameterGroups).count == model.parameterGroups.count, "each group is named once")
    for group in model.parameterGroups {
      check(model.parameters(group) != nil, "\(group) is there, as it is named")
    }
    for group in [.users, .items, .shared("no such group")] as [ParameterGroup]
    where !model.parameterGroups.contains(group) {
      check(model.parameters(group) == nil, "\(group) is not there, as it is not named")
    }
    let rows = (model.parameters(.users)?.rowCount, model.parameters(.items)?.rowCount)
    check(rows.0 ?? model.users.count == model.users.count, "one row of parameters a user")
    check(rows.1 ?? model.items.count == model.items.count, "one row of parameters an item")
  }

  /// Columns that are not learned are the same for every user, also for one unknown.
  private mutating func checkConstants() {
    let users = model.userRepresentations
    for column in 0..<users.width where !model.learnedColumns.contains(column) {
      for user in 0..<users.rowCount {
        check(
          users.values[user * users.stride + column] == model.unknownUser[column],
          "column \(column) is constant")
      }
    }
  }

  /// What is put into a group is found there, and no other group changes.
  private mutating func checkRoundTrip(of group: ParameterGroup, _ before: ParameterTable) {
    var table = before
    // Constant columns of users keep their values: a model may insist on them.
    let columns = group == .users ? model.learnedColumns : 0..<table.width
    for row in 0..<table.rowCount {
      for column in columns { table.values[row * table.stride + column] = Float(row - column) / 4 }
    }
    var changed = model
    changed.setParameters(group, to: table)
    check(changed.parameters(group) == table, "\(group) holds what was put there")
    for other in model.parameterGroups where other != group {
      check(
        changed.parameters(other) == model.parameters(other), "\(other) is not touched by \(group)")
    }
    changed.setParameters(group, to: before)
    check(
      changed.userRepresentations == model.userRepresentations
        && changed.itemRepresentations == model.itemRepresentations,
      "\(group) put back gives the same representations")
  }

  /// Every group takes part in the scores.
  private mutating func checkInfluence(of group: ParameterGroup, _ table: ParameterTable) {
    var changed = model
    changed.setParameters(group, to: ParameterTable(rowCount: table.rowCount, width: table.width))
    check(changed.scores != model.scores, "\(group) takes part in the scores")
  }

  /// Removing rows removes exactly those; all other pairs keep their scores.
  private mutating func checkRemoval() {
    let goneUser = model.users.identifiers[0]
    let goneItem = model.items.identifiers[model.items.count - 1]
    let kept = model.removing(users: [goneUser, "nobody"], items: [goneItem])
    check(
      kept.users.identifiers == Array(model.users.identifiers.dropFirst()),
      "exactly the named users go")
    check(
      kept.items.identifiers == Array(model.items.identifiers.dropLast()),
      "exactly the named items go")
    check(kept.parameterGroups == model.parameterGroups, "removal keeps the groups")
    let itemCount = model.items.count
    let expected = model.scores.enumerated()
      .filter { $0.offset / itemCount != 0 && $0.offset % itemCount != itemCount - 1 }
      .map(\.element)
    check(kept.scores == expected, "all other pairs keep their scores")
    check(
      model.removing(users: [], items: []).scores == model.scores, "removing nothing is nothing")
    for group in model.parameterGroups {
      guard case .shared = group else { continue }
      check(kept.parameters(group) == model.parameters(group), "\(group) survives a removal")
    }
  }
}

extension Recommender {
  /// Inner products of all representations in double precision, user by user.
  var scores: [Double] {
    let (users, items) = (userRepresentations, itemRepresentations)
    return (0..<users.rowCount).flatMap { user in
      (0..<items.rowCount).map { item in
        zip(users.row(user), items.row(item)).reduce(0) { $0 + Double($1.0) * Double($1.1) }
      }
    }
  }
}
