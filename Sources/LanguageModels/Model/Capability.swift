// SPDX-License-Identifier: Apache-2.0

/// What a model lets an auditor see, from text alone to whole distributions.
///
/// Each level can do what the levels below it can. An attack names the level that it needs, and
/// says so where a model does not reach it.
public enum Capability: Int, CaseIterable, Comparable, Sendable {
  /// Generated text only.
  case text = 0
  /// The likeliest tokens of generated positions, with log-probabilities.
  case topTokens = 1
  /// The log-probability of one given next token at a time, by forcing it.
  case forcedTokens = 2
  /// The log-probability of every token of a given text.
  case tokenLogProbabilities = 3
  /// The whole distribution at every position of a given text.
  case distributions = 4

  /// The stable name, as it stands in results.
  public var name: String {
    switch self {
    case .text: "text"
    case .topTokens: "top-tokens"
    case .forcedTokens: "forced-tokens"
    case .tokenLogProbabilities: "token-log-probabilities"
    case .distributions: "distributions"
    }
  }

  /// Whether one level shows less than another.
  public static func < (left: Capability, right: Capability) -> Bool {
    left.rawValue < right.rawValue
  }
}
