// SPDX-License-Identifier: Apache-2.0

import Evidence

/// Values with every optional member present somewhere and absent elsewhere.
enum Samples {
  static let measured = Measurement(
    "membership-auc-matched", 0.487, n: 7960, group: ["model": "unlearned", "set": "forget"],
    interval: 0.47...0.50, level: 0.95, method: "bootstrap by user", control: 0.5, seed: 7)
  static let missing = Measurement(
    missing: "tpr@fpr=0.001", reason: "200 non-members; at least 1000 are needed",
    group: ["model": "unlearned"])
  static let series = Series(
    "unlearning-path", group: ["set": "forget"], xName: "step", yName: "mean score",
    x: [0, 1, 2], y: [1.5, 0.25, -1e-9], marks: ["stop": 1])
  static let criterion = Criterion(
    name: "parity", question: "Does it score the pairs as Gold does?", outcome: .met, value: 0.01,
    interval: -0.01...0.02, level: 0.9, control: 0.2, atLeast: -0.03, atMost: 0.03,
    finding: "The difference is .01.")
  static let finding = Finding(
    id: "f1", risk: "erasure", unit: "user", outcome: "row-present", location: "unlearned",
    digest: "0123456789abcdef", masked: "u•••")
  static let account = Account(
    asked: "Erase.", done: "Erased.", tested: "Attacked.", shows: "This.", cannotShow: "That.")

  static func document(seed: UInt64 = 7, timing: Double = 1.5) -> AuditDocument {
    AuditDocument(
      tool: "palimpsest 0.1.0", kind: "audit recommender", seed: seed, verdict: .honoured,
      reasons: ["All hold."],
      criteria: [
        criterion,
        Criterion(
          name: "bytes", question: "Are they gone?", outcome: .missing, required: false,
          finding: "Not looked at.", remedy: "Give the file."),
      ],
      account: account, facts: ["kernels": "portable", "users": "943"],
      measures: [measured, missing], series: [series], findings: [finding],
      timings: [Measurement("cpu-seconds", timing, n: 1, group: ["stage": "gold"])])
  }
}
