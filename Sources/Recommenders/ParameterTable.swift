// SPDX-License-Identifier: Apache-2.0

/// A row-major table of parameters, each row padded with zeros to a multiple of 16 floats.
public struct ParameterTable: Equatable, Sendable {
  /// The number of rows.
  public let rowCount: Int
  /// The number of meaningful columns.
  public let width: Int
  /// The distance between rows in floats, a multiple of 16.
  public let stride: Int
  /// The values, `[rowCount, stride]`; columns from `width` on are zero.
  public var values: [Float]

  /// Creates a table of zeros.
  public init(rowCount: Int, width: Int) {
    self.rowCount = rowCount
    self.width = width
    stride = (width + 15) / 16 * 16
    values = [Float](repeating: 0, count: rowCount * stride)
  }

  /// Returns the meaningful columns of a row.
  public func row(_ index: Int) -> ArraySlice<Float> {
    values[index * stride..<index * stride + width]
  }

  /// Replaces the meaningful columns of a row.
  public mutating func setRow(_ index: Int, to newValues: some Sequence<Float>) {
    var position = index * stride
    for value in newValues {
      values[position] = value
      position += 1
    }
    precondition(position <= index * stride + width, "a row is no wider than the table")
  }

  /// Returns the table without the given rows.
  public func removingRows(_ removed: [Bool]) -> ParameterTable {
    let kept = (0..<rowCount).filter { !removed[$0] }
    var table = ParameterTable(rowCount: kept.count, width: width)
    for (target, source) in kept.enumerated() { table.setRow(target, to: row(source)) }
    return table
  }
}
