// SPDX-License-Identifier: Apache-2.0

import Compute
import LanguageModels

/// Models that are small enough to be differentiated number by number, and what they learn.
enum TrainingFixture {
  /// A model of two blocks; all counts that could be mixed up differ.
  static func configuration(
    _ architecture: ModelConfiguration.Architecture = .llama, isTied: Bool = true,
    pairing: ModelConfiguration.RotaryPairing = .halves
  ) -> ModelConfiguration {
    let isGPT2 = architecture == .gpt2
    return ModelConfiguration(
      architecture: architecture, vocabularyCount: 13, width: 12, layerCount: 2,
      headCount: isGPT2 ? 3 : 4, keyValueHeadCount: isGPT2 ? 3 : 2, headWidth: isGPT2 ? 4 : 6,
      feedForwardWidth: 10, contextLength: 70, normEpsilon: 1e-5, rotaryBase: 10_000,
      rotaryPairing: pairing, tiesEmbeddings: isTied)
  }

  /// Weights that are large enough for every path to matter, norms and biases included.
  static func parameters(
    _ configuration: ModelConfiguration, seed: Int
  ) throws -> TransformerParameters {
    let parameters = try TransformerParameters(configuration, seed: Seed(7), jobs: 1)
    for role in parameters.layout.roles {
      var generator = SeededGenerator(seed: Seed(UInt64(seed)).derive(role.description))
      let isNorm = role == .outputNorm || role.description.hasSuffix("Norm")
      parameters.set(
        role,
        to: parameters.values(role).map { _ in Float(0.35 * generator.normal()) + (isNorm ? 1 : 0) }
      )
    }
    return parameters
  }

  /// Sequences of random tokens.
  static func documents(_ lengths: [Int], vocabularyCount: Int = 13, seed: Int = 1) -> [[TokenID]] {
    var generator = SeededGenerator(seed: Seed(UInt64(seed)).derive("documents"))
    return lengths.map { length in
      (0..<length).map { _ in TokenID(generator.index(below: vocabularyCount)) }
    }
  }

  /// All numbers of a block.
  static func values(_ floats: AlignedFloats, count: Int) -> [Float] {
    floats.withFloats { Array($0.prefix(count)) }
  }

  /// The gradient of the segments' loss.
  static func gradient(
    _ passes: BatchPasses, _ segments: [TrainingSegment], _ documents: [[TokenID]]
  ) -> [Float] {
    let gradient = AlignedFloats(count: passes.gradientCount)
    _ = passes.addGradient(of: segments, in: documents, to: gradient)
    return values(gradient, count: passes.gradientCount)
  }
}

extension TrainingFixture {
  /// Adapters of several matrices, neither factor zero.
  static func adapters(
    _ parameters: TransformerParameters, rank: Int
  ) throws -> LowRankAdapters {
    let parts: [BlockPart] =
      parameters.configuration.architecture == .gpt2
      ? [.queryKeyValue, .up, .down] : [.query, .value, .attentionOutput, .up, .down]
    let adapters = try LowRankAdapters(
      AdapterSettings(rank: rank, alpha: 5, projections: parts), for: parameters.layout,
      seed: Seed(3))
    var generator = SeededGenerator(seed: Seed(4))
    adapters.floats.withFloats { all in
      for index in 0..<adapters.layout.count { all[index] = Float(0.3 * generator.normal()) }
    }
    return adapters
  }

  /// The plain model with adapters of these numbers added in.
  static func merged(
    _ adapters: LowRankAdapters, _ numbers: [Double], _ parameters: TransformerParameters
  ) -> PlainTransformer {
    var model = PlainTransformer(parameters)
    for matrix in adapters.layout.matrices {
      let role = TensorRole.block(matrix.layer, matrix.part)
      let down = Array(numbers[matrix.down])
      let up = Array(numbers[matrix.up])
      let inputs = down.count / adapters.layout.settings.rank
      let rank = adapters.layout.settings.rank
      for output in 0..<up.count / rank {
        for input in 0..<inputs {
          var sum = 0.0
          for inner in 0..<rank { sum += up[output * rank + inner] * down[inner * inputs + input] }
          model.weights[role]?[output * inputs + input] +=
            adapters.layout.settings.alpha / Double(rank) * sum
        }
      }
    }
    return model
  }
}
