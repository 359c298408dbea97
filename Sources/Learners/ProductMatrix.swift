// SPDX-License-Identifier: Apache-2.0

/// The product of each pair of rows of a table: its Gram matrix.
public struct ProductMatrix: Sendable {
  /// The number of rows.
  public let count: Int
  /// `[rows][rows]`, symmetric.
  private let values: [Double]

  /// Multiplies all pairs of rows; eight bytes a pair.
  public init(_ rows: SparseRows) {
    count = rows.count
    values = rows.products()
  }

  /// Returns the product of two rows.
  public subscript(_ row: Int, _ other: Int) -> Double { values[row * count + other] }

  /// Returns the products of some rows among themselves, `[rows][rows]`.
  func part(_ rows: [Int]) -> [Double] {
    var part: [Double] = []
    part.reserveCapacity(rows.count * rows.count)
    for row in rows { for other in rows { part.append(values[row * count + other]) } }
    return part
  }
}
