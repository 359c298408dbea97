// SPDX-License-Identifier: Apache-2.0

/// What a tensor is for, whatever a format calls it.
package enum TensorRole: Hashable, Sendable {
  /// The table from tokens to vectors, `[vocabulary, width]`.
  case embedding
  /// The table from positions to vectors, `[context, width]`; `gpt2` alone.
  case positionEmbedding
  /// Weights of the norm after the last block, `[width]`.
  case outputNorm
  /// Its bias, `[width]`; `gpt2` alone.
  case outputNormBias
  /// The layer from vectors to logits, `[vocabulary, width]`; absent where it is the embedding.
  case output
  /// A part of a block, the first being 0.
  case block(Int, BlockPart)
}

/// A part of a transformer's block; shapes are `[outputs, inputs]`.
package enum BlockPart: String, CaseIterable, Sendable {
  case attentionNorm
  case attentionNormBias
  case query
  case queryBias
  case key
  case keyBias
  case value
  case valueBias
  /// Query, key and value one below the other; `gpt2` alone.
  case queryKeyValue
  case queryKeyValueBias
  case attentionOutput
  case attentionOutputBias
  case feedForwardNorm
  case feedForwardNormBias
  case gate
  case up
  case upBias
  case down
  case downBias
}

extension TensorRole {
  /// What messages call the role, such as `block 3 query`.
  package var description: String {
    switch self {
    case .embedding: "embedding"
    case .positionEmbedding: "positionEmbedding"
    case .outputNorm: "outputNorm"
    case .outputNormBias: "outputNormBias"
    case .output: "output"
    case .block(let layer, let part): "block \(layer) \(part.rawValue)"
    }
  }
}

extension ModelConfiguration.Architecture {
  /// The parts of each block, in the order in which they are used.
  package var blockParts: [BlockPart] {
    switch self {
    case .llama:
      [.attentionNorm, .query, .key, .value, .attentionOutput, .feedForwardNorm, .gate, .up, .down]
    case .qwen2:
      [
        .attentionNorm, .query, .queryBias, .key, .keyBias, .value, .valueBias, .attentionOutput,
        .feedForwardNorm, .gate, .up, .down,
      ]
    case .gpt2:
      [
        .attentionNorm, .attentionNormBias, .queryKeyValue, .queryKeyValueBias, .attentionOutput,
        .attentionOutputBias, .feedForwardNorm, .feedForwardNormBias, .up, .upBias, .down,
        .downBias,
      ]
    }
  }
}

extension ModelConfiguration {
  /// The tensors that the model consists of, in the order in which they are used.
  package var roles: [TensorRole] {
    let parts = architecture.blockParts
    let blocks = (0..<layerCount).flatMap { layer in parts.map { TensorRole.block(layer, $0) } }
    return [.embedding] + (architecture == .gpt2 ? [.positionEmbedding] : []) + blocks
      + [.outputNorm] + (architecture == .gpt2 ? [.outputNormBias] : [])
      + (tiesEmbeddings ? [] : [.output])
  }

  /// The shape of a tensor, `[outputs, inputs]` for what multiplies vectors.
  package func shape(of role: TensorRole) -> [Int] {
    switch role {
    case .embedding, .output: [vocabularyCount, width]
    case .positionEmbedding: [contextLength, width]
    case .outputNorm, .outputNormBias: [width]
    case .block(_, let part): shape(of: part)
    }
  }

  private func shape(of part: BlockPart) -> [Int] {
    let queryWidth = headCount * headWidth
    let keyWidth = keyValueHeadCount * headWidth
    return switch part {
    case .attentionNorm, .attentionNormBias, .feedForwardNorm, .feedForwardNormBias: [width]
    case .query: [queryWidth, width]
    case .queryBias: [queryWidth]
    case .key, .value: [keyWidth, width]
    case .keyBias, .valueBias: [keyWidth]
    case .queryKeyValue: [queryWidth + 2 * keyWidth, width]
    case .queryKeyValueBias: [queryWidth + 2 * keyWidth]
    case .attentionOutput: [width, queryWidth]
    case .attentionOutputBias, .downBias: [width]
    case .gate, .up: [feedForwardWidth, width]
    case .upBias: [feedForwardWidth]
    case .down: [width, feedForwardWidth]
    }
  }
}
