// SPDX-License-Identifier: Apache-2.0

/// One positive interaction by position in the two indexes.
public struct Interaction: Hashable, Sendable, Comparable {
  /// The user's position in `Interactions.users`.
  public var user: Int32
  /// The item's position in `Interactions.items`.
  public var item: Int32

  /// Creates the pair.
  public init(user: Int32, item: Int32) {
    self.user = user
    self.item = item
  }

  /// Orders by user, then by item.
  public static func < (left: Interaction, right: Interaction) -> Bool {
    (left.user, left.item) < (right.user, right.item)
  }
}

/// A set of positive user-item pairs in compressed sparse rows, with stable string identifiers.
///
/// Rows are users; the columns of a row are strictly ascending item positions. Everything depends on
/// the set of pairs alone: the order of lines in a file and repeated lines change nothing.
public struct Interactions: Equatable, Sendable {
  /// The users, one a row.
  public let users: IdentifierIndex
  /// The items, one a column.
  public let items: IdentifierIndex
  /// Where each row begins in `columns`, `[users + 1]`.
  public let rowOffsets: [Int]
  /// Item positions, row after row, ascending in each row, `[pairs]`.
  public let columns: [Int32]

  /// Creates the set of the given pairs over the identifiers that occur in them.
  ///
  /// - Parameter pairs: User and item identifiers; repeated pairs count once.
  public init(pairs: some Collection<(user: String, item: String)>) {
    let users = IdentifierIndex(pairs.lazy.map(\.user))
    let items = IdentifierIndex(pairs.lazy.map(\.item))
    let positioned = pairs.compactMap { pair -> Interaction? in
      guard let user = users.position(of: pair.user), let item = items.position(of: pair.item)
      else { return nil }
      return Interaction(user: Int32(user), item: Int32(item))
    }
    self.init(users: users, items: items, pairs: positioned)
  }

  /// Creates the set of the given positions over fixed indexes.
  ///
  /// - Parameters:
  ///   - users: The users; rows without a pair stay empty.
  ///   - items: The items; columns without a pair stay empty.
  ///   - pairs: Positions in the two indexes, in any order; repeated pairs count once.
  public init(users: IdentifierIndex, items: IdentifierIndex, pairs: [Interaction]) {
    self.init(users: users, items: items, ascending: pairs.sorted())
  }

  /// Creates the set of pairs that are ascending already.
  private init(users: IdentifierIndex, items: IdentifierIndex, ascending sorted: [Interaction]) {
    var offsets = [Int](repeating: 0, count: users.count + 1)
    var columns: [Int32] = []
    columns.reserveCapacity(sorted.count)
    var previous: Interaction?
    for pair in sorted where pair != previous {
      precondition(pair.user >= 0 && Int(pair.user) < users.count, "a user position out of range")
      precondition(pair.item >= 0 && Int(pair.item) < items.count, "an item position out of range")
      offsets[Int(pair.user) + 1] += 1
      columns.append(pair.item)
      previous = pair
    }
    for row in 0..<users.count { offsets[row + 1] += offsets[row] }
    self.users = users
    self.items = items
    self.rowOffsets = offsets
    self.columns = columns
  }

  /// The number of pairs.
  public var count: Int { columns.count }

  /// Returns the positions of the user's items, ascending.
  public func items(of user: Int) -> ArraySlice<Int32> {
    columns[rowOffsets[user]..<rowOffsets[user + 1]]
  }

  /// Returns whether the pair is in the set; O(log row length).
  public func contains(user: Int, item: Int32) -> Bool {
    var low = rowOffsets[user]
    var high = rowOffsets[user + 1]
    while low < high {
      let middle = (low + high) / 2
      if columns[middle] < item { low = middle + 1 } else { high = middle }
    }
    return low < rowOffsets[user + 1] && columns[low] == item
  }

  /// All pairs, ascending by user, then item.
  public var pairs: [Interaction] {
    var pairs: [Interaction] = []
    pairs.reserveCapacity(count)
    for user in 0..<users.count {
      for item in items(of: user) { pairs.append(Interaction(user: Int32(user), item: item)) }
    }
    return pairs
  }

  /// The number of pairs of each item, `[items]`.
  public var itemCounts: [Int] {
    var counts = [Int](repeating: 0, count: items.count)
    for item in columns { counts[Int(item)] += 1 }
    return counts
  }

  /// Returns the pairs for which the condition holds, over the same indexes.
  public func filter(_ isIncluded: (Interaction) -> Bool) -> Interactions {
    Interactions(users: users, items: items, ascending: pairs.filter(isIncluded))
  }

  /// Returns the same pairs over the identifiers that still occur in them.
  ///
  /// What another program gets that deletes the rows from the file and reads what is left.
  public func compacted() -> Interactions {
    Interactions(
      pairs: pairs.map { (users.identifiers[Int($0.user)], items.identifiers[Int($0.item)]) })
  }
}
