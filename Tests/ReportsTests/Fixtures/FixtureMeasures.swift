// SPDX-License-Identifier: Apache-2.0

import Evidence

/// Made-up measures of every kind that the report knows, one of them missing.
enum FixtureMeasures {
  static let all =
    membership + ranking
    + [
      Measurement(
        missing: "tpr@fpr=0.001", reason: "796 non-members; at least 1\u{202F}000 are needed",
        group: ["model": "unlearned", "set": "forget"]),
      Measurement(
        "coverage@20", 0.4127, n: 943, group: ["model": "unlearned", "set": "all"]),
      Measurement("novelty@20", 3.918, n: 943, group: ["model": "unlearned", "set": "all"]),
      Measurement("recovery-rank", 412, n: 3980, group: ["model": "unlearned", "set": "forget"]),
      Measurement(
        "worst-percent-score", 0.00012, n: 40, group: ["model": "unlearned", "set": "forget"],
        method: "largest difference from Gold"),
      Measurement("erased-ids-served", 0, n: 18_860, group: ["model": "unlearned"]),
    ]

  private static let membership = [
    attack("membership-auc-matched", "original", 0.8714, 0.8632...0.8793),
    attack("membership-auc-matched", "unlearned", 0.5073, 0.4941...0.5204),
    attack("membership-auc-matched", "gold", 0.5031, 0.4902...0.5163),
    attack("membership-auc-random", "original", 0.9632, 0.9601...0.9661),
    attack("membership-auc-random", "unlearned", 0.8015, 0.7948...0.8083),
    attack("membership-auc-random", "gold", 0.8042, 0.7974...0.8109),
    attack("tpr@fpr=0.01", "unlearned", 0.0164, 0.0127...0.0208, control: 0.01),
  ]

  private static let ranking = [
    quality("recall@20", "original", "forget", 0.5127, 0.4961...0.5288),
    quality("recall@20", "unlearned", "forget", 0.1612, 0.1494...0.1733),
    quality("recall@20", "gold", "forget", 0.1649, 0.1528...0.1771),
    quality("recall@20", "original", "retain", 0.3391, 0.3277...0.3502),
    quality("recall@20", "unlearned", "retain", 0.3318, 0.3206...0.3433),
    quality("recall@20", "gold", "retain", 0.3376, 0.3261...0.3489),
    quality("ndcg@20", "original", "forget", 0.2984, 0.2879...0.3091),
    quality("ndcg@20", "unlearned", "forget", 0.0817, 0.0748...0.0889),
    Measurement(
      missing: "ndcg@20", reason: "no Gold of seed 3: its training was stopped",
      group: ["model": "gold", "set": "forget"]),
    quality("ndcg@20", "original", "retain", 0.2516, 0.2427...0.2604),
    quality("ndcg@20", "unlearned", "retain", 0.2437, 0.2351...0.2526),
    quality("ndcg@20", "gold", "retain", 0.2509, 0.2418...0.2597),
  ]

  private static func attack(
    _ name: String, _ model: String, _ value: Double, _ interval: ClosedRange<Double>,
    control: Double = 0.5
  ) -> Measurement {
    Measurement(
      name, value, n: 7960, group: ["model": model, "set": "forget"], interval: interval,
      level: 0.95, method: "bootstrap by user", control: control, seed: 7)
  }

  private static func quality(
    _ name: String, _ model: String, _ set: String, _ value: Double,
    _ interval: ClosedRange<Double>
  ) -> Measurement {
    Measurement(
      name, value, n: set == "forget" ? 871 : 943, group: ["model": model, "set": set],
      interval: interval, level: 0.95, method: "bootstrap by user", seed: 7)
  }
}
