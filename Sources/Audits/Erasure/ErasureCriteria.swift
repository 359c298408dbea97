// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Evidence
import Recommenders
import Statistics

/// Builds the conditions of an erasure audit from its readings and the policy.
struct ErasureCriteria {
  /// Conditions without which no statistic may be read as proof.
  static let preconditions: Set<String> = ["golds", "attack-valid", "held-out-control"]
  /// Conditions that compare an attack on the model with the attack on Gold.
  static let attackDifferences: Set<String> = ["matched-auc-difference", "fold-in-auc-difference"]
  /// Conditions that stand on their own, whatever the statistics.
  static let structural: Set<String> = [
    "identifier-stored", "item-served", "vectors-moved", "vector-stored", "identifier-bytes",
  ]
  /// Conditions whose violation leaves open whether the data was erased.
  static let inconclusiveWhenViolated: Set<String> = [
    "golds", "attack-valid", "held-out-control", "retain-recall", "retain-ndcg", "geometry",
  ]

  let comparison: ErasureComparison
  let policy: ErasurePolicy
  let kinds: [ErasureRequest.Kind]
  /// Whether membership statistics cannot settle a kind, because it has a single user or item.
  let isSingle: (ErasureRequest.Kind) -> Bool

  /// Whether the model came from elsewhere, so that what it was trained on must be checked.
  let isForeign: Bool

  /// Whether the Golds were handed in instead of trained here.
  let isGoldGiven: Bool
  /// Whether only served lists were at hand, which can refute an erasure but never show one.
  let isListsOnly: Bool

  /// Every condition, in reading order.
  var all: [Criterion] {
    isListsOnly ? [golds] + structure + [forgetRecall, unseen] : ofModel
  }

  private var ofModel: [Criterion] {
    [golds] + (isForeign ? [heldOutControl] + beforeCredible : []) + structure + inspected
      + kinds.flatMap(attacks)
      + [forgetRecall] + utility + kinds.filter(isSingle).flatMap(geometry)
  }

  static func honouredReasons(_ criteria: [Criterion], isGoldGiven: Bool) -> [String] {
    let attacks = criteria.filter { $0.name.hasSuffix("-auc-difference") }
    var reasons: [String] = []
    if attacks.contains(where: \.required) {
      let all = attacks.allSatisfy { $0.required || $0.outcome == .met }
      reasons.append(
        (all ? "Every difference" : "Every difference that the verdict rests on, measured")
          + " from \(isGoldGiven ? "the models given" : "models that never saw the data") lies "
          + "within the policy's margins.")
    }
    if attacks.contains(where: { !$0.required }) {
      reasons.append(
        "One history is too short for membership attacks to settle; they found no proof of residue. "
          + "Structure carries it: the row is gone, and what it left in the other vectors lies as "
          + "near to Gold as the policy asks.")
    }
    if criteria.contains(where: { $0.name == "vectors-moved" && $0.outcome != .met }) {
      reasons.append(
        "Whether the one history was unlearned, and not only the rest of the mixture, cannot be "
          + "told apart here; judge it by a request of its own.")
    }
    return reasons
  }

  /// What lists cannot show; keeps every verdict from being good news.
  private var unseen: Criterion {
    Criterion(
      name: "weights", question: "Does the model itself still remember what was erased?",
      outcome: .missing,
      finding: "Served lists alone were judged: erased interactions that are still favoured and "
        + "erased users or items that are still served could be seen; filtered users and items, and "
        + "what the rest of the model remembers, could not.",
      remedy: "Give the model's weights with --model.")
  }

  private func attacks(_ kind: ErasureRequest.Kind) -> [Criterion] {
    var criteria = [validity(.matched(kind), "matched", kind)]
    criteria.append(
      difference(
        .matched(kind), name: "matched-auc-difference", kind: kind,
        question: "Do erased \(words(kind)) stand out among held-out pairs of the same history?"))
    if kind != .interactions {
      criteria.append(validity(.foldIn(kind), "fold-in", kind))
      criteria.append(
        difference(
          .foldIn(kind), name: "fold-in-auc-difference", kind: kind,
          question: "Does the rest of the model still remember erased \(words(kind))?"))
      criteria += overForgetting(kind)
    }
    return criteria
  }

  func words(_ kind: ErasureRequest.Kind) -> String {
    kinds.count == 1 && kind == .interactions ? "pairs" : kind.rawValue
  }

  private func difference(
    _ statistic: ErasureStatistic, name: String, kind: ErasureRequest.Kind, question: String
  ) -> Criterion {
    let label = "\(name) \(kind.rawValue)"
    guard let found = comparison.difference(statistic, label: label) else {
      return Criterion(
        name: name, question: question, outcome: .missing, required: !isSingle(kind),
        finding: "The \(name) of \(kind.rawValue) could not be computed.",
        remedy: "At least one Gold and two erased pairs with held-out pairs are needed.")
    }
    let verdict = DifferenceFinding(
      found, margin: policy.attackMargin, residue: policy.residue, kind: kind,
      isSingle: isSingle(kind), attack: name.hasPrefix("fold-in") ? "fold-in" : "matched")
    return Criterion(
      name: name, question: question, outcome: verdict.outcome,
      value: found.distribution.estimate, interval: verdict.interval, level: verdict.level,
      control: 0, atLeast: -policy.attackMargin, atMost: policy.attackMargin,
      required: !isSingle(kind) || verdict.outcome == .violated || verdict.leansToResidue,
      finding: verdict.finding,
      remedy: verdict.remedy)
  }

  private var forgetRecall: Criterion {
    let question = "Do erased pairs come back in the first places as often as in Gold?"
    guard let found = comparison.difference(.forgetRecall, label: "forget recall") else {
      return Criterion(
        name: "forget-recall-difference", question: question, outcome: .missing,
        finding: "The recall of erased pairs could not be compared with Gold.",
        remedy: "Train at least one Gold.")
    }
    let value = found.distribution.estimate
    let margin = policy.forgetRecallMargin
    let wide = found.distribution.interval(level: 0.95)
    let isSmall = kinds.allSatisfy(isSingle)
    // A few users resampled are always the same users: their interval proves nothing.
    let isProof =
      found.distribution.unitCount >= ErasureStatistic.fewClusters
      && (wide.lowerBound > margin || wide.upperBound < -margin)
    let outcome: Criterion.Outcome =
      isProof ? .violated : abs(value) <= margin ? .met : .inconclusive
    let side = value > 0 ? "more often than" : "less often than"
    let meaning = value > 0 ? "" : ": being avoided marks them too"
    return Criterion(
      name: "forget-recall-difference", question: question, outcome: outcome, value: value,
      interval: wide, level: 0.95, control: 0, atLeast: -margin, atMost: margin,
      required: !isSmall || outcome == .violated,
      finding: outcome == .met
        ? "Erased pairs come back as often as in Gold (\(Rounded.signed(value)))."
        : "Erased pairs come back \(side) in Gold (\(Rounded.signed(value)))\(meaning).",
      remedy: outcome == .met ? "" : "Bring the difference within \(Rounded.text(margin)).")
  }
}
