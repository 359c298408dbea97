// SPDX-License-Identifier: Apache-2.0

import Evidence

/// How memorization rises with repetition, as curves that a report draws.
struct RepetitionSeries {
  private let measures: [Measurement]

  init(_ measures: [Measurement]) {
    self.measures = measures
  }

  /// The extraction rate of members beside that of twins and the best guess, pooled and by kind, and
  /// the advantage of members' values.
  var all: [Series] {
    let rates = measures.filter { $0.name == "extraction-rate" && $0.group["match"] == nil }
    let byCopies = rates.filter { Set($0.group.keys) == ["copies"] }
    let guesses = measures.filter { $0.name == "guess-rate" && Set($0.group.keys) == ["copies"] }
    var series = [
      line("extraction-by-repetition", ["of": "trained on"], byCopies, \.value),
      line("extraction-by-repetition", ["of": "never-seen twins"], byCopies, \.control),
      line("extraction-by-repetition", ["of": "best guess without the model"], guesses, \.value),
    ]
    let byKind = rates.filter { Set($0.group.keys) == ["copies", "kind"] }
    for kind in Set(byKind.compactMap { $0.group["kind"] }).sorted() {
      series.append(
        line(
          "extraction-by-kind", ["kind": kind], byKind.filter { $0.group["kind"] == kind }, \.value)
      )
    }
    let advantages = measures.filter {
      $0.name == "value-log-probability-advantage" && Set($0.group.keys) == ["copies"]
    }
    series.append(line("advantage-by-repetition", [:], advantages, \.value))
    return series.filter { !$0.x.isEmpty }
  }

  private func line(
    _ name: String, _ group: [String: String], _ measures: [Measurement],
    _ value: (Measurement) -> Double?
  ) -> Series {
    let points = measures.compactMap { measure in
      measure.group["copies"].flatMap(Double.init).flatMap { copies in
        value(measure).map { (copies, $0) }
      }
    }.sorted { $0.0 < $1.0 }
    let isRate = name != "advantage-by-repetition"
    return Series(
      name, group: group, xName: "copies in training",
      yName: isRate ? "share of values said" : "nats a value", x: points.map(\.0),
      y: points.map(\.1))
  }
}
