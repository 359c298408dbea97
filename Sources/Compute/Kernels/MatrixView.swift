// SPDX-License-Identifier: Apache-2.0

/// A row-major matrix of floats that lies in memory that someone else owns.
public struct MatrixView {
  /// The first row.
  public let base: UnsafePointer<Float>
  /// The number of rows.
  public let rows: Int
  /// The number of columns.
  public let columns: Int
  /// Floats between the beginnings of rows.
  public let stride: Int

  /// Views floats as rows; `stride` is `columns` by default.
  public init(
    _ floats: UnsafeBufferPointer<Float>, rows: Int, columns: Int, stride: Int? = nil
  ) {
    let stride = stride ?? columns
    precondition(rows >= 0 && columns > 0 && stride >= columns, "a matrix of whole rows")
    precondition(floats.count >= max(rows - 1, 0) * stride + (rows > 0 ? columns : 0), "rows")
    guard let base = floats.baseAddress else { preconditionFailure("a matrix lies somewhere") }
    self.base = base
    self.rows = rows
    self.columns = columns
    self.stride = stride
  }

  /// Views floats that may also be written.
  public init(
    _ floats: UnsafeMutableBufferPointer<Float>, rows: Int, columns: Int, stride: Int? = nil
  ) {
    self.init(UnsafeBufferPointer(floats), rows: rows, columns: columns, stride: stride)
  }
}

/// A row-major matrix of floats that a kernel writes.
public struct MutableMatrixView {
  /// The first row.
  public let base: UnsafeMutablePointer<Float>
  /// The number of rows.
  public let rows: Int
  /// The number of columns.
  public let columns: Int
  /// Floats between the beginnings of rows.
  public let stride: Int

  /// Views floats as rows; `stride` is `columns` by default.
  public init(
    _ floats: UnsafeMutableBufferPointer<Float>, rows: Int, columns: Int, stride: Int? = nil
  ) {
    let view = MatrixView(floats, rows: rows, columns: columns, stride: stride)
    base = UnsafeMutablePointer(mutating: view.base)
    self.rows = rows
    self.columns = columns
    self.stride = view.stride
  }
}

/// A matrix of weights in blocks, rows without a gap, that lies in memory that someone else owns.
///
/// Unchecked: nobody writes weights while a view of them is in use, so threads may share it.
package struct BlockMatrixView: @unchecked Sendable {
  /// The first row.
  package let base: UnsafeRawPointer
  /// How the numbers are packed.
  package let format: BlockFormat
  /// The number of rows: outputs.
  package let rows: Int
  /// The number of columns: inputs.
  package let columns: Int

  /// Views bytes as rows of whole blocks.
  package init(_ bytes: UnsafeRawBufferPointer, format: BlockFormat, rows: Int, columns: Int) {
    precondition(rows > 0 && columns > 0, "a matrix has rows and columns")
    precondition(bytes.count >= rows * format.byteCount(of: columns), "rows of whole blocks")
    guard let base = bytes.baseAddress else { preconditionFailure("a matrix lies somewhere") }
    self.base = base
    self.format = format
    self.rows = rows
    self.columns = columns
  }

  /// The bytes of a row.
  package var rowBytes: Int { format.byteCount(of: columns) }

  /// Some of the rows: threads may share out a product by them, since no row's result depends on
  /// the others.
  package subscript(rows: Range<Int>) -> BlockMatrixView {
    precondition(rows.lowerBound >= 0 && rows.upperBound <= self.rows, "rows of the matrix")
    let bytes = UnsafeRawBufferPointer(
      start: base + rows.lowerBound * rowBytes, count: rows.count * rowBytes)
    return BlockMatrixView(bytes, format: format, rows: rows.count, columns: columns)
  }
}
