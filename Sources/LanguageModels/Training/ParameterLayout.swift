// SPDX-License-Identifier: Apache-2.0

/// Where each tensor of a model lies in one flat block of floats.
///
/// Query, key and value lie one below the other without a gap, and so do gate and up, so that each
/// of the two groups is one matrix. Every group begins on a cache line; the floats between groups
/// stay zero.
package struct ParameterLayout: Sendable {
  /// The shape of the model.
  package let configuration: ModelConfiguration
  /// The tensors in the order of their places.
  package let roles: [TensorRole]
  /// The number of floats of the block, those between groups included.
  package let count: Int
  private let ranges: [TensorRole: Range<Int>]

  /// Lays out a model that was checked.
  package init(_ configuration: ModelConfiguration) {
    self.configuration = configuration
    var roles: [TensorRole] = []
    var ranges: [TensorRole: Range<Int>] = [:]
    var end = 0
    for group in ParameterLayout.groups(configuration) {
      for role in group {
        let size = configuration.shape(of: role).reduce(1, *)
        ranges[role] = end..<end + size
        roles.append(role)
        end += size
      }
      end = (end + 15) / 16 * 16
    }
    self.roles = roles
    self.ranges = ranges
    count = end
  }

  /// The number of weights, without the floats between groups.
  package var parameterCount: Int { roles.reduce(0) { $0 + range(of: $1).count } }

  /// Where a tensor lies, in rows `[outputs, inputs]`; the model must have it.
  package func range(of role: TensorRole) -> Range<Int> {
    guard let range = ranges[role] else { preconditionFailure("a tensor of the model") }
    return range
  }

  /// Whether a tensor is a vector: a norm's weights or a bias, which weight decay leaves alone.
  package func isVector(_ role: TensorRole) -> Bool {
    configuration.shape(of: role).count == 1
  }

  /// Where some parts of a block lie, one below the other; nil where the model has none of them.
  func range(_ parts: [BlockPart], layer: Int) -> Range<Int>? {
    let places = parts.compactMap { ranges[.block(layer, $0)] }
    guard let first = places.first, let last = places.last else { return nil }
    return first.lowerBound..<last.upperBound
  }

  /// The parts of a block that lie together.
  private static let blockGroups: [[BlockPart]] = [
    [.attentionNorm], [.attentionNormBias], [.query, .key, .value], [.queryKeyValue],
    [.queryBias, .keyBias, .valueBias], [.queryKeyValueBias], [.attentionOutput],
    [.attentionOutputBias], [.feedForwardNorm], [.feedForwardNormBias], [.gate, .up], [.upBias],
    [.down], [.downBias],
  ]

  private static func groups(_ configuration: ModelConfiguration) -> [[TensorRole]] {
    let wanted = Set(configuration.roles)
    let blocks = (0..<configuration.layerCount).flatMap { layer in
      blockGroups.map { parts in parts.map { TensorRole.block(layer, $0) } }
    }
    let groups: [[TensorRole]] =
      [[.embedding], [.positionEmbedding]] + blocks + [[.outputNorm], [.outputNormBias], [.output]]
    return groups.map { $0.filter(wanted.contains) }.filter { !$0.isEmpty }
  }
}
