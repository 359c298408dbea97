// SPDX-License-Identifier: Apache-2.0

import Compute
import Evidence
import Statistics

extension ErasureCriteria {
  /// What the others keep, by recall and by NDCG.
  var utility: [Criterion] {
    [
      utility(.retainRecall, "recall", policy.recallAtLeast),
      utility(.retainNDCG, "ndcg", policy.ndcgAtLeast),
    ]
  }

  /// One utility condition.
  ///
  /// The yardstick is Gold. A model from elsewhere may be worse than a Gold trained here for reasons
  /// that have nothing to do with the erasure; where the model before is at hand, keeping what it
  /// served is enough.
  private func utility(
    _ statistic: ErasureStatistic, _ word: String, _ bound: Double
  ) -> Criterion {
    let name = "retain-\(word)"
    let question = "Are the others still served as well (\(word))?"
    var ratios = [("Gold's", comparison.ratioToGold(statistic, label: name))]
    if isForeign {
      ratios.append(
        ("the earlier model's", comparison.ratioToOriginal(statistic, label: "\(name) before")))
    }
    let found = ratios.compactMap { of, ratio in ratio.map { (of, $0, $0.interval(level: 0.9)) } }
    guard let best = found.max(by: { $0.2.lowerBound < $1.2.lowerBound }) else {
      return Criterion(
        name: name, question: question, outcome: .missing,
        finding: "What the others keep could not be compared with Gold.",
        remedy: "Train at least one Gold.")
    }
    let isMet = best.2.lowerBound >= bound
    return Criterion(
      name: name, question: question,
      outcome: isMet ? .met : best.2.upperBound < bound ? .violated : .inconclusive,
      value: best.1.estimate,
      interval: best.2, level: 0.9, control: 1, atLeast: bound,
      finding: "The others keep \(Rounded.text(best.1.estimate)) of \(best.0) \(word)"
        + (isMet
          ? "."
          : ", and it could be \(Rounded.text(best.2.lowerBound)) (policy: "
            + "\(Rounded.text(bound)))."),
      remedy: isMet ? "" : "Repair with more retained interactions, or retrain.")
  }
}
