// SPDX-License-Identifier: Apache-2.0

/// What a score tells of each position.
public enum ScoreDetail: Equatable, Sendable {
  /// The chosen token's log-probability and, where the model can, its rank.
  case chosen
  /// Also the likeliest tokens, at least one.
  case top(Int)
  /// Also the mean and the standard deviation of the log-probability under the model's own
  /// distribution, which Min-K%++ needs.
  case moments
  /// Also the whole distribution.
  case distribution
}

/// How likely a model finds one token, given those before it.
public struct TokenScore: Equatable, Sendable {
  /// The token.
  public let token: TokenID
  /// The natural logarithm of its probability, at most 0; nil for the first of a sequence.
  public var logProbability: Double?
  /// How many tokens are likelier, plus one; nil where it is not known.
  public var rank: Int?
  /// The likeliest tokens with their log-probabilities, descending; empty unless asked for.
  public var top: [RankedToken]
  /// The expected log-probability under the model's distribution; nil unless asked for.
  public var mean: Double?
  /// The standard deviation of the log-probability under the model's distribution, at least 0.
  public var standardDeviation: Double?

  /// Creates a score.
  public init(
    token: TokenID, logProbability: Double?, rank: Int? = nil, top: [RankedToken] = [],
    mean: Double? = nil, standardDeviation: Double? = nil
  ) {
    self.token = token
    self.logProbability = logProbability
    self.rank = rank
    self.top = top
    self.mean = mean
    self.standardDeviation = standardDeviation
  }
}

/// One of the likeliest tokens of a position.
public struct RankedToken: Equatable, Sendable {
  /// The token.
  public let token: TokenID
  /// The natural logarithm of its probability.
  public let logProbability: Double

  /// Creates a ranked token.
  public init(token: TokenID, logProbability: Double) {
    self.token = token
    self.logProbability = logProbability
  }
}

/// How likely a model finds a sequence.
public struct SequenceScores: Equatable, Sendable {
  /// One score a token, in order.
  public let tokens: [TokenScore]
  /// Log-probabilities `[tokens - 1, vocabulary]` of what follows each position; empty unless the
  /// whole distribution was asked for.
  public let distributions: [Float]

  /// Creates scores.
  public init(tokens: [TokenScore], distributions: [Float] = []) {
    self.tokens = tokens
    self.distributions = distributions
  }

  /// The mean of the negative log-probabilities of all tokens but the first, in nats a token; nil
  /// where there are fewer than two tokens or one is missing.
  public var negativeLogLikelihood: Double? {
    guard tokens.count > 1 else { return nil }
    var sum = 0.0
    for score in tokens.dropFirst() {
      guard let value = score.logProbability else { return nil }
      sum -= value
    }
    return sum / Double(tokens.count - 1)
  }
}
