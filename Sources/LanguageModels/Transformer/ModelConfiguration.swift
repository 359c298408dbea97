// SPDX-License-Identifier: Apache-2.0

/// The shape of a transformer, read from any format.
public struct ModelConfiguration: Equatable, Sendable {
  /// The families that can be run.
  public enum Architecture: String, CaseIterable, Sendable {
    /// Root-mean-square norms, rotary positions, gated feed-forward; Llama, Mistral, SmolLM.
    case llama
    /// As `llama`, with biases on query, key and value.
    case qwen2
    /// Layer norms, learned positions, GELU feed-forward, biases everywhere.
    case gpt2
  }

  /// Which two components of a head rotate together.
  public enum RotaryPairing: Sendable {
    /// Components 2i and 2i + 1, as in llama2.c and in GGUF files of Llama models.
    case adjacent
    /// Components i and i + half, as in Hugging Face folders and GGUF files of Qwen2.
    case halves
  }

  /// The family.
  public var architecture: Architecture
  /// The number of tokens.
  public var vocabularyCount: Int
  /// The width of the residual stream.
  public var width: Int
  /// The number of blocks.
  public var layerCount: Int
  /// Heads of queries.
  public var headCount: Int
  /// Heads of keys and values; divides `headCount`.
  public var keyValueHeadCount: Int
  /// Components of one head.
  public var headWidth: Int
  /// The width of the feed-forward layer.
  public var feedForwardWidth: Int
  /// The most tokens of a sequence.
  public var contextLength: Int
  /// Added to the mean square or variance under the root of a norm.
  public var normEpsilon: Float
  /// The base of rotary frequencies; unused by `gpt2`.
  public var rotaryBase: Float
  /// Which components rotate together; unused by `gpt2`.
  public var rotaryPairing: RotaryPairing
  /// Whether the output layer is the embedding table.
  public var tiesEmbeddings: Bool
  /// The number of positions that a token sees, itself included; nil for all before it.
  public var slidingWindow: Int?

  /// Creates a configuration.
  public init(
    architecture: Architecture, vocabularyCount: Int, width: Int, layerCount: Int, headCount: Int,
    keyValueHeadCount: Int, headWidth: Int, feedForwardWidth: Int, contextLength: Int,
    normEpsilon: Float, rotaryBase: Float = 10_000, rotaryPairing: RotaryPairing = .halves,
    tiesEmbeddings: Bool, slidingWindow: Int? = nil
  ) {
    self.architecture = architecture
    self.vocabularyCount = vocabularyCount
    self.width = width
    self.layerCount = layerCount
    self.headCount = headCount
    self.keyValueHeadCount = keyValueHeadCount
    self.headWidth = headWidth
    self.feedForwardWidth = feedForwardWidth
    self.contextLength = contextLength
    self.normEpsilon = normEpsilon
    self.rotaryBase = rotaryBase
    self.rotaryPairing = rotaryPairing
    self.tiesEmbeddings = tiesEmbeddings
    self.slidingWindow = slidingWindow
  }
}
