// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Evidence
import Recommenders
import Statistics

/// Everything that an erasure audit measured, in the shape that scripts rely on.
struct ErasureMeasures {
  let comparison: ErasureComparison
  let probe: ErasureProbe
  let seed: UInt64
  /// Whether a kind has one user or one item.
  let isSingle: (ErasureRequest.Kind) -> Bool

  private var readings: ErasureReadings { comparison.readings }

  /// All measures, in a fixed order.
  var all: [Measurement] {
    models.flatMap(ofModel) + gold + differences + matchedShares
  }

  /// The models read one by one: name and reading.
  private var models: [(name: String, reading: ModelReading)] {
    (readings.original.map { [("original", $0)] } ?? []) + [("unlearned", readings.unlearned)]
  }

  private var kinds: [ErasureRequest.Kind] { readings.unlearned.kinds.map(\.kind) }

  /// The kinds that are measured one by one beside the pooled value: none where there is only one.
  private var kindsApart: [ErasureRequest.Kind] { kinds.count > 1 ? kinds : [] }

  private func ofModel(_ name: String, _ reading: ModelReading) -> [Measurement] {
    let estimates = ErasureStatistic.reported(kindsApart).map { statistic in
      measurement(
        statistic, model: name,
        comparison.value(statistic.statistic, of: reading, label: "\(name) \(statistic.label)"))
    }
    return estimates + reading.kinds.flatMap { AttackMeasures(name, $0, seed).all }
  }

  /// The mean of the Golds with its interval, and how far apart they lie.
  private var gold: [Measurement] {
    let reported = ErasureStatistic.reported(kindsApart)
    let means = reported.map { statistic in
      measurement(
        statistic, model: "gold",
        comparison.difference(statistic.statistic, label: statistic.label)?.gold)
    }
    let spreads = reported.map { statistic -> Measurement in
      let group = statistic.group(model: "gold")
      let found = comparison.difference(statistic.statistic, label: statistic.label)
      guard let spread = found?.goldSpread else {
        return Measurement(
          missing: "\(statistic.name)-spread",
          reason: "\(readings.golds.count) Golds; at least 2 are needed", group: group)
      }
      return Measurement(
        "\(statistic.name)-spread", spread, n: readings.golds.count, group: group,
        method: "standard deviation over Gold seeds", seed: seed)
    }
    let attacks = readings.golds.prefix(1).flatMap { reading in
      reading.kinds.flatMap { AttackMeasures("gold", $0, seed).all }
    }
    return means + spreads + attacks
  }

  private var differences: [Measurement] {
    var measures = ErasureStatistic.reported(kindsApart).flatMap { statistic -> [Measurement] in
      let name = "\(statistic.name)-difference"
      let group = statistic.group(model: "unlearned")
      guard let found = comparison.difference(statistic.statistic, label: statistic.label) else {
        return [Measurement(missing: name, reason: "no Gold or nothing to compare", group: group)]
      }
      return [
        measurement(name, found.distribution, n: found.unitCount, group: group, control: 0)
      ] + power(statistic, found)
    }
    for (statistic, name) in [
      (ErasureStatistic.retainRecall, "recall@20-ratio"),
      (.retainNDCG, "ndcg@20-ratio"),
    ] {
      let group = ["model": "unlearned", "set": "retain"]
      if let ratio = comparison.ratioToGold(statistic, label: name) {
        measures.append(measurement(name, ratio, n: ratio.unitCount, group: group, control: 1))
      } else {
        measures.append(Measurement(missing: name, reason: "no Gold", group: group))
      }
    }
    return measures
  }

  /// The smallest difference that could have been shown, for attacks.
  private func power(
    _ statistic: ReportedStatistic, _ found: ErasureComparison.Difference
  ) -> [Measurement] {
    guard statistic.name.hasPrefix("membership") else { return [] }
    let error = found.standardError(
      isSingle: statistic.kind.map(isSingle) ?? kinds.allSatisfy(isSingle))
    let name = "\(statistic.name)-smallest-detectable"
    let group = statistic.group(model: "unlearned")
    guard error > 0, let effect = try? smallestDetectableEffect(standardError: error) else {
      return [Measurement(missing: name, reason: "the difference does not vary", group: group)]
    }
    return [
      Measurement(
        name, effect, n: found.unitCount, group: group,
        method: "one-sided size .05, power .8, normal", seed: seed)
    ]
  }

  private var matchedShares: [Measurement] {
    probe.contrasts.map { contrast in
      Measurement(
        "matched-share", Double(contrast.matchedCount) / Double(max(contrast.erasedCount, 1)),
        n: contrast.erasedCount,
        group: ["set": "forget", "kind": contrast.kind.rawValue],
        method: "erased pairs whose history has a held-out pair")
    }
  }

  private func measurement(
    _ statistic: ReportedStatistic, model: String, _ found: BootstrapDistribution?
  ) -> Measurement {
    let group = statistic.group(model: model)
    guard let found else {
      let reason = model == "gold" && readings.golds.isEmpty ? "no Gold" : statistic.absence
      return Measurement(missing: statistic.name, reason: reason, group: group)
    }
    return measurement(
      statistic.name, found, n: statistic.count(in: readings.unlearned), group: group,
      control: statistic.control)
  }

  private func measurement(
    _ name: String, _ found: BootstrapDistribution, n: Int, group: [String: String],
    control: Double?
  ) -> Measurement {
    let interval = found.interval(level: 0.95)
    return Measurement(
      name, found.estimate, n: n, group: group, interval: interval, level: 0.95,
      method: "bootstrap by \(isByItem(name) ? "item" : "user")", control: control, seed: seed)
  }

  private func isByItem(_ name: String) -> Bool {
    name.hasPrefix("membership") && kinds == [.items]
  }
}
