// SPDX-License-Identifier: Apache-2.0

import Evidence
import Recommenders
import Statistics

extension ErasureCriteria {
  /// Whether more was pushed out of the model than the erased rows had left in it.
  ///
  /// Fold-in turns back where vectors were pushed too far, since they agree with each other again.
  /// The rows of the model before do not: put back, they go on sinking. So this condition can refute
  /// an erasure, and is there only where a credible model before is, and more than one history.
  func overForgetting(_ kind: ErasureRequest.Kind) -> [Criterion] {
    let label = "over-forgetting \(kind.rawValue)"
    guard !isSingle(kind), comparison.isOriginalCredible(atLeast: policy.beforeAtLeast),
      let found = comparison.difference(.restored(kind), label: label)
    else { return [] }
    let interval = found.interval(level: 0.95, isSingle: false)
    let isViolated = interval.upperBound < -policy.overForgetting
    let value = Rounded.signed(found.distribution.estimate)
    return [
      Criterion(
        name: "over-forgetting",
        question: "Are erased \(kind.rawValue) pushed out further than they were in?",
        outcome: isViolated ? .violated : .met, value: found.distribution.estimate,
        interval: interval, level: 0.95, control: 0, atLeast: -policy.overForgetting,
        finding: isViolated
          ? "Over-forgetting: earlier rows of erased \(kind.rawValue), put back, are avoided (AUC "
            + "\(value) from Gold)."
          : "Earlier rows of erased \(kind.rawValue), put back, are not avoided (AUC \(value) from "
            + "Gold).",
        remedy: isViolated
          ? "Fewer passes: what is pushed below Gold is marked as clearly as what is remembered."
          : ""
      )
    ]
  }
}
