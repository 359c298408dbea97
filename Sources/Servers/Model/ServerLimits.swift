// SPDX-License-Identifier: Apache-2.0

/// How much one request may ask for, and how many may be under way.
public struct ServerLimits: Equatable, Sendable {
  /// The longest body, in bytes.
  public var bodyByteCount: Int
  /// The most tokens of prompt and continuation together.
  public var tokenCount: Int
  /// The most likeliest tokens of an answer, over all of its positions.
  public var rankedTokenCount: Int
  /// How many requests the model works on at a time; one already uses every core.
  public var runningCount: Int
  /// How many more requests may wait.
  public var waitingCount: Int

  /// Creates limits.
  public init(
    bodyByteCount: Int = 4 << 20, tokenCount: Int = 1 << 17, rankedTokenCount: Int = 4_000_000,
    runningCount: Int = 1, waitingCount: Int = 64
  ) {
    precondition(
      bodyByteCount > 0 && tokenCount > 0 && rankedTokenCount > 0 && runningCount > 0
        && waitingCount >= 0, "limits above zero")
    self.bodyByteCount = bodyByteCount
    self.tokenCount = tokenCount
    self.rankedTokenCount = rankedTokenCount
    self.runningCount = runningCount
    self.waitingCount = waitingCount
  }
}
