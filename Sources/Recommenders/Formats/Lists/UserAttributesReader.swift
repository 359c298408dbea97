// SPDX-License-Identifier: Apache-2.0

/// Chosen attributes of users, by which measures are broken down.
public struct UserAttributes: Equatable, Sendable {
  /// The attributes' names.
  public let columns: [String]
  /// Each user's values, in the order of `columns`; an empty text is a missing value.
  public let values: [String: [String]]

  /// Creates attributes; every user has one value a column.
  public init(columns: [String], values: [String: [String]]) {
    precondition(values.values.allSatisfy { $0.count == columns.count }, "one value a column")
    self.columns = columns
    self.values = values
  }
}

/// Reads users' attributes: CSV or TSV with a header, a RecBole `.user` file or MovieLens `u.user`.
///
/// The first column holds the user ids. `u.user` has no header: its fields between bars are called
/// `user`, `age`, `gender`, `occupation` and `zip_code`.
public struct UserAttributesReader: Sendable {
  /// The attributes to read, by column name; nil reads all.
  public let columns: [String]?

  /// Creates a reader of the named columns, or of all.
  public init(columns: [String]? = nil) {
    self.columns = columns
  }

  /// Reads a file.
  ///
  /// - Parameter path: The file's path.
  /// - Returns: The attributes by user.
  /// - Throws: REC101 to REC107; a user on two rows is a bad row.
  public func read(path: String) throws(RecommenderError) -> UserAttributes {
    try read(TextFile(path: path))
  }

  /// Reads bytes that are in memory, as if they were a file's.
  ///
  /// - Parameters:
  ///   - bytes: The whole content.
  ///   - path: What messages call it.
  /// - Returns: The attributes by user.
  /// - Throws: REC104 to REC107.
  public func read(bytes: [UInt8], path: String) throws(RecommenderError) -> UserAttributes {
    try read(TextFile(path: path, bytes: bytes))
  }

  private func read(_ file: TextFile) throws(RecommenderError) -> UserAttributes {
    var table = try HeaderTable(attributes: file)
    let names = columns ?? Array(table.plainColumns.dropFirst())
    var positions: [Int] = []
    for name in names { positions.append(try table.position(of: name, flag: nil)) }
    var values: [String: [String]] = [:]
    try table.forEachRow { row throws(RowDefect) in
      let user = try row.identifier(0, "user")
      guard values[user] == nil else { throw RowDefect("the user has a row already") }
      values[user] = positions.map { row.text($0) }
    }
    guard !values.isEmpty else {
      throw .noRows(file.path, "holds no users", remedy: "Give at least one row.")
    }
    return UserAttributes(columns: names, values: values)
  }
}

extension HeaderTable {
  /// Starts on a file of users: with a header, or in MovieLens' own form without one.
  fileprivate init(attributes file: TextFile) throws(RecommenderError) {
    var probe = RecordScanner(file, dialect: .bars)
    if probe.next(), probe.fields.count == 5,
      NumberField.identifier(probe.file.bytes, probe.fields[0]) != nil
    {
      self.init(file, dialect: .bars, columns: ["user", "age", "gender", "occupation", "zip_code"])
    } else {
      try self.init(delimited: file)
    }
  }
}
