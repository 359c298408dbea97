// SPDX-License-Identifier: Apache-2.0

import Compute

extension TransformerPass {
  /// Normalizes rows and keeps what the way back needs.
  func normalize(_ norm: NormPlace, _ x: FloatRows, into y: FloatRows, _ kept: NormRoom) {
    let weight = vector(norm.weight)
    if let bias = norm.bias {
      elements.layerNorm(
        Floats(x.all), weight: weight, bias: vector(bias), epsilon: shape.normEpsilon, into: y.all,
        means: kept.means.all, scales: kept.scales.all)
    } else {
      elements.rmsNorm(
        Floats(x.all), weight: weight, epsilon: shape.normEpsilon, into: y.all,
        scales: kept.scales.all)
    }
  }

  /// Adds to `room.gradient` what comes back through a norm from `room.normGradient`.
  func goBack(_ norm: NormPlace, _ x: FloatRows, _ kept: NormRoom) {
    let way = NormGradient(
      x: Floats(x.all), weight: vector(norm.weight),
      means: norm.bias == nil ? nil : Floats(kept.means.all), scales: Floats(kept.scales.all),
      resultGradient: Floats(room.normGradient.all))
    elements.normBackward(
      way, input: room.gradient.all, accumulating: true, weight: gradientVector(norm.weight),
      bias: gradientVector(norm.bias))
  }

  /// Writes x W^T + bias with the adapters' share, or adds it.
  func apply(
    _ linear: LinearPlace, to x: FloatRows, into y: FloatRows, accumulating: Bool = false
  ) {
    multiply(
      .transposedRight, x, matrix(linear), into: y,
      accumulating: accumulating)
    if let bias = linear.bias {
      for row in 0..<y.rows { elements.add(vector(bias), to: y[row]) }
    }
    guard let adapters else { return }
    for adapter in linear.adapters {
      let inner = innerRows(room.inner, adapter)
      multiply(
        .transposedRight, x, adapter.down(adapters), into: inner)
      multiply(
        .transposedRight, inner, adapter.up(adapters),
        into: y[0..<y.rows, adapter.outputs], factor: adapter.scale,
        accumulating: true)
    }
  }

  /// Writes the gradient of a linear layer's input and adds those of its weights.
  func goBack(
    _ linear: LinearPlace, input x: FloatRows, resultGradient dy: FloatRows, into dx: FloatRows
  ) {
    multiply(
      .plain, dy, matrix(linear), into: dx)
    if let gradient {
      let weight = FloatRows(
        gradient + linear.weight.lowerBound, rows: linear.outputs, columns: linear.inputs)
      multiply(
        .transposedLeft, dy, x, into: weight, accumulating: true)
      if let bias = gradientVector(linear.bias) {
        for row in 0..<dy.rows { elements.add(Floats(dy[row]), to: bias) }
      }
    }
    for adapter in linear.adapters {
      goBack(adapter, input: x, resultGradient: dy[0..<dy.rows, adapter.outputs], into: dx)
    }
  }

  /// With t = x A^T and dt = scale dy B: adds dB = scale dy^T t, dA = dt^T x and dx = dt A.
  private func goBack(
    _ adapter: AdapterPlace, input x: FloatRows, resultGradient dy: FloatRows, into dx: FloatRows
  ) {
    guard let adapters else { return }
    let inner = innerRows(room.inner, adapter)
    let innerGradient = innerRows(room.innerGradient, adapter)
    multiply(
      .plain, dy, adapter.up(adapters), into: innerGradient, factor: adapter.scale)
    multiply(
      .plain, innerGradient, adapter.down(adapters), into: dx, accumulating: true)
    guard let adapterGradient else { return }
    multiply(
      .transposedRight, x, adapter.down(adapters), into: inner)
    multiply(
      .transposedLeft, dy, inner, into: adapter.up(adapterGradient),
      factor: adapter.scale, accumulating: true)
    multiply(
      .transposedLeft, innerGradient, x, into: adapter.down(adapterGradient),
      accumulating: true)
  }

  /// Writes what the feed-forward layer's middle gives on: gated, or GELU.
  func activate(_ hidden: FloatRows, into activated: FloatRows) {
    guard shape.architecture != .gpt2 else {
      return elements.gelu(Floats(hidden.all), into: activated.all)
    }
    let width = activated.columns
    for row in 0..<hidden.rows {
      let both = hidden[row]
      elements.siluGate(
        Floats(rebasing: both[..<width]), Floats(rebasing: both[width...]), into: activated[row])
    }
  }

  /// Writes to `room.hiddenGradient` what comes back from `room.activatedGradient`.
  func activateBackward(_ hidden: FloatRows) {
    let gradient = room.activatedGradient
    guard shape.architecture != .gpt2 else {
      return elements.geluBackward(
        Floats(hidden.all), resultGradient: Floats(gradient.all), into: room.hiddenGradient.all)
    }
    let width = gradient.columns
    for row in 0..<hidden.rows {
      let both = hidden[row]
      let result = room.hiddenGradient[row]
      elements.siluGateBackward(
        Floats(rebasing: both[..<width]), Floats(rebasing: both[width...]),
        resultGradient: Floats(gradient[row]),
        gateGradient: MutableFloats(rebasing: result[..<width]),
        upGradient: MutableFloats(rebasing: result[width...]))
    }
  }

  private func matrix(_ linear: LinearPlace) -> FloatRows {
    FloatRows(weights + linear.weight.lowerBound, rows: linear.outputs, columns: linear.inputs)
  }

  private func innerRows(_ rows: FloatRows, _ adapter: AdapterPlace) -> FloatRows {
    FloatRows(rows.base, rows: rows.rows, columns: adapter.rank)
  }
}
