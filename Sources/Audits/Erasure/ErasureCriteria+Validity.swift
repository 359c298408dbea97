// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Evidence
import Recommenders
import Statistics

/// The conditions without which no statistic may be read as proof.
extension ErasureCriteria {
  /// Whether there are enough models that never saw the data.
  var golds: Criterion {
    let golds = comparison.readings.golds
    let holding = golds.count { $0.storedUserCount + $0.storedItemCount > 0 }
    let isEnough = golds.count >= policy.goldsAtLeast
    let (finding, remedy) =
      if holding > 0 {
        (
          "\(holding) of \(golds.count) Golds store an erased identifier: they saw the data.",
          "Give Golds that were trained without the erased data."
        )
      } else if isEnough {
        (
          ErasureCriteria.origin(ofGivenGolds: isGoldGiven ? golds.count : 0).first
            ?? "\(golds.count) Golds were compared with.", ""
        )
      } else {
        (
          "\(golds.count) of \(policy.goldsAtLeast) Golds are there; without them nothing is "
            + "honoured.", "Train Golds with --gold-seeds, or give --gold."
        )
      }
    return Criterion(
      name: "golds",
      question: isGoldGiven
        ? "Are there models to compare with that are said never to have seen the data?"
        : "Are there models to compare with that never saw the data?",
      outcome: holding > 0 ? .inconclusive : isEnough ? .met : .missing,
      value: Double(golds.count), atLeast: Double(policy.goldsAtLeast), finding: finding,
      remedy: remedy)
  }

  /// Where Golds that were handed in came from, in one sentence; none where they were trained here.
  static func origin(ofGivenGolds count: Int) -> [String] {
    guard count > 0 else { return [] }
    return [
      "Compared with \(count) \(count == 1 ? "model" : "models") that the auditor was given as "
        + "trained without the erased data, not with models trained here."
    ]
  }

  /// Whether a foreign model was trained on the pairs that are taken for held out.
  var heldOutControl: Criterion {
    let question = "Were the held-out pairs really kept out of the model's training?"
    guard let found = comparison.difference(.retainedPlacement, label: "held-out control") else {
      return Criterion(
        name: "held-out-control", question: question, outcome: .missing,
        finding: "Whether the model was trained on the held-out pairs could not be checked.",
        remedy: "Train at least one Gold, and give data with held-out pairs.")
    }
    let gold = found.gold.estimate
    let bound = 0.5 + policy.heldOutShare * max(gold - 0.5, 0)
    let interval = found.unlearned.interval(level: 0.95)
    let isMet = interval.upperBound >= bound
    return Criterion(
      name: "held-out-control", question: question, outcome: isMet ? .met : .inconclusive,
      value: found.unlearned.estimate, interval: interval, level: 0.95, control: gold,
      atLeast: bound,
      finding: isMet
        ? "Training pairs stand out among held-out pairs, much as they do in Gold."
        : "Held-out pairs look like training pairs, so the attacks say nothing: the model may have "
          + "been trained on rows that this audit took for held out, or have learned too little.",
      remedy: isMet
        ? ""
        : "Give the rows that the model was not trained on with --held-out FILE, and check that it "
          + "is the model that is served.")
  }

  /// Whether an attack finds nothing on Gold, where there is nothing to find.
  func validity(
    _ statistic: ErasureStatistic, _ attack: String, _ kind: ErasureRequest.Kind
  ) -> Criterion {
    let question =
      "Does the \(attack) attack on \(words(kind)) find nothing where there is nothing?"
    let label = "attack-valid \(attack) \(kind.rawValue)"
    guard let found = comparison.difference(statistic, label: label) else {
      return Criterion(
        name: "attack-valid", question: question, outcome: .missing, required: !isSingle(kind),
        finding: "Nothing erased of kind \(kind.rawValue) could be compared with held-out pairs.",
        remedy: "Give data in which the people concerned have held-out interactions.")
    }
    let interval = found.gold.interval(level: 0.95)
    let isValid = interval.overlaps(policy.validOnGold)
    let reading = "On Gold the \(attack) attack reads \(Rounded.text(found.gold.estimate))"
    let explanation =
      isSingle(kind)
      ? "one short history tells little."
      : "erased and held-out pairs differ for another reason, or Gold saw the data; nothing follows."
    return Criterion(
      name: "attack-valid", question: question, outcome: isValid ? .met : .inconclusive,
      value: found.gold.estimate, interval: interval, level: 0.95, control: 0.5,
      atLeast: policy.validOnGold.lowerBound, atMost: policy.validOnGold.upperBound,
      required: !isSingle(kind),
      finding: isValid ? "\(reading), as it should." : "\(reading): \(explanation)",
      remedy: isValid ? "" : "Check how erased and held-out pairs were drawn, and what Gold saw.")
  }
}
