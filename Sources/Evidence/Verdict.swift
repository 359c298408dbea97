// SPDX-License-Identifier: Apache-2.0

/// What an audit or a gate concludes; only `passed` and `honoured` are good news.
public enum Verdict: String, Sendable, CaseIterable {
  case passed
  case failed
  case honoured
  case notHonoured = "not-honoured"
  case inconclusive
}

/// One condition that a verdict rests on, with what was found and what would make it pass.
public struct Criterion: Equatable, Sendable {
  /// How a condition came out.
  public enum Outcome: String, Sendable {
    case met
    case violated
    case inconclusive
    case missing
  }

  /// Stable lower-case name with hyphens.
  public var name: String
  /// The question that the condition answers, in plain words.
  public var question: String
  /// How it came out.
  public var outcome: Outcome
  /// The value judged, where there is one.
  public var value: Double?
  /// The interval judged, where there is one.
  public var interval: ClosedRange<Double>?
  /// The confidence level of `interval`, in 0...1.
  public var level: Double?
  /// What an untouched or never-trained model reads on the same scale.
  public var control: Double?
  /// The lower bound that the policy sets, where it sets one.
  public var atLeast: Double?
  /// The upper bound that the policy sets, where it sets one.
  public var atMost: Double?
  /// Whether the verdict needs this condition; others only inform.
  public var required: Bool
  /// What was found, in one sentence.
  public var finding: String
  /// What would make it pass, in one sentence; empty where it passed.
  public var remedy: String

  /// Creates a criterion.
  public init(
    name: String, question: String, outcome: Outcome, value: Double? = nil,
    interval: ClosedRange<Double>? = nil, level: Double? = nil, control: Double? = nil,
    atLeast: Double? = nil, atMost: Double? = nil, required: Bool = true, finding: String,
    remedy: String = ""
  ) {
    self.name = name
    self.question = question
    self.outcome = outcome
    self.value = value
    self.interval = interval
    self.level = level
    self.control = control
    self.atLeast = atLeast
    self.atMost = atMost
    self.required = required
    self.finding = finding
    self.remedy = remedy
  }
}
