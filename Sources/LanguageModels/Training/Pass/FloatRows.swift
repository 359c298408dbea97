// SPDX-License-Identifier: Apache-2.0

import Compute

/// Rows of floats that lie in a block that someone else keeps alive: the one handle of a pass.
struct FloatRows {
  /// The first row.
  let base: UnsafeMutablePointer<Float>
  /// The number of rows.
  let rows: Int
  /// The floats of a row.
  let columns: Int
  /// Floats between the beginnings of rows.
  let stride: Int

  init(_ base: UnsafeMutablePointer<Float>, rows: Int, columns: Int, stride: Int? = nil) {
    self.base = base
    self.rows = rows
    self.columns = columns
    self.stride = stride ?? columns
  }

  /// One row.
  subscript(row: Int) -> MutableFloats {
    MutableFloats(start: base + row * stride, count: columns)
  }

  /// Some of the rows, and of those some of the columns.
  subscript(rows: Range<Int>, columns: Range<Int>) -> FloatRows {
    precondition(rows.lowerBound >= 0 && rows.upperBound <= self.rows, "rows of the matrix")
    precondition(columns.lowerBound >= 0 && columns.upperBound <= self.columns, "its columns")
    return FloatRows(
      base + rows.lowerBound * stride + columns.lowerBound, rows: rows.count,
      columns: columns.count, stride: stride)
  }

  /// Some of the rows.
  subscript(rows: Range<Int>) -> FloatRows { self[rows, 0..<columns] }

  /// All floats, of rows without gaps.
  var all: MutableFloats {
    precondition(stride == columns, "rows without gaps")
    return MutableFloats(start: base, count: rows * columns)
  }

  /// As a kernel reads them.
  var view: MatrixView { MatrixView(span, rows: rows, columns: columns, stride: stride) }

  /// As a kernel writes them.
  var mutableView: MutableMatrixView {
    MutableMatrixView(span, rows: rows, columns: columns, stride: stride)
  }

  private var span: MutableFloats {
    MutableFloats(start: base, count: rows > 0 ? (rows - 1) * stride + columns : 0)
  }

  /// Makes all floats zero.
  func clear() {
    for row in 0..<rows { self[row].update(repeating: 0) }
  }

  /// Takes over the floats of rows of the same shape, both without gaps.
  func copy(_ other: FloatRows) {
    precondition(other.all.count == all.count, "rows of one shape")
    base.update(from: other.base, count: all.count)
  }
}

/// Hands out pieces of a block of floats, each on a cache line.
struct FloatArena {
  private let base: UnsafeMutablePointer<Float>
  private let limit: Int
  private(set) var used = 0

  init(_ floats: MutableFloats) {
    guard let base = floats.baseAddress else { preconditionFailure("a block lies somewhere") }
    self.base = base
    limit = floats.count
  }

  /// The next piece.
  mutating func rows(_ rows: Int, _ columns: Int) -> FloatRows {
    let result = FloatRows(base + used, rows: rows, columns: columns)
    used += FloatArena.floatCount(rows, columns)
    precondition(used <= limit, "the block was made large enough")
    return result
  }

  /// The floats that a piece takes.
  static func floatCount(_ rows: Int, _ columns: Int) -> Int { (rows * columns + 15) / 16 * 16 }
}
