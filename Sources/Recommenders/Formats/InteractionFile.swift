// SPDX-License-Identifier: Apache-2.0

/// What was read from a file of interactions.
///
/// `rowCount` = `interactions.count` + `duplicateCount` + `belowRatingCount` + `badRowCount`.
public struct InteractionFile: Equatable, Sendable {
  /// The most bad rows that are described one by one.
  public static let describedRowLimit = 20

  /// The file's path.
  public let path: String
  /// How it was read.
  public let format: InteractionFormat
  /// The distinct positive pairs.
  public let interactions: Interactions
  /// Data rows; for LightGCN lists a good line counts once an item, a bad one once.
  public let rowCount: Int
  /// The first bad rows that were left out, at most `describedRowLimit`.
  public let badRows: [BadRow]
  /// The number of bad rows that were left out.
  public let badRowCount: Int
  /// The rows with a rating below the least one.
  public let belowRatingCount: Int
  /// The rows that repeat a pair.
  public let duplicateCount: Int
  /// The file's size.
  public let byteCount: Int
  /// Whether the last line has a line end; without one the file may be cut off.
  public let isTerminated: Bool

  /// Returns the file unless it is too small for an audit.
  ///
  /// - Returns: The file itself.
  /// - Throws: REC108 for fewer than two users or two items.
  @discardableResult
  public func requireAuditable() throws(RecommenderError) -> InteractionFile {
    let (users, items) = (interactions.users.count, interactions.items.count)
    guard users >= 2 && items >= 2 else { throw .tooSmall(path, users: users, items: items) }
    return self
  }
}
