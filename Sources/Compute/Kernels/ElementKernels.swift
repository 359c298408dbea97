// SPDX-License-Identifier: Apache-2.0

import CKernels
import RealModule

/// Numbers that a kernel reads.
package typealias Floats = UnsafeBufferPointer<Float>
/// Numbers that a kernel writes.
package typealias MutableFloats = UnsafeMutableBufferPointer<Float>

/// What a transformer does to rows and single numbers, by the kernels of one set.
///
/// Each result depends on its own row alone; sums over a row are taken in one order for each length
/// and set. O(count). Gradients are in `ElementKernels+Gradients.swift`.
package struct ElementKernels: Sendable {
  /// The kernel set.
  package let set: KernelSet

  /// Chooses a kernel set that this processor runs.
  package init(_ set: KernelSet = .best) {
    precondition(set.isSupported, "a kernel set that this processor runs")
    self.set = set
  }

  /// Writes e^x, within 2 units in the last place from -87.3 to 88.7; 0 below, infinity above.
  package func exponential(_ x: Floats, into y: MutableFloats) {
    precondition(x.count == y.count, "a result for each number")
    guard let x = x.baseAddress, let base = y.baseAddress else { return }
    pk_exp(x, y.count, base, set.code)
  }

  /// Divides each row by its root mean square and multiplies by a weight a column.
  ///
  /// A row whose sum of squares is not finite becomes NaN.
  ///
  /// - Parameters:
  ///   - x: The rows, `[rows, columns]`.
  ///   - weight: The weights, `[columns]`.
  ///   - epsilon: What is added to the mean square.
  ///   - y: The result, `[rows, columns]`; may be `x`.
  ///   - scales: One over each root, `[rows]`, for the way back; nil where nobody goes.
  package func rmsNorm(
    _ x: Floats, weight: Floats, epsilon: Float, into y: MutableFloats,
    scales: MutableFloats? = nil
  ) {
    let rows = rowCount(x.count, weight.count)
    precondition(y.count == x.count && scales?.count ?? rows == rows, "rows of one shape")
    guard let x = x.baseAddress, let w = weight.baseAddress, let y = y.baseAddress else { return }
    pk_rms_norm(x, w, rows, weight.count, epsilon, y, scales?.baseAddress, set.code)
  }

  /// Standardizes each row, then multiplies by a weight and adds a bias a column.
  ///
  /// A row whose sums are not finite becomes NaN.
  ///
  /// - Parameters:
  ///   - x: The rows, `[rows, columns]`.
  ///   - weight: The weights, `[columns]`.
  ///   - bias: The biases, `[columns]`.
  ///   - epsilon: What is added to the variance.
  ///   - y: The result, `[rows, columns]`; may be `x`.
  ///   - means: Each row's mean, `[rows]`, for the way back; nil where nobody goes.
  ///   - scales: One over each standard deviation, likewise.
  package func layerNorm(
    _ x: Floats, weight: Floats, bias: Floats, epsilon: Float, into y: MutableFloats,
    means: MutableFloats? = nil, scales: MutableFloats? = nil
  ) {
    let rows = rowCount(x.count, weight.count)
    precondition(bias.count == weight.count && y.count == x.count, "rows of one shape")
    precondition(means?.count ?? rows == rows && scales?.count ?? rows == rows, "one a row")
    guard let x = x.baseAddress, let w = weight.baseAddress, let b = bias.baseAddress,
      let y = y.baseAddress
    else { return }
    pk_layer_norm(
      x, w, b, rows, weight.count, epsilon, y, means?.baseAddress, scales?.baseAddress, set.code)
  }

  /// Replaces a row by its softmax.
  package func softmax(_ row: MutableFloats) {
    guard let base = row.baseAddress, !row.isEmpty else { return }
    pk_softmax(base, row.count, set.code)
  }

  /// Returns ln softmax(logits)[target], within 2.5e-6; see `pk_sum_exponentials`.
  package func logProbability(of target: Int, logits: Floats) -> Double {
    precondition(logits.indices.contains(target), "a target among the logits")
    guard let base = logits.baseAddress else { return 0 }
    return logProbability(pk_sum_exponentials(base, logits.count, target, set.code))
  }

  /// Writes gate * sigmoid(gate) * up; the result may lie on either.
  package func siluGate(_ gate: Floats, _ up: Floats, into y: MutableFloats) {
    precondition(gate.count == y.count && up.count == y.count, "a result for each number")
    guard let gate = gate.baseAddress, let up = up.baseAddress, let base = y.baseAddress
    else { return }
    pk_silu_gate(gate, up, y.count, base, set.code)
  }

  /// Writes GELU in the form with tanh that GPT-2 has; the result may lie on `x`.
  package func gelu(_ x: Floats, into y: MutableFloats) {
    precondition(x.count == y.count, "a result for each number")
    guard let x = x.baseAddress, let base = y.baseAddress else { return }
    pk_gelu(x, y.count, base, set.code)
  }

  /// Adds factor * x to y.
  package func add(_ x: Floats, times factor: Float = 1, to y: MutableFloats) {
    precondition(x.count == y.count, "a result for each number")
    guard let x = x.baseAddress, let base = y.baseAddress else { return }
    pk_axpy(factor, x, y.count, base, set.code)
  }

  /// Multiplies x by a factor.
  package func scale(_ x: MutableFloats, by factor: Float) {
    guard let base = x.baseAddress else { return }
    pk_scale(factor, x.count, base, set.code)
  }

  func logProbability(_ sum: pk_log_sum) -> Double {
    Double(sum.target) - (Double(sum.largest) + Double.log(sum.sum))
  }

  func rowCount(_ count: Int, _ columns: Int) -> Int {
    precondition(columns > 0 && count % columns == 0, "whole rows")
    return count / columns
  }
}
