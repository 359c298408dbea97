// SPDX-License-Identifier: Apache-2.0

import Compute
import Recommenders

/// Identifiers whose byte order is their numeric order.
func identifiers(_ prefix: String, _ count: Int) -> IdentifierIndex {
  IdentifierIndex((0..<count).map { "\(prefix)\(1_000_000 + $0)" })
}

/// A model with normal factors and biases.
func randomModel(
  userCount: Int, itemCount: Int, factorCount: Int, seed: UInt64
) -> MatrixFactorization {
  var generator = SeededGenerator(seed: Seed(seed))
  func table(_ rowCount: Int) -> ParameterTable {
    var table = ParameterTable(rowCount: rowCount, width: factorCount + 1)
    for row in 0..<rowCount {
      table.setRow(row, to: (0...factorCount).map { _ in Float(generator.normal()) * 0.5 })
    }
    return table
  }
  return MatrixFactorization(
    users: identifiers("u", userCount), items: identifiers("i", itemCount),
    userTable: table(userCount), itemTable: table(itemCount))
}

/// A model of one user whose scores are the given biases.
func biasModel(_ biases: [Float]) -> MatrixFactorization {
  var items = ParameterTable(rowCount: biases.count, width: 2)
  for (row, bias) in biases.enumerated() { items.setRow(row, to: [0, bias]) }
  return MatrixFactorization(
    users: identifiers("u", 1), items: identifiers("i", biases.count),
    userTable: ParameterTable(rowCount: 1, width: 2), itemTable: items)
}

/// Pairs by position over a model's indexes.
func pairs(of model: MatrixFactorization, _ pairs: [(user: Int, item: Int)]) -> Interactions {
  Interactions(
    users: model.users, items: model.items,
    pairs: pairs.map { Interaction(user: Int32($0.user), item: Int32($0.item)) })
}

/// Up to `perUser` random items of every user.
func randomPairs(of model: MatrixFactorization, perUser: Int, seed: UInt64) -> Interactions {
  var generator = SeededGenerator(seed: Seed(seed))
  return pairs(
    of: model,
    (0..<model.users.count * perUser).map {
      (user: $0 / perUser, item: generator.index(below: model.items.count))
    })
}

/// Returns the first place where lists differ from a ranking in double precision, or nil.
///
/// A listed item may stand in place of another where their scores differ by less than 1e-5; masked
/// and repeated items, and a wrong number of entries, are always mistakes.
func firstMistake(
  in lists: [Int32], model: MatrixFactorization, users: [Int32], masked: Interactions, k: Int
) -> String? {
  guard lists.count == users.count * k else { return "\(lists.count) entries" }
  let itemRows = (0..<model.items.count).map { model.itemTable.row($0).map(Double.init) }
  for (place, user) in users.enumerated() {
    let userRow = model.userTable.row(Int(user)).map(Double.init)
    let scores = itemRows.map { itemRow in
      var score = 0.0
      for column in 0..<itemRow.count { score += userRow[column] * itemRow[column] }
      return score
    }
    let ranked = (0..<model.items.count)
      .filter { !masked.contains(user: Int(user), item: Int32($0)) }
      .sorted { (scores[$1], $0) < (scores[$0], $1) }
    let list = lists[place * k..<place * k + k].map(Int.init)
    let listed = list.filter { $0 >= 0 }
    let expectedCount = min(k, ranked.count)
    guard listed.count == expectedCount, list.prefix(expectedCount).allSatisfy({ $0 >= 0 }) else {
      return "user \(user): \(listed.count) items, not \(expectedCount)"
    }
    guard Set(listed).count == listed.count else { return "user \(user): an item twice" }
    for (item, expected) in zip(listed, ranked) {
      if masked.contains(user: Int(user), item: Int32(item)) { return "user \(user): masked" }
      if abs(scores[item] - scores[expected]) > 1e-5 { return "user \(user): item \(item)" }
    }
  }
  return nil
}
