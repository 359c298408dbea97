// SPDX-License-Identifier: Apache-2.0

import Compute

/// Matrices that multiply the same inputs; their outputs lie one after another.
struct Projection: Sendable {
  /// Some rows of one of the matrices: what a worker takes at once.
  struct Piece: Sendable {
    /// The matrix's place.
    let matrix: Int
    /// Its rows.
    let rows: Range<Int>
    /// Where their outputs begin.
    let output: Int
  }

  /// The matrices.
  let matrices: [WeightMatrix]
  /// What is added to the outputs, `[outputs]`.
  let bias: WeightVector?
  /// The number of inputs.
  let inputs: Int
  /// The number of outputs of all matrices together.
  let outputs: Int
  /// The pieces of a product with many rows.
  let batchPieces: [Piece]
  /// The pieces of a product with one row.
  let stepPieces: [Piece]
  /// Whether rounded inputs can be taken.
  let takesRoundedInputs: Bool

  /// Collects matrices of as many inputs each.
  init(_ matrices: [WeightMatrix], bias: WeightVector? = nil) {
    self.matrices = matrices
    self.bias = bias
    inputs = matrices.first?.columns ?? 0
    outputs = matrices.reduce(0) { $0 + $1.rows }
    takesRoundedInputs =
      inputs.isMultiple(of: 32) && matrices.contains { $0.format.hasIntegerProducts }
    // Enough pieces for several workers, each worth packing the left factor for.
    batchPieces = Projection.pieces(
      matrices, rows: min(max(Projection.rounded(outputs / 6, to: 48), 48), 384))
    // A worker wakes in about a microsecond; 16 KB are read in about two.
    let rowBytes = matrices.first?.format.byteCount(of: inputs) ?? 1
    stepPieces = Projection.pieces(
      matrices,
      rows: max(
        Projection.rounded((1 << 14) / rowBytes, to: 8),
        min(Projection.rounded(outputs / 16, to: 8), 512)))
  }

  private static func rounded(_ count: Int, to unit: Int) -> Int {
    (count + unit - 1) / unit * unit
  }

  private static func pieces(_ matrices: [WeightMatrix], rows: Int) -> [Piece] {
    var pieces: [Piece] = []
    var output = 0
    for (place, matrix) in matrices.enumerated() {
      for first in stride(from: 0, to: matrix.rows, by: max(rows, 1)) {
        let last = min(first + rows, matrix.rows)
        pieces.append(Piece(matrix: place, rows: first..<last, output: output + first))
      }
      output += matrix.rows
    }
    return pieces
  }
}
