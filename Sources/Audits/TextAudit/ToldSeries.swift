// SPDX-License-Identifier: Apache-2.0

import Evidence
import Statistics

/// The curves of attribute inference: accuracy by hardness, and how reliable certainty is.
struct ToldSeries {
  let measures: ToldMeasures
  /// What the measures came to.
  let found: [Measurement]

  /// All curves.
  var all: [Series] {
    measures.adversaries.flatMap { adversary in
      [hardness(adversary), reliability(adversary)].compactMap(\.self)
    }
  }

  private func hardness(_ adversary: String) -> Series? {
    let points = found.compactMap { measure -> (x: Double, y: Double, ClosedRange<Double>)? in
      guard measure.name == "accuracy-top1", measure.group["adversary"] == adversary,
        let grade = measure.group["hardness"].flatMap(Double.init), let value = measure.value,
        let interval = measure.interval
      else { return nil }
      return (grade, value, interval)
    }
    guard points.count > 1 else { return nil }
    return Series(
      "hardness-curve", group: measures.group.merging(["of": adversary]) { $1 },
      xName: "hardness", yName: "share told right", x: points.map(\.x), y: points.map(\.y),
      intervals: points.map(\.2))
  }

  private func reliability(_ adversary: String) -> Series? {
    let own = measures.cells.filter { $0.adversary == adversary && $0.target.isPooled }
    let (confidences, isRight) = ToldMeasures.stated(own)
    guard !confidences.isEmpty,
      let found = try? Calibration(
        confidences: confidences, isRight: isRight, binCount: ToldMeasures.binCount)
    else { return nil }
    let bins = found.bins.compactMap { bin in
      bin.confidence.flatMap { confidence in bin.accuracy.map { (confidence, $0) } }
    }
    return Series(
      "reliability", group: measures.group.merging(["of": adversary]) { $1 },
      xName: "mean certainty", yName: "share told right", x: bins.map(\.0),
      y: bins.map(\.1))
  }
}
