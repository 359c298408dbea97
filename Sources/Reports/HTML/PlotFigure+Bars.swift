// SPDX-License-Identifier: Apache-2.0

internal import Evidence

extension PlotFigure {
  private static let barMeasures = ["recall@20", "ndcg@20"]
  private static let barModels = ["original", "unlearned", "gold"]
  private static let barSets = ["forget", "retain"]

  /// Ranking quality on erased and kept data by model, or nil where nothing of it was measured.
  static func bars(_ measures: [Measurement]) -> PlotFigure? {
    let charts = barMeasures.flatMap { barCharts(of: $0, measures) }
    guard !charts.isEmpty else { return nil }
    return PlotFigure(
      title: "Recommendations on erased and on kept data",
      guide: "The unlearned model should do as gold does: no better on the forget set, no worse on "
        + "the retain set. The thin line on each bar is its interval.",
      columns: 2, charts: charts)
  }

  private static func barCharts(of name: String, _ measures: [Measurement]) -> [Chart] {
    let members = measures.filter {
      $0.name == name && barModels.contains($0.group["model"] ?? "")
        && barSets.contains($0.group["set"] ?? "")
    }
    var rests: [[String: String]] = []
    for measure in members where !rests.contains(rest(of: measure)) {
      rests.append(rest(of: measure))
    }
    return rests.sorted(by: GroupWords.precedes).map { rest in
      let title = rest.isEmpty ? name : "\(name), \(GroupWords.phrase(rest))"
      let groups = barSets.compactMap { set in
        group(set, members.filter { $0.group["set"] == set && Self.rest(of: $0) == rest })
      }
      let chart = BarChart(title: title, groups: groups)
      return Chart(title: title) { id in chart.drawn(id: id) }
    }
  }

  private static func rest(of measure: Measurement) -> [String: String] {
    measure.group.filter { $0.key != "model" && $0.key != "set" }
  }

  private static func group(_ set: String, _ measures: [Measurement]) -> BarChart.Group? {
    let styles = LineStyle.assigned(to: barModels)
    let bars = barModels.indices.flatMap { index in
      measures.filter { $0.group["model"] == barModels[index] }.map { measure in
        BarChart.Bar(
          label: barModels[index], style: styles[index],
          value: measure.value.flatMap { $0.isFinite ? $0 : nil },
          interval: measure.interval)
      }
    }
    return bars.isEmpty ? nil : BarChart.Group(label: "\(set) set", bars: bars)
  }
}
