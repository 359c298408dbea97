// SPDX-License-Identifier: Apache-2.0

/// What an audit did, in words that the person concerned can read.
public struct Account: Equatable, Sendable {
  /// What was asked for.
  public var asked: String
  /// What was done to the model.
  public var done: String
  /// What was tested.
  public var tested: String
  /// What the tests can show.
  public var shows: String
  /// What the tests cannot show.
  public var cannotShow: String

  /// Creates an account.
  public init(asked: String, done: String, tested: String, shows: String, cannotShow: String) {
    self.asked = asked
    self.done = done
    self.tested = tested
    self.shows = shows
    self.cannotShow = cannotShow
  }
}

/// The whole outcome of one audit: what `--json` prints and the bundle's files hold.
public struct AuditDocument: Equatable, Sendable {
  /// Name and version of the tool, such as `palimpsest 0.1.0`.
  public var tool: String
  /// The audit's kind, such as `audit recommender`.
  public var kind: String
  /// The audit's seed.
  public var seed: UInt64
  /// The conclusion.
  public var verdict: Verdict
  /// Why the verdict is what it is, one sentence each.
  public var reasons: [String]
  /// The conditions that the verdict rests on.
  public var criteria: [Criterion]
  /// The plain-language account.
  public var account: Account
  /// Facts about inputs and settings, by stable name: counts, digests, hyper-parameters.
  public var facts: [String: String]
  /// Everything measured; none of it depends on time or host.
  public var measures: [Measurement]
  /// Curves and bars.
  public var series: [Series]
  /// Located facts.
  public var findings: [Finding]
  /// Times and memory; volatile.
  public var timings: [Measurement]

  /// Creates a document.
  public init(
    tool: String, kind: String, seed: UInt64, verdict: Verdict, reasons: [String],
    criteria: [Criterion], account: Account, facts: [String: String], measures: [Measurement],
    series: [Series], findings: [Finding], timings: [Measurement]
  ) {
    self.tool = tool
    self.kind = kind
    self.seed = seed
    self.verdict = verdict
    self.reasons = reasons
    self.criteria = criteria
    self.account = account
    self.facts = facts
    self.measures = measures
    self.series = series
    self.findings = findings
    self.timings = timings
  }
}
