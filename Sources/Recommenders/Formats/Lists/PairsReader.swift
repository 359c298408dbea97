// SPDX-License-Identifier: Apache-2.0

/// One line of an erase file: a pair, a whole user or a whole item.
public struct ErasureLine: Equatable, Sendable {
  /// The user, or nil where the whole item is to be erased.
  public let user: String?
  /// The item, or nil where the whole user is to be erased.
  public let item: String?
  /// The line in the file, from 1.
  public let line: Int
  /// What messages call the file.
  public let path: String

  /// Creates a line; at least one of user and item is given.
  public init(user: String?, item: String?, line: Int, path: String) {
    precondition(user != nil || item != nil, "an erasure names a user or an item")
    self.user = user
    self.item = item
    self.line = line
    self.path = path
  }
}

/// Reads which pairs, users and items are to be erased.
///
/// TSV or CSV with the columns `user` and `item`; an empty item means the whole user, an empty user
/// the whole item. Bad rows are always refused: a request must not be shortened in silence.
public struct PairsReader: Sendable {
  /// Creates a reader.
  public init() {}

  /// Reads a file.
  ///
  /// - Parameter path: The file's path.
  /// - Returns: The lines in the file's order, repeated ones included.
  /// - Throws: REC101 to REC107.
  public func read(path: String) throws(RecommenderError) -> [ErasureLine] {
    try read(TextFile(path: path))
  }

  /// Reads bytes that are in memory, as if they were a file's.
  ///
  /// - Parameters:
  ///   - bytes: The whole content.
  ///   - path: What messages call it.
  /// - Returns: The lines in order.
  /// - Throws: REC104 to REC107.
  public func read(bytes: [UInt8], path: String) throws(RecommenderError) -> [ErasureLine] {
    try read(TextFile(path: path, bytes: bytes))
  }

  private func read(_ file: TextFile) throws(RecommenderError) -> [ErasureLine] {
    var table = try HeaderTable(delimited: file)
    let user = try table.position(of: "user", flag: nil)
    let item = try table.position(of: "item", flag: nil)
    var lines: [ErasureLine] = []
    try table.forEachRow { row throws(RowDefect) in
      let userName = try row.optionalIdentifier(user, "user")
      let itemName = try row.optionalIdentifier(item, "item")
      guard userName != nil || itemName != nil else {
        throw RowDefect("both the user id and the item id are empty")
      }
      lines.append(ErasureLine(user: userName, item: itemName, line: row.line, path: file.path))
    }
    guard !lines.isEmpty else {
      throw .noRows(file.path, "asks for no erasure", remedy: "Give at least one row.")
    }
    return lines
  }
}
