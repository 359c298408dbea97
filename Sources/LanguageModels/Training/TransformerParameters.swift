// SPDX-License-Identifier: Apache-2.0

public import Compute

/// All weights of a transformer in one flat block of floats, to be trained.
///
/// Copies of this value share the block; `copy()` makes another one.
public struct TransformerParameters: Sendable {
  /// Where each tensor lies.
  package let layout: ParameterLayout
  /// The weights, `[layout.count]`.
  package let floats: AlignedFloats

  /// The shape of the model.
  public var configuration: ModelConfiguration { layout.configuration }

  /// Creates weights that are all zero.
  ///
  /// - Throws: `LMD015` for a configuration that cannot be.
  package init(zerosFor configuration: ModelConfiguration) throws(LanguageModelError) {
    try configuration.check(source: "The model to be trained")
    layout = ParameterLayout(configuration)
    floats = AlignedFloats(count: layout.count)
  }

  /// Draws the weights of a model to be trained from scratch.
  ///
  /// Matrices are normal with standard deviation 0.02, those that write to the residual stream with
  /// 0.02 / sqrt(2 layers); norms are 1 and biases 0. Radford, Wu, Child, Luan, Amodei and Sutskever,
  /// "Language Models are Unsupervised Multitask Learners", 2019, section 2.3. Draws are keyed by the
  /// tensor's name, so no tensor's numbers depend on another's.
  ///
  /// - Parameters:
  ///   - configuration: The shape of the model.
  ///   - seed: The seed; it is derived by `weights` and by the tensor's name.
  ///   - jobs: The number of threads; it changes nothing but the time.
  /// - Throws: `LMD015` for a configuration that cannot be.
  public init(
    _ configuration: ModelConfiguration, seed: Seed, jobs: Int
  ) throws(LanguageModelError) {
    try self.init(zerosFor: configuration)
    let layout = layout
    let floats = floats
    let seed = seed.derive("weights")
    _ = parallelMap(count: layout.roles.count, jobs: jobs) { index in
      let role = layout.roles[index]
      floats.withFloats { all in
        TransformerParameters.draw(
          role, configuration, MutableFloats(rebasing: all[layout.range(of: role)]), seed)
      }
    }
  }

  private static func draw(
    _ role: TensorRole, _ configuration: ModelConfiguration, _ values: MutableFloats, _ seed: Seed
  ) {
    if configuration.shape(of: role).count == 1 {
      values.update(repeating: role.isNormWeight ? 1 : 0)
      return
    }
    var deviation = 0.02
    if role.writesToStream { deviation /= Double(2 * configuration.layerCount).squareRoot() }
    var generator = SeededGenerator(seed: seed.derive(role.description))
    for index in values.indices { values[index] = Float(deviation * generator.normal()) }
  }

  /// Returns one tensor's numbers in rows, `[outputs, inputs]`.
  package func values(_ role: TensorRole) -> [Float] {
    floats.withFloats { Array($0[layout.range(of: role)]) }
  }

  /// Replaces one tensor's numbers, as many as it has.
  package func set(_ role: TensorRole, to values: [Float]) {
    let range = layout.range(of: role)
    precondition(values.count == range.count, "a number for each weight")
    floats.withFloats { all in
      _ = MutableFloats(rebasing: all[range]).update(fromContentsOf: values)
    }
  }

  /// Returns the same weights in a block of their own.
  package func copy() -> TransformerParameters {
    TransformerParameters(layout: layout, floats: floats.copy())
  }

  private init(layout: ParameterLayout, floats: AlignedFloats) {
    self.layout = layout
    self.floats = floats
  }

  /// The weights, to be written for other tools; later changes of the weights show in it.
  package var export: ModelExport {
    let parameters = self
    return ModelExport(configuration) { parameters.values($0) }
  }
}

extension TensorRole {
  /// Whether the tensor is what a norm multiplies with.
  var isNormWeight: Bool {
    switch self {
    case .outputNorm, .block(_, .attentionNorm), .block(_, .feedForwardNorm): true
    default: false
    }
  }

  /// Whether the tensor's outputs are added to the residual stream.
  var writesToStream: Bool {
    switch self {
    case .block(_, .attentionOutput), .block(_, .down): true
    default: false
    }
  }
}

extension AlignedFloats {
  /// Returns a block with the same numbers.
  func copy() -> AlignedFloats {
    withFloats { source in
      let result = AlignedFloats(count: source.count)
      result.withFloats { target in
        guard let from = source.baseAddress else { return }
        target.baseAddress?.update(from: from, count: source.count)
      }
      return result
    }
  }
}
