// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Evidence
import Statistics

/// How well one score linked accounts, beside chance, and what a defence took away.
struct LinkageMeasures {
  /// Where each author's account came, by author.
  let before: [LinkageRank]
  /// The same after a defence; nil where there was none.
  let after: [LinkageRank]?
  let group: [String: String]
  let seed: UInt64

  /// MRR, recall and AUC of all authors and of those with many texts.
  var all: [Measurement] {
    guard let after else { return measures(before, group) }
    return measures(after, group) + measures(before, group.merging(["texts": "before"]) { $1 })
      + [effect(after)]
  }

  private func measures(_ ranks: [LinkageRank], _ group: [String: String]) -> [Measurement] {
    let many = ranks.filter { $0.textCount >= LinkagePart.manyTexts }
    return LinkageReading.Measure.all.map { measure($0, ranks, group) }
      + [advantage(ranks, group)]
      + [
        measure(
          .reciprocalRank, many,
          group.merging(["authors": "\(LinkagePart.manyTexts)-texts-or-more"]) { $1 })
      ]
  }

  private static func name(_ measure: LinkageReading.Measure) -> String {
    switch measure {
    case .reciprocalRank: "mrr"
    case .recall(let limit): "link-recall@\(limit)"
    case .areaUnderCurve: "link-auc"
    }
  }

  private func measure(
    _ measure: LinkageReading.Measure, _ ranks: [LinkageRank], _ group: [String: String]
  ) -> Measurement {
    let name = LinkageMeasures.name(measure)
    guard ranks.count > 1,
      let found = try? LinkageReading.mean(
        measure, of: ranks, seed: Seed(seed).derive(name))
    else {
      return Measurement(missing: name, reason: "of fewer than two authors", group: group)
    }
    return Measurement(name, found.estimate, group: group, control: found.chance, seed: seed)
  }

  /// How much of what chance leaves open the score finds: `(MRR - chance) / (1 - chance)`.
  ///
  /// Of few candidates chance alone finds many, so that MRR itself cannot be held against a bound.
  private func advantage(_ ranks: [LinkageRank], _ group: [String: String]) -> Measurement {
    let name = "link-advantage"
    guard ranks.count > 1,
      let found = try? LinkageReading.mean(
        .reciprocalRank, of: ranks, seed: Seed(seed).derive("mrr")), found.chance < 1
    else {
      return Measurement(missing: name, reason: "of fewer than two authors", group: group)
    }
    let scaled = { (value: Double) in (value - found.chance) / (1 - found.chance) }
    let interval = found.estimate.interval
    return Measurement(
      name, scaled(found.estimate.value), n: ranks.count, group: group,
      interval: scaled(interval.lowerBound)...scaled(interval.upperBound),
      level: found.estimate.level,
      method: "(mrr - chance) / (1 - chance); \(found.estimate.method)", control: 0, seed: seed)
  }

  /// What the defence took away of MRR.
  private func effect(_ after: [LinkageRank]) -> Measurement {
    guard before.count > 1,
      let found = try? LinkageReading.change(
        .reciprocalRank, from: after, to: before, seed: Seed(seed).derive("link-defence"))
    else {
      return Measurement(
        missing: "defence-effect", reason: "of fewer than two authors", group: group)
    }
    return Measurement(
      "defence-effect", found.estimate, group: group.merging(["of": "mrr"]) { $1 }, control: 0,
      seed: seed)
  }

  /// The share of accounts among the first so many, and what chance gives.
  func curves(words: String) -> [Series] {
    guard let count = before.map(\.candidateCount).max(), count > 1 else { return [] }
    let limits = [1, 2, 3, 5, 10, 20, 30, 40, 50].filter { $0 <= count }
    let share = { (ranks: [LinkageRank]) in
      limits.map { limit in
        ranks.reduce(0.0) { $0 + $1.recall(at: limit) } / Double(max(ranks.count, 1))
      }
    }
    let chance = limits.map { limit in
      before.reduce(0.0) { $0 + $1.chanceRecall(at: limit) } / Double(max(before.count, 1))
    }
    let sides =
      [(after == nil ? words : "\(words), before", before)]
      + (after.map { [("\(words), after", $0)] } ?? [])
    let isFirst = group == ["score": LinkageScore.learned.rawValue]
    let lines = sides.map { ($0.0, share($0.1)) } + (isFirst ? [("chance", chance)] : [])
    return lines.map {
      Series(
        "link-curve", group: ["of": $0.0], xName: "first candidates", yName: "share found",
        x: limits.map(Double.init), y: $0.1)
    }
  }
}
