// SPDX-License-Identifier: Apache-2.0

import Evidence

/// Made-up curves from rational functions, so that they are the same with any C library.
enum FixtureSeries {
  static let all = path + distributions + curves + others

  private static let path = [
    path("forget", "mean score") { 2.4 - 2.9 * $0 / ($0 + 9) },
    path("heldout", "mean score") { 0.72 - 0.11 * $0 / ($0 + 20) },
    path("retain", "mean score") { 2.36 - 0.24 * $0 / ($0 + 12) },
    path("control-auc", "auc") { 0.872 - 0.62 * $0 / ($0 + 9.6) },
  ]

  private static func path(
    _ set: String, _ yName: String, _ height: (Double) -> Double
  ) -> Series {
    let steps = (0...20).map(Double.init)
    return Series(
      "unlearning-path", group: ["set": set], xName: "step", yName: yName, x: steps,
      y: steps.map(height), marks: ["stop": 14])
  }

  private static let distributions = [
    bell("original", "forget", centre: 2.3), bell("original", "heldout", centre: 0.7),
    bell("unlearned", "forget", centre: 0.72), bell("unlearned", "heldout", centre: 0.64),
    bell("gold", "forget", centre: 0.69), bell("gold", "heldout", centre: 0.7),
  ]

  private static func bell(_ model: String, _ set: String, centre: Double) -> Series {
    let scores = (-30...50).map { Double($0) / 10 }
    return Series(
      "score-distribution", group: ["model": model, "set": set], xName: "score",
      yName: "density", x: scores,
      y: scores.map { score in
        let spread = 1 + (score - centre) * (score - centre)
        return 0.637 / (spread * spread)
      })
  }

  private static let curves = [
    curve("original", 24), curve("unlearned", 1.25), curve("gold", 1.05),
  ]

  private static func curve(_ model: String, _ odds: Double) -> Series {
    let rates = (0...400).map { Double($0) / 400 }.map { $0 * $0 * $0 }
    return Series(
      "roc", group: ["model": model, "set": "forget"], xName: "false positive rate",
      yName: "true positive rate", x: rates, y: rates.map { odds * $0 / (1 + (odds - 1) * $0) })
  }

  private static let others = [
    Series(
      "utility-by-quartile", group: ["model": "unlearned"], xName: "activity quartile",
      yName: "ndcg@20", x: [1, 2, 3, 4], y: [0.221, 0.236, 0.251, 0.262]),
    Series(
      "utility-by-quartile", group: ["model": "gold"], xName: "activity quartile",
      yName: "ndcg@20", x: [1, 2, 3, 4], y: [0.229, 0.241, 0.255, 0.263]),
  ]
}
