// SPDX-License-Identifier: Apache-2.0

extension TopItems {
  /// Returns the best items of each user the plainest way; O(users x items x (width + log items)).
  ///
  /// What faster ways are checked against.
  /// Scores are inner products summed in double precision, column by column. Equal scores are
  /// ordered by ascending item position.
  ///
  /// - Parameters:
  ///   - userRows: Representations of the users, `[users, width]`.
  ///   - itemRows: Representations of the items, `[items, width]`.
  ///   - users: The rows of the users to rank for.
  ///   - masked: Pairs never listed, over the same positions; nil where all items may be listed.
  ///   - k: The length of a list, at least 1.
  /// - Returns: Item positions, best first, `[users, k]`; -1 where fewer items could be listed.
  public static func reference(
    userRows: ParameterTable, itemRows: ParameterTable, users: [Int32], masked: Interactions?,
    k: Int
  ) -> [Int32] {
    precondition(k >= 1, "a list has at least one place")
    precondition(userRows.width == itemRows.width, "both sides have the same columns")
    var lists: [Int32] = []
    lists.reserveCapacity(users.count * k)
    for user in users {
      let scored = (0..<Int32(itemRows.rowCount))
        .filter { masked?.contains(user: Int(user), item: $0) != true }
        .map { (item: $0, score: exactScore(userRows.row(Int(user)), itemRows.row(Int($0)))) }
        .sorted { ($1.score, $0.item) < ($0.score, $1.item) }
      for place in 0..<k { lists.append(place < scored.count ? scored[place].item : -1) }
    }
    return lists
  }

  /// Returns the inner product of two rows, summed in double precision from the first column on.
  package static func exactScore(_ user: ArraySlice<Float>, _ item: ArraySlice<Float>) -> Double {
    zip(user, item).reduce(0) { $0 + Double($1.0) * Double($1.1) }
  }
}
