// SPDX-License-Identifier: Apache-2.0

import Evidence

/// How memorization rises with repetition, as curves that a report draws.
struct RepetitionSeries {
  private let measures: [Measurement]
  /// What is drawn upright, where it is no share.
  private static let units = [
    "advantage-by-repetition": "nats a value", "exposure-by-repetition": "bits",
  ]

  init(_ measures: [Measurement]) {
    self.measures = measures
  }

  /// The extraction rate of members beside that of twins and the best guess, pooled and by kind, and
  /// the advantage of members' values, and the exposure of canaries.
  var all: [Series] {
    let rates = measures.filter { $0.name == "extraction-rate" && $0.group["match"] == nil }
    let byCopies = rates.filter { Set($0.group.keys) == ["copies"] }
    let guesses = measures.filter { $0.name == "guess-rate" && Set($0.group.keys) == ["copies"] }
    var series = [
      line("extraction-by-repetition", ["of": "trained on"], byCopies, \.value, hasIntervals: true),
      line("extraction-by-repetition", ["of": "never-seen twins"], byCopies, \.control),
      line("extraction-by-repetition", ["of": "best guess without the model"], guesses, \.value),
    ]
    let byKind = rates.filter { Set($0.group.keys) == ["copies", "kind"] }
    for kind in Set(byKind.compactMap { $0.group["kind"] }).sorted() {
      series.append(
        line(
          "extraction-by-kind", ["kind": kind], byKind.filter { $0.group["kind"] == kind }, \.value,
          hasIntervals: true)
      )
    }
    let advantages = measures.filter {
      $0.name == "value-log-probability-advantage" && Set($0.group.keys) == ["copies"]
    }
    series.append(line("advantage-by-repetition", [:], advantages, \.value, hasIntervals: true))
    let exposures = measures.filter { $0.name == "exposure" && Set($0.group.keys) == ["copies"] }
    if exposures.count > 1 {
      series.append(line("exposure-by-repetition", [:], exposures, \.value, hasIntervals: true))
    }
    return series.filter { !$0.x.isEmpty }
  }

  private func line(
    _ name: String, _ group: [String: String], _ measures: [Measurement],
    _ value: (Measurement) -> Double?, hasIntervals: Bool = false
  ) -> Series {
    let points = measures.compactMap { measure in
      measure.group["copies"].flatMap(Double.init).flatMap { copies in
        value(measure).map { (copies, $0, measure.interval) }
      }
    }.sorted { $0.0 < $1.0 }
    let intervals = points.compactMap(\.2)
    return Series(
      name, group: group, xName: "copies in training",
      yName: RepetitionSeries.units[name] ?? "share of values said", x: points.map(\.0),
      y: points.map(\.1),
      intervals: hasIntervals && intervals.count == points.count ? intervals : nil)
  }
}
