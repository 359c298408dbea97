// SPDX-License-Identifier: Apache-2.0

public import Evidence

/// A release gate: what a finished run must show, read from a commented YAML file.
public struct GatePolicy: Equatable, Sendable {
  /// Which end of a measure is held against the bound.
  public enum Judge: String, Sendable, CaseIterable {
    /// The unfavourable end of the interval; without an interval the rule fails.
    case worstEnd = "worst-end"
    /// The value itself.
    case value
  }

  /// One condition on every measure that it selects.
  public struct Rule: Equatable, Sendable {
    /// The measure's name.
    public var measure: String
    /// What the measure's group must say; further keys of the group do not matter.
    ///
    /// The value `all` selects pooled numbers: those whose group lacks the key or says `all`.
    public var group: [String: String]
    /// Whether numbers of subgroups that the rule does not name are left out.
    public var isPooled: Bool
    /// The lower bound, where there is one.
    public var atLeast: Double?
    /// The upper bound, where there is one.
    public var atMost: Double?
    /// What is held against the bound.
    public var judge: Judge
    /// Whether the gate needs the rule; others only inform.
    public var isRequired: Bool

    /// Creates a rule with at least one bound.
    public init(
      measure: String, group: [String: String] = [:], isPooled: Bool = false,
      atLeast: Double? = nil, atMost: Double? = nil, judge: Judge = .worstEnd,
      isRequired: Bool = true
    ) {
      precondition(atLeast != nil || atMost != nil, "a rule sets a bound")
      self.measure = measure
      self.group = group
      self.isPooled = isPooled
      self.atLeast = atLeast
      self.atMost = atMost
      self.judge = judge
      self.isRequired = isRequired
    }
  }

  /// The verdicts that pass; nil where the run's own verdict is not judged.
  public var verdicts: [Verdict]?
  /// The rules, in the file's order.
  public var rules: [Rule]

  /// Creates a policy with at least one condition.
  public init(verdicts: [Verdict]? = nil, rules: [Rule] = []) {
    precondition(verdicts != nil || !rules.isEmpty, "a gate sets a condition")
    self.verdicts = verdicts
    self.rules = rules
  }
}
