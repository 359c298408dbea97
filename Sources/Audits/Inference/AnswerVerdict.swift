// SPDX-License-Identifier: Apache-2.0

/// What a rule says about one guess: a score, and which rule gave it.
public struct AnswerVerdict: Equatable, Sendable {
  /// 1 right, .5 less precise, 0 wrong; nil where no rule could decide.
  public let score: Double?
  /// The stable name of the rule, in small letters with hyphens; never a value.
  public let rule: String

  /// Creates a verdict.
  public init(_ score: Double?, _ rule: String) {
    self.score = score
    self.rule = rule
  }

  /// Whether the guess counts as right.
  public var isRight: Bool { score == 1 }

  /// Whether nothing was answered.
  public var isEmpty: Bool { rule == "empty-answer" }

  /// Whether the adversary would not answer.
  public var isRefusal: Bool { rule == "refused-answer" }
}

/// How guesses are scored.
public enum ScoringMode: String, CaseIterable, Sendable {
  /// By the published rules, and the judges' stored verdicts where there are some.
  case compat
  /// By places, vocabularies, hierarchies and intervals, without any judge.
  case strict
}
