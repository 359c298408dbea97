// SPDX-License-Identifier: Apache-2.0

import CKernels

/// What a normalization needs on its way back.
package struct NormGradient {
  /// What went in, `[rows, columns]`.
  package var x: Floats
  /// The weights, `[columns]`.
  package var weight: Floats
  /// Each row's mean, `[rows]`, of a layer norm; nil for an RMS norm.
  package var means: Floats?
  /// One over each row's root, `[rows]`.
  package var scales: Floats
  /// The gradient of the loss with respect to the result, `[rows, columns]`.
  package var resultGradient: Floats

  /// Collects what the way there left.
  package init(
    x: Floats, weight: Floats, means: Floats? = nil, scales: Floats, resultGradient: Floats
  ) {
    self.x = x
    self.weight = weight
    self.means = means
    self.scales = scales
    self.resultGradient = resultGradient
  }
}

extension ElementKernels {
  /// Goes back through `rmsNorm` or, where there are means, `layerNorm`.
  ///
  /// - Parameters:
  ///   - norm: What the way there left.
  ///   - input: Receives the gradient of `x`, `[rows, columns]`.
  ///   - accumulating: Whether `input` is added to.
  ///   - weight: The weights' gradient, `[columns]`, added to; nil where nobody asks.
  ///   - bias: The biases' gradient, likewise.
  package func normBackward(
    _ norm: NormGradient, input: MutableFloats, accumulating: Bool = false,
    weight: MutableFloats? = nil, bias: MutableFloats? = nil
  ) {
    let columns = norm.weight.count
    let rows = rowCount(norm.x.count, columns)
    precondition(norm.resultGradient.count == norm.x.count, "a gradient for each number")
    precondition(input.count == norm.x.count && norm.scales.count == rows, "rows of one shape")
    precondition(norm.means?.count ?? rows == rows, "a mean for each row")
    precondition(weight?.count ?? columns == columns, "a weight for each column")
    precondition(bias?.count ?? columns == columns, "a bias for each column")
    var gradient = pk_norm_gradient(
      x: norm.x.baseAddress, weight: norm.weight.baseAddress, means: norm.means?.baseAddress,
      scales: norm.scales.baseAddress, dy: norm.resultGradient.baseAddress, rows: rows,
      columns: columns, accumulates: accumulating ? 1 : 0, dx: input.baseAddress,
      dweight: weight?.baseAddress, dbias: bias?.baseAddress)
    if norm.means == nil {
      pk_rms_norm_backward(&gradient, set.code)
    } else {
      pk_layer_norm_backward(&gradient, set.code)
    }
  }

  /// Goes back through `siluGate`; the gradients may lie on what they are taken of.
  package func siluGateBackward(
    _ gate: Floats, _ up: Floats, resultGradient: Floats, gateGradient: MutableFloats,
    upGradient: MutableFloats
  ) {
    let count = gate.count
    precondition(up.count == count && resultGradient.count == count, "numbers of one shape")
    precondition(gateGradient.count == count && upGradient.count == count, "room for gradients")
    guard let gate = gate.baseAddress, let up = up.baseAddress, let dy = resultGradient.baseAddress,
      let dgate = gateGradient.baseAddress, let dup = upGradient.baseAddress
    else { return }
    pk_silu_gate_backward(gate, up, dy, count, dgate, dup, set.code)
  }

  /// Goes back through `gelu`; the gradient may lie on `x` or on the result's.
  package func geluBackward(_ x: Floats, resultGradient: Floats, into gradient: MutableFloats) {
    precondition(x.count == gradient.count && resultGradient.count == x.count, "one shape")
    guard let x = x.baseAddress, let dy = resultGradient.baseAddress, let dx = gradient.baseAddress
    else { return }
    pk_gelu_backward(x, dy, gradient.count, dx, set.code)
  }

  /// Goes back through `softmax` of one row of numbers that a factor was on.
  ///
  /// - Parameters:
  ///   - softmax: The result of the way there, p, `[count]`.
  ///   - resultGradient: The gradient of p, likewise.
  ///   - factor: The factor on the numbers: the scale of attention.
  ///   - gradient: Receives factor * p (dp - sum(p dp)); may lie on either.
  package func softmaxBackward(
    _ softmax: Floats, resultGradient: Floats, factor: Float = 1, into gradient: MutableFloats
  ) {
    precondition(softmax.count == gradient.count, "a gradient for each number")
    precondition(resultGradient.count == gradient.count, "a gradient for each number")
    guard let p = softmax.baseAddress, let dp = resultGradient.baseAddress,
      let dx = gradient.baseAddress
    else { return }
    pk_softmax_backward(p, dp, gradient.count, factor, dx, set.code)
  }

  /// Replaces logits by the gradient of -factor * ln softmax(logits)[target].
  ///
  /// - Parameters:
  ///   - logits: One row, `[vocabulary]`.
  ///   - target: The token that came.
  ///   - factor: The weight of the row's loss; its sign may be negative, to unlearn.
  /// - Returns: ln softmax(logits)[target] as it was, in nats.
  package func crossEntropyBackward(_ logits: MutableFloats, target: Int, factor: Float) -> Double {
    precondition(logits.indices.contains(target), "a target among the logits")
    guard let base = logits.baseAddress else { return 0 }
    return logProbability(
      pk_cross_entropy_backward(base, logits.count, target, factor, set.code))
  }

  /// Returns the sum of squares: of gradients, to clip them.
  package func sumOfSquares(_ x: Floats) -> Double {
    guard let base = x.baseAddress else { return 0 }
    return pk_sum_squares(base, x.count, set.code)
  }
}
