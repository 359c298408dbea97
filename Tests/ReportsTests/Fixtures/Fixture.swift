// SPDX-License-Identifier: Apache-2.0

import Evidence

/// A made-up audit of an erasure of 5 % of all interactions; none of its numbers was measured.
enum Fixture {
  static let document = AuditDocument(
    tool: "palimpsest 0.1.0", kind: "audit recommender", seed: 1, verdict: .inconclusive,
    reasons: [
      "The recommendations for the erased pairs lie within the margin of .03 around Gold.",
      "The attack by fold-in could not be run, so its condition counts as not met.",
      "With 3\u{202F}980 erased pairs the smallest effect that this request could have shown is .018; "
        + "about 9\u{202F}400 pairs would settle the open condition.",
    ],
    criteria: FixtureCriteria.all,
    account: Account(
      asked:
        "5 % of all interactions, 3\u{202F}980 of them, were to be erased from the recommender.",
      done:
        "The operator made the model unlearn them with reverse BPR and stopped after 14 passes.",
      tested: "We attacked the model as somebody would who wants to know whether a given "
        + "interaction had been used, and compared it with three models that were trained without "
        + "the erased interactions.",
      shows: "The model recommends the erased items no more often than a model that never saw "
        + "them, and an attacker does about as well as by guessing.",
      cannotShow: "It cannot show that no copy of the data exists elsewhere, such as in backups, "
        + "logs or models made from this one."),
    facts: facts, measures: FixtureMeasures.all, series: FixtureSeries.all, findings: findings,
    timings: [
      Measurement("cpu-seconds", 1.284, n: 1, group: ["model": "unlearned"]),
      Measurement("cpu-seconds", 12.37, n: 3, group: ["model": "gold"]),
      Measurement("peak-memory-bytes", 184_320_000, n: 1, group: [:]),
      Measurement(missing: "gpu-seconds", reason: "no device was used", group: [:]),
    ])

  private static let facts = [
    "data.file": "u.data", "data.format": "movielens", "data.interactions": "79 619",
    "data.items": "1 682", "data.users": "943",
    "data.sha256": "06416e597f82b7342361e41163890c81036900f418ad91315590814211dca490",
    "erase": "interactions:0.05", "gold-seeds": "3", "model.factors": "32",
    "model.negatives": "uniform", "unlearn.form": "negated", "unlearn.passes": "14",
    "verify-command":
      "palimpsest audit recommender u.data --format movielens --erase interactions:0.05 --seed 1",
  ]

  private static let findings = [
    Finding(
      id: "f-0001", risk: "member", unit: "interaction", outcome: "worst-percent",
      location: "membership-auc-matched", digest: "9b74c9897bac770ffc029102a200c5de",
      masked: "user u•••17, item i•••04"),
    Finding(
      id: "f-0002", risk: "erasure", unit: "item", outcome: "recovered-early",
      location: "recovery-rank", digest: "3e23e8160039594a33894f6564e1b134", masked: "item i•••42"),
  ]
}
