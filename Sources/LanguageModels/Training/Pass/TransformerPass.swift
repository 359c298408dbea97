// SPDX-License-Identifier: Apache-2.0

import Compute

/// One microbatch on its way through a model and back, on one thread.
///
/// Written out by hand; `GradientTests` checks each tensor's gradient against finite differences of
/// a plain model in double precision. O(rows * parameters), and O(rows * sequence) for attention.
struct TransformerPass {
  let plan: TransformerPlan
  let batch: PackedBatch
  let room: PassRoom
  let matrices: MatrixWorkspace
  /// The model's weights.
  let weights: UnsafeMutablePointer<Float>
  /// The adapters' weights; nil without any.
  let adapters: UnsafeMutablePointer<Float>?
  /// Where the weights' gradient is added; nil where they stay as they are.
  var gradient: UnsafeMutablePointer<Float>?
  /// Where the adapters' gradient is added; nil where they stay as they are.
  var adapterGradient: UnsafeMutablePointer<Float>?

  var elements: ElementKernels { plan.elements }
  var shape: ModelConfiguration { plan.configuration }

  /// Writes `factor` * A B, one of them transposed where `product` says so, or adds it.
  func multiply(
    _ product: MatrixProduct, _ a: FloatRows, _ b: FloatRows, into c: FloatRows,
    factor: Float = 1, accumulating: Bool = false
  ) {
    plan.matrices.multiply(
      product, a.view, b.view, into: c.mutableView, factor: factor, accumulating: accumulating,
      workspace: matrices)
  }

  /// A vector of the weights.
  func vector(_ range: Range<Int>) -> Floats {
    Floats(start: weights + range.lowerBound, count: range.count)
  }

  /// A vector's gradient.
  func gradientVector(_ range: Range<Int>?) -> MutableFloats? {
    guard let gradient, let range else { return nil }
    return MutableFloats(start: gradient + range.lowerBound, count: range.count)
  }

  /// Goes forward through all blocks and the last norm.
  func forward() {
    embed()
    for (index, block) in plan.blocks.enumerated() {
      let isLast = index + 1 == plan.blocks.count
      forward(block, room.layer(index), into: isLast ? room.output : room.layer(index + 1).input)
    }
    normalize(plan.outputNorm, room.output, into: room.normed, room.outputStatistics)
  }

  /// Goes back from the gradient of what the last norm gave, in `room.normGradient`.
  func backward() {
    room.gradient.clear()
    goBack(plan.outputNorm, room.output, room.outputStatistics)
    for (index, block) in plan.blocks.enumerated().reversed() {
      backward(block, room.layer(index))
    }
    embedBackward()
  }

  private func forward(_ block: BlockPlaces, _ room: LayerRoom, into output: FloatRows) {
    normalize(
      block.attentionNorm, room.input, into: room.attentionInput, room.attentionStatistics)
    apply(block.attentionInput, to: room.attentionInput, into: room.projected)
    plan.rotate(room.projected, batch, isBackwards: false)
    attend(room.projected, into: room.mixed)
    room.middle.copy(room.input)
    apply(block.attentionOutput, to: room.mixed, into: room.middle, accumulating: true)
    normalize(
      block.feedForwardNorm, room.middle, into: room.feedForwardInput, room.feedForwardStatistics)
    apply(block.feedForwardInput, to: room.feedForwardInput, into: room.hidden)
    activate(room.hidden, into: room.activated)
    output.copy(room.middle)
    apply(block.feedForwardOutput, to: room.activated, into: output, accumulating: true)
  }

  private func backward(_ block: BlockPlaces, _ layer: LayerRoom) {
    goBack(
      block.feedForwardOutput, input: layer.activated, resultGradient: room.gradient,
      into: room.activatedGradient)
    activateBackward(layer.hidden)
    goBack(
      block.feedForwardInput, input: layer.feedForwardInput, resultGradient: room.hiddenGradient,
      into: room.normGradient)
    goBack(block.feedForwardNorm, layer.middle, layer.feedForwardStatistics)
    goBack(
      block.attentionOutput, input: layer.mixed, resultGradient: room.gradient,
      into: room.mixedGradient)
    attendBackward(layer.projected)
    plan.rotate(room.projectedGradient, batch, isBackwards: true)
    goBack(
      block.attentionInput, input: layer.attentionInput, resultGradient: room.projectedGradient,
      into: room.normGradient)
    goBack(block.attentionNorm, layer.input, layer.attentionStatistics)
  }

  private func embed() {
    let table = plan.layout.range(of: .embedding).lowerBound
    let width = shape.width
    let input = room.layer(0).input
    for (row, token) in batch.inputs.enumerated() {
      input[row].baseAddress?.update(from: weights + table + Int(token) * width, count: width)
    }
    guard shape.architecture == .gpt2 else { return }
    let positions = plan.layout.range(of: .positionEmbedding).lowerBound
    for segment in batch.segments {
      for row in segment {
        let start = positions + (row - segment.lowerBound) * width
        elements.add(vector(start..<start + width), to: input[row])
      }
    }
  }

  private func embedBackward() {
    guard gradient != nil else { return }
    let table = plan.layout.range(of: .embedding).lowerBound
    let width = shape.width
    for (row, token) in batch.inputs.enumerated() {
      let start = table + Int(token) * width
      guard let target = gradientVector(start..<start + width) else { continue }
      elements.add(Floats(room.gradient[row]), to: target)
    }
    guard shape.architecture == .gpt2 else { return }
    let positions = plan.layout.range(of: .positionEmbedding).lowerBound
    for segment in batch.segments {
      for row in segment {
        let start = positions + (row - segment.lowerBound) * width
        guard let target = gradientVector(start..<start + width) else { continue }
        elements.add(Floats(room.gradient[row]), to: target)
      }
    }
  }
}
