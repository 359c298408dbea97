// SPDX-License-Identifier: Apache-2.0

/// How interactions are read from a file.
public struct InteractionReaderOptions: Equatable, Sendable {
  /// The user column; nil for `user` (csv) or `user_id` (recbole).
  public var userColumn: String?
  /// The item column; nil for `item` (csv) or `item_id` (recbole).
  public var itemColumn: String?
  /// The rating column; nil for `rating` where the file has it.
  public var ratingColumn: String?
  /// The least rating of a positive; nil takes every row for one.
  public var minRating: Double?
  /// Whether bad rows are left out and counted instead of refused.
  public var skipBadRows: Bool

  /// Creates options.
  public init(
    userColumn: String? = nil, itemColumn: String? = nil, ratingColumn: String? = nil,
    minRating: Double? = nil, skipBadRows: Bool = false
  ) {
    self.userColumn = userColumn
    self.itemColumn = itemColumn
    self.ratingColumn = ratingColumn
    self.minRating = minRating
    self.skipBadRows = skipBadRows
  }

  /// Refuses options that the format cannot honour.
  func check(for format: InteractionFormat) throws(RecommenderError) {
    let namesColumns = userColumn != nil || itemColumn != nil || ratingColumn != nil
    if namesColumns && (format == .movielens || format == .lightgcn) {
      throw .senselessOption(
        "A \(format.rawValue) file has no named columns.",
        remedy: "Leave out --user-column, --item-column and --rating-column.")
    }
    if minRating != nil && format == .lightgcn {
      throw .senselessOption(
        "A lightgcn file holds no ratings.", remedy: "Leave out --min-rating.")
    }
    if let minRating, !minRating.isFinite {
      throw .senselessOption(
        "The least rating is not a finite number.", remedy: "Give --min-rating a number.")
    }
  }
}
