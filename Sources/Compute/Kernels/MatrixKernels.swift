// SPDX-License-Identifier: Apache-2.0

import CKernels

/// Which of the two factors of a product lies transposed.
public enum MatrixProduct: CaseIterable, Sendable {
  /// A `[m, k]`, B `[k, n]`.
  case plain
  /// A `[m, k]`, B `[n, k]`: rows of weights against rows of inputs.
  case transposedRight
  /// A `[k, m]`, B `[k, n]`: gradients of weights.
  case transposedLeft
}

/// The room that a matrix product packs its factors in; one for each thread that multiplies.
public struct MatrixWorkspace: Sendable {
  let floats = AlignedFloats(count: pk_sgemm_workspace_floats())

  /// Allocates the room, about 1.8 MB.
  public init() {}
}

/// Products of matrices by the kernels of one set; each call runs on the thread that makes it.
///
/// An output depends on its row of the left factor, its column of the right one and the set alone:
/// neither on the number of rows nor on their place, so a sequence computed in a batch has the bits
/// of the sequence computed alone. Results are reproducible within one set.
public struct MatrixKernels: Sendable {
  /// The kernel set.
  public let set: KernelSet

  /// Chooses a kernel set that this processor runs.
  public init(_ set: KernelSet = .best) {
    precondition(set.isSupported, "a kernel set that this processor runs")
    self.set = set
  }

  /// Writes `factor` * A B to C, or adds it: O(m n k), bound by arithmetic.
  ///
  /// The sum over k is taken in blocks of at most 384, each in one float accumulator.
  public func multiply(
    _ product: MatrixProduct = .plain, _ a: MatrixView, _ b: MatrixView,
    into c: MutableMatrixView, factor: Float = 1, accumulating: Bool = false,
    workspace: MatrixWorkspace
  ) {
    let isLeft = product == .transposedLeft
    let (m, k) = isLeft ? (a.columns, a.rows) : (a.rows, a.columns)
    let (n, inner) = product == .transposedRight ? (b.rows, b.columns) : (b.columns, b.rows)
    precondition(inner == k && c.rows == m && c.columns == n, "shapes that can be multiplied")
    workspace.floats.withFloats { room in
      pk_sgemm(
        isLeft ? PK_TN : product == .transposedRight ? PK_NT : PK_NN, m, n, k, factor, a.base,
        a.stride, b.base, b.stride, accumulating ? 1 : 0, c.base, c.stride, room.baseAddress,
        set.code)
    }
  }

  /// Writes Y `[batch, rows]` = X W^T for weights in blocks, or adds it.
  ///
  /// The bits are those of `multiply(.transposedRight, ...)` with the unpacked weights.
  package func multiply(
    _ x: MatrixView, _ weights: BlockMatrixView, into y: MutableMatrixView,
    accumulating: Bool = false, workspace: MatrixWorkspace
  ) {
    precondition(
      x.columns == weights.columns && y.rows == x.rows && y.columns == weights.rows,
      "shapes that can be multiplied")
    workspace.floats.withFloats { room in
      pk_matmat(
        weights.format.code, weights.base, weights.rows, weights.columns, x.base, x.stride, x.rows,
        accumulating ? 1 : 0, y.base, y.stride, room.baseAddress, set.code)
    }
  }

  /// Writes y `[rows]` = W x, weights unpacked on the way: bound by memory where it is fastest.
  ///
  /// It differs from the batched product by rounding, at most 1e-5 of the sum of |w x|.
  package func multiply(
    _ weights: BlockMatrixView, _ x: UnsafeBufferPointer<Float>,
    into y: UnsafeMutableBufferPointer<Float>
  ) {
    precondition(x.count == weights.columns && y.count == weights.rows, "a vector for each side")
    guard let x = x.baseAddress, let y = y.baseAddress else { return }
    pk_matvec(
      weights.format.code, weights.base, weights.rows, weights.columns, x, y, set.code)
  }

  /// Writes y `[rows]` = W x with integer products; x is rounded to bytes.
  package func multiply(
    _ weights: BlockMatrixView, _ x: QuantizedActivations,
    into y: UnsafeMutableBufferPointer<Float>
  ) {
    precondition(weights.format.hasIntegerProducts, "a format with integer products")
    precondition(x.count == weights.columns && y.count == weights.rows, "a vector for each side")
    guard let y = y.baseAddress else { return }
    x.withActivations { activations in
      pk_matvec_integer(
        weights.format.code, weights.base, weights.rows, activations, y, set.code)
    }
  }

  /// Writes the numbers of some whole blocks; every set gives the same bits.
  package func dequantize(
    _ bytes: UnsafeRawBufferPointer, format: BlockFormat,
    into numbers: UnsafeMutableBufferPointer<Float>
  ) {
    precondition(bytes.count == format.byteCount(of: numbers.count), "the bytes of the numbers")
    guard let bytes = bytes.baseAddress, let floats = numbers.baseAddress else { return }
    pk_dequantize_row(format.code, bytes, numbers.count, floats, set.code)
  }
}
