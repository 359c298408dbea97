// SPDX-License-Identifier: Apache-2.0

import CKernels

/// Which two coordinates a rotary embedding turns together.
package enum RotaryForm: CaseIterable, Sendable {
  /// 2i and 2i + 1, as the paper and GGUF's Llama models have it.
  case adjacent
  /// i and i + width / 2, as Hugging Face's models have it.
  case halves
}

extension ElementKernels {
  /// Turns the first coordinates of each head by the angles of one position, in place.
  ///
  /// Su, Lu, Pan, Murtadha, Wen and Liu, "RoFormer: Enhanced Transformer with Rotary Position
  /// Embedding", 2021, arXiv:2104.09864, equation 34.
  ///
  /// - Parameters:
  ///   - x: The heads, `[heads, headWidth]`.
  ///   - headWidth: Floats of a head; those past the angles stay.
  ///   - cosines: The angles' cosines, `[width / 2]`.
  ///   - sines: Their sines, likewise.
  ///   - form: Which coordinates belong together.
  ///   - isBackwards: Whether to turn back: gradients, and undoing.
  package func rotate(
    _ x: MutableFloats, headWidth: Int, cosines: Floats, sines: Floats, form: RotaryForm,
    isBackwards: Bool = false
  ) {
    let heads = rowCount(x.count, headWidth)
    precondition(cosines.count == sines.count && 2 * cosines.count <= headWidth, "angles of a head")
    guard let x = x.baseAddress, let c = cosines.baseAddress, let s = sines.baseAddress
    else { return }
    pk_rotate(
      x, heads, headWidth, 2 * cosines.count, c, s,
      form == .adjacent ? PK_ADJACENT : PK_HALVES, isBackwards ? 1 : 0, set.code)
  }

  /// Writes softmax(scale * keys query) values for one query row.
  ///
  /// The result depends on the query and on the keys and values given alone. O(positions * width).
  ///
  /// - Parameters:
  ///   - query: One head's row, `[width]`.
  ///   - keys: What it is compared with, `[positions, width]`; rows may lie apart.
  ///   - values: What is mixed, likewise.
  ///   - scale: The factor on the products, 1 / sqrt(width) as a rule.
  ///   - weights: Receives the softmax, `[positions]`.
  ///   - out: Receives the mix, `[width]`.
  package func attend(
    _ query: Floats, keys: MatrixView, values: MatrixView, scale: Float, weights: MutableFloats,
    into out: MutableFloats
  ) {
    precondition(keys.rows > 0 && keys.rows == values.rows, "a value for each key")
    precondition(keys.columns == query.count && values.columns == query.count, "rows of a head")
    precondition(weights.count == keys.rows && out.count == query.count, "room for the result")
    guard let weights = weights.baseAddress, let out = out.baseAddress else { return }
    var attention = pk_attention(
      query: query.baseAddress, keys: keys.base, key_stride: keys.stride, values: values.base,
      value_stride: values.stride, positions: keys.rows, width: query.count, scale: scale)
    pk_attend(&attention, weights, out, set.code)
  }
}
