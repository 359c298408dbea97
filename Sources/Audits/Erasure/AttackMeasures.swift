// SPDX-License-Identifier: Apache-2.0

import Attacks
import Evidence
import Recommenders
import Statistics

/// What one model's attack shows beyond its AUC: low false-positive rates, worst records, ranks.
struct AttackMeasures {
  private let model: String
  private let kind: ModelReading.KindReading
  private let seed: UInt64

  init(_ model: String, _ kind: ModelReading.KindReading, _ seed: UInt64) {
    self.model = model
    self.kind = kind
    self.seed = seed
  }

  /// The attack that suits the kind: on the row where it stays, on a refitted row where it goes.
  private var attack: ModelReading.Attack { kind.foldIn ?? kind.matched }

  private var group: [String: String] {
    ["model": model, "set": "forget", "kind": kind.kind.rawValue]
  }

  var all: [Measurement] { [random, truePositiveRate, worst, recovery] }

  private var random: Measurement {
    guard let value = kind.randomAreaUnderCurve else {
      return Measurement(
        missing: "membership-auc-random", reason: "no unobserved pair was drawn", group: group)
    }
    return Measurement(
      "membership-auc-random", value, n: kind.matched.placements.count, group: group,
      method: "against random unobserved pairs: an invalid control", control: 0.5, seed: seed)
  }

  private var truePositiveRate: Measurement {
    let name = "tpr@fpr=0.01"
    guard
      let curve = try? RankingCurve(
        positives: attack.memberScores, negatives: attack.nonMemberScores),
      let point = try? curve.truePositiveRate(atFalsePositiveRate: 0.01)
    else {
      return Measurement(missing: name, reason: "no history has 3 held-out pairs", group: group)
    }
    guard let rate = point.truePositiveRate else {
      return Measurement(
        missing: name, reason: point.reason ?? "too few held-out pairs", group: group)
    }
    return Measurement(
      name, rate.value, n: rate.n, group: group, interval: rate.interval, level: rate.level,
      method: rate.method, control: 0.01, seed: seed)
  }

  /// The mean standardized score of the 1 % of erased records that stand out most.
  private var worst: Measurement {
    let name = "membership-worst-percent"
    let scores = attack.memberScores.sorted(by: >)
    guard scores.count >= 100, let control = worstControl else {
      return Measurement(
        missing: name, reason: "\(scores.count) erased pairs; at least 100 are needed",
        group: group)
    }
    let count = scores.count / 100
    return Measurement(
      name, scores.prefix(count).reduce(0, +) / Double(count), n: count, group: group,
      method: "mean score of the top 1 %, in held-out standard deviations", control: control,
      seed: seed)
  }

  /// The same of held-out records.
  private var worstControl: Double? {
    let scores = attack.nonMemberScores.sorted(by: >)
    guard scores.count >= 100 else { return nil }
    return scores.prefix(scores.count / 100).reduce(0, +) / Double(scores.count / 100)
  }

  private var recovery: Measurement {
    guard let value = try? median(kind.recoveryRanks) else {
      return Measurement(missing: "recovery-rank", reason: "no erased pair", group: group)
    }
    return Measurement(
      "recovery-rank", value, n: kind.recoveryRanks.count, group: group,
      method: kind.foldIn == nil
        ? "median share of unseen items ranked above the erased one"
        : "the same after a refit on the other half of the history", control: 0.5, seed: seed)
  }
}
