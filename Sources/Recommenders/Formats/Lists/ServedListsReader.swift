// SPDX-License-Identifier: Apache-2.0

/// The items that a system served to one user, best first.
public struct ServedList: Equatable, Sendable {
  /// The user.
  public let user: String
  /// Distinct items, best first.
  public let items: [String]

  /// Creates a list.
  public init(user: String, items: [String]) {
    self.user = user
    self.items = items
  }
}

/// Reads served recommendation lists.
///
/// TSV or CSV with the columns `user` and `item`; a column `rank` (from 1, distinct within a user)
/// orders a list, without it the rows' order does. An item twice in one list is refused.
public struct ServedListsReader: Sendable {
  /// Creates a reader.
  public init() {}

  /// Reads a file.
  ///
  /// - Parameter path: The file's path.
  /// - Returns: One list a user, ascending by the users' UTF-8 bytes.
  /// - Throws: REC101 to REC107.
  public func read(path: String) throws(RecommenderError) -> [ServedList] {
    try read(TextFile(path: path))
  }

  /// Reads bytes that are in memory, as if they were a file's.
  ///
  /// - Parameters:
  ///   - bytes: The whole content.
  ///   - path: What messages call it.
  /// - Returns: One list a user, ascending by the users' UTF-8 bytes.
  /// - Throws: REC104 to REC107.
  public func read(bytes: [UInt8], path: String) throws(RecommenderError) -> [ServedList] {
    try read(TextFile(path: path, bytes: bytes))
  }

  private func read(_ file: TextFile) throws(RecommenderError) -> [ServedList] {
    var table = try HeaderTable(delimited: file)
    let user = try table.position(of: "user", flag: nil)
    let item = try table.position(of: "item", flag: nil)
    let rank =
      table.plainColumns.contains("rank") ? try table.position(of: "rank", flag: nil) : nil
    var drafts: [String: Draft] = [:]
    try table.forEachRow { row throws(RowDefect) in
      let userName = try row.identifier(user, "user")
      let itemName = try row.identifier(item, "item")
      let place = try rank.map { column throws(RowDefect) in
        guard let number = row.wholeNumber(column), number > 0 else {
          throw RowDefect("the rank is not a whole number from 1")
        }
        return number
      }
      try drafts[userName, default: Draft()].add(itemName, place)
    }
    guard !drafts.isEmpty else {
      throw .noRows(file.path, "holds no served items", remedy: "Give at least one row.")
    }
    return drafts.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map {
      ServedList(user: $0, items: drafts[$0]?.ordered ?? [])
    }
  }

  private struct Draft {
    private var entries: [(rank: Int, item: String)] = []
    private var items: Set<String> = []
    private var ranks: Set<Int> = []

    mutating func add(_ item: String, _ rank: Int?) throws(RowDefect) {
      let rank = rank ?? entries.count + 1
      guard items.insert(item).inserted else {
        throw RowDefect("the item stands in this user's list already")
      }
      guard ranks.insert(rank).inserted else {
        throw RowDefect("the rank stands in this user's list already")
      }
      entries.append((rank, item))
    }

    var ordered: [String] { entries.sorted { $0.rank < $1.rank }.map(\.item) }
  }
}
