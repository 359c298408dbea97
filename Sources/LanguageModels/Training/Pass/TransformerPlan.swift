// SPDX-License-Identifier: Apache-2.0

package import Compute
import Glibc

/// What a pass through a model needs besides weights: places, angles and kernels.
///
/// All architectures are one here: a block is two norms and four linear layers, of which the first
/// makes query, key and value at once and the third gate and up.
package struct TransformerPlan: Sendable {
  /// The shape of the model.
  package let configuration: ModelConfiguration
  /// Where each tensor lies.
  package let layout: ParameterLayout
  /// The most tokens of one sequence; its positions begin at 0.
  package let sequenceLimit: Int
  /// The kernels of rows and single numbers.
  let elements: ElementKernels
  /// The kernels of matrices.
  let matrices: MatrixKernels
  /// Each block's places.
  let blocks: [BlockPlaces]
  /// The norm after the last block.
  let outputNorm: NormPlace
  /// The layer to logits; the embedding where it is tied.
  let output: Range<Int>
  private let cosines: [Float]
  private let sines: [Float]

  /// Plans passes through a model.
  ///
  /// - Parameters:
  ///   - layout: Where weights lie.
  ///   - adapters: Where adapters lie; nil without any.
  ///   - sequenceLimit: The most tokens of a sequence; the context, or a sliding window, where that
  ///     is less, since every token of a sequence sees all before it.
  ///   - kernels: The kernel set; results are reproducible within one.
  package init(
    _ layout: ParameterLayout, adapters: AdapterLayout? = nil, sequenceLimit: Int? = nil,
    kernels: KernelSet = .best
  ) {
    let configuration = layout.configuration
    self.layout = layout
    self.configuration = configuration
    let longest = min(
      configuration.contextLength, configuration.slidingWindow ?? configuration.contextLength)
    let limit = min(longest, max(1, sequenceLimit ?? longest))
    self.sequenceLimit = limit
    elements = ElementKernels(kernels)
    matrices = MatrixKernels(kernels)
    blocks = (0..<configuration.layerCount).map { BlockPlaces(layout, adapters, layer: $0) }
    outputNorm = NormPlace(
      weight: layout.range(of: .outputNorm),
      bias: configuration.architecture == .gpt2 ? layout.range(of: .outputNormBias) : nil)
    output = layout.range(of: configuration.tiesEmbeddings ? .embedding : .output)
    guard configuration.architecture != .gpt2 else {
      (cosines, sines) = ([], [])
      return
    }
    let angles = TransformerPlan.angles(configuration, positions: limit)
    cosines = angles.map { Float(cos($0)) }
    sines = angles.map { Float(sin($0)) }
  }

  /// The angles position * base^(-2 i / headWidth), `[positions, headWidth / 2]`.
  private static func angles(_ configuration: ModelConfiguration, positions: Int) -> [Double] {
    let half = configuration.headWidth / 2
    let frequencies = (0..<half).map { index in
      pow(Double(configuration.rotaryBase), -Double(index) / Double(half))
    }
    return (0..<positions).flatMap { position in frequencies.map { Double(position) * $0 } }
  }

  /// Turns the heads of queries and keys of each row by its position.
  func rotate(_ rows: FloatRows, _ batch: PackedBatch, isBackwards: Bool) {
    guard configuration.architecture != .gpt2 else { return }
    let half = configuration.headWidth / 2
    let heads = configuration.headCount + configuration.keyValueHeadCount
    let form: RotaryForm = configuration.rotaryPairing == .adjacent ? .adjacent : .halves
    cosines.withUnsafeBufferPointer { cosines in
      sines.withUnsafeBufferPointer { sines in
        for segment in batch.segments {
          for row in segment {
            let place = (row - segment.lowerBound) * half
            elements.rotate(
              MutableFloats(rebasing: rows[row][..<(heads * configuration.headWidth)]),
              headWidth: configuration.headWidth,
              cosines: Floats(rebasing: cosines[place..<place + half]),
              sines: Floats(rebasing: sines[place..<place + half]), form: form,
              isBackwards: isBackwards)
          }
        }
      }
    }
  }
}

/// Where a norm's tensors lie; one with a bias is a layer norm.
struct NormPlace: Sendable {
  let weight: Range<Int>
  let bias: Range<Int>?
}

/// Where a linear layer's tensors lie.
struct LinearPlace: Sendable {
  /// `[outputs, inputs]`.
  let weight: Range<Int>
  /// `[outputs]`.
  let bias: Range<Int>?
  let outputs: Int
  let inputs: Int
  /// Adapters of some of the outputs.
  var adapters: [AdapterPlace] = []
}

/// Where a block's tensors lie.
struct BlockPlaces: Sendable {
  let attentionNorm: NormPlace
  let attentionInput: LinearPlace
  let attentionOutput: LinearPlace
  let feedForwardNorm: NormPlace
  let feedForwardInput: LinearPlace
  let feedForwardOutput: LinearPlace

  init(_ layout: ParameterLayout, _ adapters: AdapterLayout?, layer: Int) {
    func norm(_ weight: BlockPart, _ bias: BlockPart) -> NormPlace {
      NormPlace(
        weight: layout.range(of: .block(layer, weight)), bias: layout.range([bias], layer: layer))
    }
    func linear(_ parts: [BlockPart], _ biases: [BlockPart], inputs: Int) -> LinearPlace {
      guard let weight = layout.range(parts, layer: layer) else {
        preconditionFailure("every block has its four layers")
      }
      return LinearPlace(
        weight: weight, bias: layout.range(biases, layer: layer), outputs: weight.count / inputs,
        inputs: inputs, adapters: adapters?.places(of: parts, layer: layer) ?? [])
    }
    let shape = layout.configuration
    attentionNorm = norm(.attentionNorm, .attentionNormBias)
    attentionInput = linear(
      [.query, .key, .value, .queryKeyValue],
      [.queryBias, .keyBias, .valueBias, .queryKeyValueBias], inputs: shape.width)
    attentionOutput = linear(
      [.attentionOutput], [.attentionOutputBias], inputs: shape.headCount * shape.headWidth)
    feedForwardNorm = norm(.feedForwardNorm, .feedForwardNormBias)
    feedForwardInput = linear([.gate, .up], [.upBias], inputs: shape.width)
    feedForwardOutput = linear([.down], [.downBias], inputs: shape.feedForwardWidth)
  }
}
