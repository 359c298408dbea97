// SPDX-License-Identifier: Apache-2.0

/// How the inputs of matrices are held while a continuation is written.
public enum Activations: String, CaseIterable, Sendable {
  /// As binary32, as in all scores.
  case float32
  /// Rounded to bytes in blocks of 32, each with a scale, but for the output layer's: faster, and a
  /// little off.
  case int8
}

/// How a continuation is drawn.
public struct GenerationSettings: Equatable, Sendable {
  /// The most tokens to add, at least 0.
  public var tokenLimit: Int
  /// The softmax temperature, at least 0; 0 takes the likeliest token, the lowest id among equals.
  public var temperature: Double
  /// Keeps the likeliest tokens only; nil keeps all.
  public var topK: Int?
  /// Keeps the likeliest tokens whose probabilities reach this sum, in 0...1; 1 keeps all.
  public var topP: Double
  /// The seed of the draws.
  public var seed: UInt64
  /// Whether generation goes on past the token that ends a text.
  public var ignoresEnd: Bool
  /// How a model in this process computes; the prompt is always read in floats.
  public var activations: Activations

  /// Creates settings; greedy unless a temperature is given.
  public init(
    tokenLimit: Int, temperature: Double = 0, topK: Int? = nil, topP: Double = 1,
    seed: UInt64 = 0, ignoresEnd: Bool = false, activations: Activations = .float32
  ) {
    self.tokenLimit = tokenLimit
    self.temperature = temperature
    self.topK = topK
    self.topP = topP
    self.seed = seed
    self.ignoresEnd = ignoresEnd
    self.activations = activations
  }
}

/// What a model wrote.
public struct Generation: Equatable, Sendable {
  /// Why a continuation ended.
  public enum Ending: String, Sendable {
    /// The model ended the text.
    case stop
    /// The limit or the context was reached.
    case length
  }

  /// The added tokens, each with its log-probability before temperature and cuts where known.
  public let tokens: [TokenScore]
  /// The text that was added.
  public let text: String
  /// Why it ended.
  public let ending: Ending
  /// How activations were held; nil where there are none, or nobody tells.
  public let activations: Activations?

  /// Creates a generation.
  public init(
    tokens: [TokenScore], text: String, ending: Ending, activations: Activations? = nil
  ) {
    self.tokens = tokens
    self.text = text
    self.ending = ending
    self.activations = activations
  }
}
