// SPDX-License-Identifier: Apache-2.0

/// The inner products of some rows with other rows: all that a linear learner needs of them.
public struct ProductTable: Equatable, Sendable {
  /// How many rows there are.
  public let rowCount: Int
  /// How many rows each is multiplied with.
  public let columnCount: Int
  /// `[rows][columns]`.
  public private(set) var values: [Double]

  /// Multiplies every row with every row of a second table; O(entries by column, multiplied).
  ///
  /// - Parameters:
  ///   - rows: The rows.
  ///   - others: Rows over the same columns.
  public init(_ rows: SparseRows, with others: SparseRows) {
    precondition(rows.columnCount == others.columnCount, "rows over the same columns")
    (rowCount, columnCount) = (rows.count, others.count)
    values = [Double](repeating: 0, count: rows.count * others.count)
    let (left, right) = (rows.byColumn, others.byColumn)
    for column in 0..<rows.columnCount {
      let span = right.starts[column]..<right.starts[column + 1]
      for place in left.starts[column]..<left.starts[column + 1] {
        let start = left.rows[place] * others.count
        let value = left.values[place]
        for other in span { values[start + right.rows[other]] += value * right.values[other] }
      }
    }
  }

  /// Adds another table of the same shape, times a factor.
  public mutating func add(_ other: ProductTable, times factor: Double) {
    precondition(
      rowCount == other.rowCount && columnCount == other.columnCount, "tables of one shape")
    for place in values.indices { values[place] += factor * other.values[place] }
  }

  /// The products of some rows with some columns.
  ///
  /// - Parameters:
  ///   - rows: The rows wanted.
  ///   - columns: The columns wanted.
  /// - Returns: `[rows][columns]`.
  func part(_ rows: [Int], _ columns: [Int]) -> [Double] {
    var part: [Double] = []
    part.reserveCapacity(rows.count * columns.count)
    for row in rows {
      for column in columns { part.append(values[row * columnCount + column]) }
    }
    return part
  }
}
