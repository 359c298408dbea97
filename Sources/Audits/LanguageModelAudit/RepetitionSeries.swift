// SPDX-License-Identifier: Apache-2.0

import Evidence

/// How memorization rises with repetition, as curves that a report draws.
struct RepetitionSeries {
  private let measures: [Measurement]
  /// More lines than this in one picture cannot be told apart.
  private static let lineLimit = 6
  /// What is drawn upright, where it is no share.
  private static let units = [
    "advantage-by-repetition": "nats a value", "exposure-by-repetition": "bits",
  ]

  init(_ measures: [Measurement]) {
    self.measures = measures
  }

  /// The extraction rate of members beside that of twins and the best guess, by kind and by
  /// attribute, the advantage of members' values, and the exposure of canaries.
  var all: [Series] {
    let rates = measures.filter { $0.name == "extraction-rate" && $0.group["match"] == nil }
    let byCopies = rates.filter { Set($0.group.keys) == ["copies"] }
    let guesses = measures.filter { $0.name == "guess-rate" && Set($0.group.keys) == ["copies"] }
    var series = [
      line("extraction-by-repetition", ["of": "trained on"], byCopies, \.value, hasIntervals: true),
      line("extraction-by-repetition", ["of": "never-seen twins"], byCopies, \.control),
      line("extraction-by-repetition", ["of": "best guess without the model"], guesses, \.value),
    ]
    series += lines("extraction-by-kind", by: "kind", rates)
    series += lines("extraction-by-attribute", by: "attribute", rates)
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

  /// A line for each value of a key, of those that have most values behind them.
  private func lines(_ name: String, by key: String, _ rates: [Measurement]) -> [Series] {
    let own = rates.filter { Set($0.group.keys) == ["copies", key] }
    let groups = Dictionary(grouping: own) { $0.group[key] ?? "" }
    let counts = groups.mapValues { $0.reduce(0) { $0 + ($1.n ?? 0) } }
    let shown = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .prefix(RepetitionSeries.lineLimit).map(\.key)
    return shown.sorted().map { value in
      line(name, [key: value], groups[value] ?? [], \.value, hasIntervals: true)
    }
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
