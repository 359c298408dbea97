// SPDX-License-Identifier: Apache-2.0

import Audits
import ConfigurationFiles
import Evidence
import Testing

/// A finished run's document with the given measures.
private func document(_ measures: [Measurement], verdict: Verdict = .honoured) -> AuditDocument {
  AuditDocument(
    tool: "palimpsest 0.1.0", kind: "audit recommender", seed: 1, verdict: verdict, reasons: [],
    criteria: [],
    account: Account(asked: "", done: "", tested: "", shows: "", cannotShow: ""), facts: [:],
    measures: measures, series: [], findings: [], timings: [])
}

/// A measure of `auc` on the forget set.
private func auc(
  _ value: Double, _ interval: ClosedRange<Double>?, control: Double? = 0.5,
  group: [String: String] = ["set": "forget"]
) -> Measurement {
  Measurement("auc", value, n: 100, group: group, interval: interval, level: 0.95, control: control)
}

private let atMost = GatePolicy(rules: [.init(measure: "auc", atMost: 0.55)])

@Suite struct GatePolicyTests {
  private func outcome(_ measures: [Measurement], _ policy: GatePolicy = atMost) -> GateOutcome {
    policy.judge(document(measures))
  }

  @Test func theWorstEndIsJudged() {
    #expect(outcome([auc(0.5, 0.45...0.55)]).verdict == .passed)
    let reaching = outcome([auc(0.5, 0.45...0.56)])
    #expect(reaching.verdict == .failed)
    #expect(reaching.criteria.map(\.outcome) == [.inconclusive])
    #expect(outcome([auc(0.6, 0.56...0.7)]).criteria.map(\.outcome) == [.violated])
    let least = GatePolicy(rules: [.init(measure: "auc", atLeast: 0.46)])
    #expect(outcome([auc(0.5, 0.45...0.55)], least).verdict == .failed)
    #expect(outcome([auc(0.5, 0.46...0.55)], least).verdict == .passed)
  }

  @Test func theValueIsJudgedWhereThePolicySaysSo() {
    let policy = GatePolicy(rules: [.init(measure: "auc", atMost: 0.55, judge: .value)])
    #expect(outcome([auc(0.55, 0.4...0.9)], policy).verdict == .passed)
    #expect(outcome([auc(0.5501, nil)], policy).verdict == .failed)
  }

  @Test func whatIsMissingOrWithoutControlOrIntervalFails() {
    let missing = Measurement(missing: "auc", reason: "why", group: [:])
    let cases = [[], [missing], [auc(0.5, nil)], [auc(0.5, 0.4...0.5, control: nil)]]
    for measures in cases {
      let found = outcome(measures)
      #expect(found.verdict == .failed)
      #expect(found.criteria.map(\.outcome) == [.missing])
    }
  }

  @Test func everySelectedMeasureMustHold() {
    let good = auc(0.5, 0.45...0.52, group: ["set": "forget", "kind": "users"])
    let bad = auc(0.6, 0.58...0.62, group: ["set": "forget"])
    #expect(outcome([good, bad]).verdict == .failed)
    let users = GatePolicy(rules: [.init(measure: "auc", group: ["kind": "users"], atMost: 0.55)])
    #expect(outcome([good, bad], users).verdict == .passed)
    let slice = auc(0.9, 0.8...0.95, group: ["set": "forget", "age": "38"])
    let whole = GatePolicy(
      rules: [.init(measure: "auc", group: ["set": "forget"], isPooled: true, atMost: 0.55)])
    #expect(outcome([auc(0.5, 0.45...0.52), slice], whole).verdict == .passed)
    #expect(outcome([auc(0.5, 0.45...0.52), slice]).verdict == .failed)
    #expect(outcome([slice], whole).criteria.map(\.outcome) == [.missing])
    let pooled = GatePolicy(rules: [.init(measure: "auc", group: ["kind": "all"], atMost: 0.55)])
    #expect(outcome([good, bad], pooled).criteria.map(\.value) == [0.6])
  }

  @Test func anInformingRuleNeverFails() {
    let policy = GatePolicy(rules: [.init(measure: "auc", atMost: 0.55, isRequired: false)])
    let found = outcome([auc(0.9, 0.8...1)], policy)
    #expect(found.verdict == .passed)
    #expect(found.criteria.map(\.outcome) == [.violated])
  }

  @Test func aGateThatOnlyInformsNeedsADecisionAllTheSame() {
    let policy = GatePolicy(rules: [.init(measure: "auc", atMost: 0.55, isRequired: false)])
    let missing = Measurement(missing: "auc", reason: "why", group: [:])
    for measures in [[], [missing], [auc(0.5, nil)], [auc(0.5, 0.4...0.6)]] {
      let found = outcome(measures, policy)
      #expect(found.verdict == .failed)
      #expect(found.criteria.last?.name == "decided")
      #expect(found.criteria.filter(\.required).map(\.outcome) == [.missing])
    }
    let decided = outcome([missing, auc(0.5, 0.4...0.5)], policy)
    #expect(decided.verdict == .passed)
    #expect(decided.criteria.map(\.outcome) == [.missing, .met])
    let listed = GatePolicy(verdicts: [.inconclusive], rules: policy.rules)
    #expect(listed.judge(document([], verdict: .inconclusive)).verdict == .passed)
  }

  @Test(arguments: Verdict.allCases) func onlyTheListedVerdictsPass(verdict: Verdict) {
    let found = GatePolicy(verdicts: [.honoured]).judge(document([], verdict: verdict))
    #expect((found.verdict == .passed) == (verdict == .honoured))
  }

  @Test func thePolicyForReleasesReadsAsItsCommentsSay() throws {
    let policy = try GatePolicy(contentsOf: PolicyFiles.gate("release-recommender.yaml"))
    #expect(policy.verdicts == [.honoured])
    #expect(
      policy.rules.map(\.measure) == [
        "membership-auc-matched-difference", "membership-auc-fold-in-difference", "recall@20-ratio",
        "ndcg@20-ratio",
      ])
    #expect(policy.rules.map(\.isRequired) == [true, false, true, true])
    #expect(policy.rules.allSatisfy { $0.judge == .worstEnd })
    #expect(policy.judge(document([])).verdict == .failed)
  }

  @Test(arguments: [
    ("rules: []\n", "CFG011"), ("rules:\n  - measure: a\n", "CFG011"),
    ("rules:\n  - {measure: a, at-most: 1, at-least: 2}\n", "CFG011"),
    ("rules:\n  - {measure: a, at-mst: 1}\n", "CFG006"), ("verdict: [good]\n", "CFG010"),
    ("rules:\n  - {at-most: 1}\n", "CFG007"), ("rules:\n  - {measure: a, at-most: x}\n", "CFG008"),
    ("rules:\n  - {measure: a, at-most: 1, judge: best}\n", "CFG010"),
  ])
  func mistakesAreRefusedWithLineAndCode(text: String, code: String) {
    let error = #expect(throws: ConfigurationError.self) {
      try GatePolicy(parsing: text, file: "gate.yaml")
    }
    #expect(error?.code.description == code)
    #expect(error?.message.hasPrefix("gate.yaml:") == true)
  }
}
