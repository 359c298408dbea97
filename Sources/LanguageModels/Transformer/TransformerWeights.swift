// SPDX-License-Identifier: Apache-2.0

/// A model's weights, arranged for running it; matrices stay in their mapped files.
struct TransformerWeights: Sendable {
  /// A norm before a part of a block, or before the output.
  struct Norm: Sendable {
    let weight: WeightVector
    /// Set where it is a layer norm.
    let bias: WeightVector?
  }

  /// One block.
  struct Block: Sendable {
    let attentionNorm: Norm
    /// The outputs are queries, then keys, then values.
    let queryKeyValue: Projection
    let attentionOutput: Projection
    let feedForwardNorm: Norm
    /// The outputs are gates, where there are some, then what they gate.
    let inner: Projection
    let down: Projection
  }

  /// The file that they come from.
  let file: ModelFile
  /// The table from tokens to vectors.
  let embedding: WeightMatrix
  /// The table from positions to vectors; GPT-2 alone.
  let positions: WeightMatrix?
  /// The blocks.
  let blocks: [Block]
  /// The norm after the last block.
  let outputNorm: Norm
  /// From vectors to logits.
  let output: Projection

  /// Arranges the weights of a file.
  ///
  /// - Throws: `LMD016` for a missing tensor, `LMD116` for a norm or bias that is not finite.
  init(_ file: ModelFile) throws(LanguageModelError) {
    self.file = file
    let isGPT2 = file.configuration.architecture == .gpt2
    embedding = WeightMatrix(try file.tensor(.embedding))
    positions = isGPT2 ? WeightMatrix(try file.tensor(.positionEmbedding)) : nil
    var blocks: [Block] = []
    for layer in 0..<file.configuration.layerCount {
      blocks.append(try Block(file, layer))
    }
    self.blocks = blocks
    outputNorm = Norm(
      weight: try WeightVector([file.tensor(.outputNorm)]),
      bias: isGPT2 ? try WeightVector([file.tensor(.outputNormBias)]) : nil)
    let isTied = file.configuration.tiesEmbeddings
    output = Projection([isTied ? embedding : WeightMatrix(try file.tensor(.output))])
  }

  /// The shape of the model.
  var configuration: ModelConfiguration { file.configuration }

  /// Returns why logits are not finite: looks through all tensors, which takes a while.
  func failure() -> LanguageModelError {
    for role in configuration.roles {
      guard let tensor = file.tensors[role]?.weight else { continue }
      if !tensor.isFinite { return .weightsNotFinite(tensor.file.path, tensor.name) }
    }
    return .logitsNotFinite(file.path)
  }
}

extension TransformerWeights.Block {
  fileprivate init(_ file: ModelFile, _ layer: Int) throws(LanguageModelError) {
    func tensor(_ part: BlockPart) throws(LanguageModelError) -> ModelTensor {
      try file.tensor(.block(layer, part))
    }
    func projection(
      _ parts: [BlockPart], _ biases: [BlockPart]
    ) throws(LanguageModelError) -> Projection {
      let matrices = try parts.map { part throws(LanguageModelError) in
        WeightMatrix(try tensor(part))
      }
      return Projection(matrices, bias: biases.isEmpty ? nil : try vector(biases))
    }
    func vector(_ parts: [BlockPart]) throws(LanguageModelError) -> WeightVector {
      try WeightVector(parts.map { part throws(LanguageModelError) in try tensor(part) })
    }
    let isGPT2 = file.configuration.architecture == .gpt2
    let isQwen2 = file.configuration.architecture == .qwen2
    attentionNorm = TransformerWeights.Norm(
      weight: try vector([.attentionNorm]), bias: isGPT2 ? try vector([.attentionNormBias]) : nil)
    queryKeyValue =
      isGPT2
      ? try projection([.queryKeyValue], [.queryKeyValueBias])
      : try projection(
        [.query, .key, .value], isQwen2 ? [.queryBias, .keyBias, .valueBias] : [])
    attentionOutput = try projection([.attentionOutput], isGPT2 ? [.attentionOutputBias] : [])
    feedForwardNorm = TransformerWeights.Norm(
      weight: try vector([.feedForwardNorm]),
      bias: isGPT2 ? try vector([.feedForwardNormBias]) : nil)
    inner = try isGPT2 ? projection([.up], [.upBias]) : projection([.gate, .up], [])
    down = try projection([.down], isGPT2 ? [.downBias] : [])
  }
}
