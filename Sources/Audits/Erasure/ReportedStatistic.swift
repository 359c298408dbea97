// SPDX-License-Identifier: Apache-2.0

import Attacks
import Recommenders
import Statistics

/// A statistic under the name and group that scripts rely on.
struct ReportedStatistic {
  let statistic: ErasureStatistic
  let name: String
  let set: String
  var kind: ErasureRequest.Kind?
  var control: Double?
  var absence = "no user has anything to measure in this set"

  /// Where its draws are keyed.
  var label: String { "\(name) \(set) \(kind?.rawValue ?? "all")" }

  func group(model: String) -> [String: String] {
    var group = ["model": model, "set": set]
    group["kind"] = kind?.rawValue
    return group
  }

  /// The pairs or users that it is computed from.
  func count(in reading: ModelReading) -> Int {
    Int(statistic.sums(reading).reduce(0) { $0 + $1.denominator })
  }
}

extension ErasureStatistic {
  /// Everything reported of every model; attacks pooled and, for mixtures, kind by kind.
  static func reported(_ kinds: [ErasureRequest.Kind]) -> [ReportedStatistic] {
    let lists: [ReportedStatistic] = [
      ReportedStatistic(statistic: .forgetRecall, name: "recall@20", set: "forget"),
      ReportedStatistic(statistic: .forgetNDCG, name: "ndcg@20", set: "forget"),
      ReportedStatistic(statistic: .retainRecall, name: "recall@20", set: "retain"),
      ReportedStatistic(statistic: .retainNDCG, name: "ndcg@20", set: "retain"),
      ReportedStatistic(statistic: .heldOutRecall, name: "recall@20", set: "heldout"),
      ReportedStatistic(statistic: .heldOutNDCG, name: "ndcg@20", set: "heldout"),
    ]
    let pooledAndApart: [ErasureRequest.Kind?] = [nil] + kinds
    let attacks = pooledAndApart.flatMap { kind in
      [
        ReportedStatistic(
          statistic: .matched(kind), name: "membership-auc-matched", set: "forget", kind: kind,
          control: 0.5, absence: "no erased pair has a held-out pair in the same history"),
        ReportedStatistic(
          statistic: .foldIn(kind), name: "membership-auc-fold-in", set: "forget", kind: kind,
          control: 0.5,
          absence: "the request names no user or item with two erased and a held-out pair"),
      ]
    }
    return lists + attacks
  }
}
