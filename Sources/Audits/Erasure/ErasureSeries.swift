// SPDX-License-Identifier: Apache-2.0

import Attacks
import Evidence
import Recommenders
import Statistics
import Unlearning

/// The curves of an erasure audit's report.
struct ErasureSeries {
  let readings: ErasureReadings
  let path: [UnlearningOutcome.Look]

  /// All series, in a fixed order.
  var all: [Series] { unlearningPath + models.flatMap(distributions) + models.compactMap(roc) }

  private var models: [(String, ModelReading)] {
    (readings.original.map { [("original", $0)] } ?? []) + [("unlearned", readings.unlearned)]
      + (readings.golds.first.map { [("gold", $0)] } ?? [])
  }

  private var unlearningPath: [Series] {
    ErasureRequest.Kind.allCases.flatMap { kind -> [Series] in
      let looks = path.filter { $0.kind == kind }
      guard let last = looks.last else { return [] }
      func series(_ set: String, _ yName: String, _ y: [Double]) -> Series {
        Series(
          "unlearning-path", group: ["set": set, "kind": kind.rawValue],
          xName: "passes over the erased pairs", yName: yName, x: looks.map(\.passes), y: y,
          marks: ["stop": last.passes])
      }
      let areas = looks.compactMap(\.areaUnderCurve)
      let scores = [
        series("forget", "mean attack score", looks.map(\.erasedScore)),
        series("heldout", "mean attack score", looks.map(\.heldOutScore)),
      ]
      return areas.count == looks.count
        ? scores + [series("forget", "auc against validation pairs", areas)] : scores
    }
  }

  /// The attack scores of all kinds, pooled.
  private func scores(_ reading: ModelReading) -> (members: [Double], nonMembers: [Double]) {
    let attacks = reading.kinds.map { $0.foldIn ?? $0.matched }
    return (attacks.flatMap(\.memberScores), attacks.flatMap(\.nonMemberScores))
  }

  /// Densities of standardized scores between -4 and 4.
  private func distributions(_ name: String, _ reading: ModelReading) -> [Series] {
    let scores = scores(reading)
    return [("forget", scores.members), ("heldout", scores.nonMembers)].compactMap { set, values in
      guard !values.isEmpty else { return nil }
      let width = 0.25
      var counts = [Double](repeating: 0, count: 32)
      for value in values { counts[min(31, max(0, Int((value + 4) / width)))] += 1 }
      return Series(
        "score-distribution", group: ["model": name, "set": set],
        xName: "score in standard deviations of held-out pairs", yName: "density",
        x: counts.indices.map { (Double($0) + 0.5) * width - 4 },
        y: counts.map { $0 / Double(values.count) / width })
    }
  }

  private func roc(_ name: String, _ reading: ModelReading) -> Series? {
    let scores = scores(reading)
    guard let curve = try? RankingCurve(positives: scores.members, negatives: scores.nonMembers)
    else { return nil }
    let rates = curve.thinned(to: 200).map(curve.rates(at:))
    return Series(
      "roc", group: ["model": name], xName: "false positive rate", yName: "true positive rate",
      x: rates.map(\.falsePositive), y: rates.map(\.truePositive))
  }
}
