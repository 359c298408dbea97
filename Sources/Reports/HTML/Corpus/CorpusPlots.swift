// SPDX-License-Identifier: Apache-2.0

internal import Evidence

/// The plots of a corpus's page.
struct CorpusPlots {
  let measures: [Measurement]
  let series: [Series]

  /// People by each facet, as shares.
  var people: PlotFigure {
    let members = measures.filter { $0.name == "profiles" }
    var facets: [String] = []
    for measure in members {
      if let facet = measure.group.keys.first, !facets.contains(facet) { facets.append(facet) }
    }
    return PlotFigure(
      title: "Who they are",
      guide: "The share of people in each category.", columns: 2,
      charts: facets.map { facet in
        let bars = members.compactMap { measure in
          measure.group[facet].map { category in
            BarChart.Bar(
              label: category, style: LineStyle(slot: 3), value: Self.share(measure),
              interval: nil)
          }
        }
        return Self.bars(facet.split(separator: "-").joined(separator: " "), bars)
      })
  }

  /// How often member documents are trained on.
  var copies: PlotFigure {
    let members = measures.filter { $0.name == "documents-by-copies" }
    let bars = members.map { measure in
      BarChart.Bar(
        label: "\(measure.group["copies"] ?? "") ×", style: LineStyle(slot: 0),
        value: measure.value, interval: nil)
    }
    return PlotFigure(
      title: "How often they are trained on",
      guide: "The number of documents by members that stand so many times in the training order.",
      columns: 2, charts: bars.isEmpty ? [] : [Self.bars("documents", bars)])
  }

  private static func share(_ measure: Measurement) -> Double? {
    guard let value = measure.value, let n = measure.n, n > 0 else { return nil }
    return value / Double(n)
  }

  private static func bars(_ title: String, _ bars: [BarChart.Bar]) -> PlotFigure.Chart {
    let chart = BarChart(title: title, groups: [BarChart.Group(label: "", bars: bars)])
    return PlotFigure.Chart(title: GroupWords.capitalized(title)) { chart.drawn(id: $0) }
  }

  /// The lengths of texts, one chart a kind, real texts beside made-up ones where there are any.
  var lengths: PlotFigure {
    let panels = Panels(series.filter { $0.name == "text-length" }, lineKey: "source").panels
    return PlotFigure(
      title: "How long texts are",
      guide: "The share of texts by length, in classes that grow by the square root of two.",
      columns: 2,
      charts: panels.map { panel in
        let title = panel.group["kind"] ?? panel.yName
        let points = panel.lines.flatMap(\.points)
        var chart = LineChart(
          title: title, xName: panel.xName, yName: panel.yName, lines: panel.lines)
        if points.count > 1 {
          let top = (points.map(\.y).max() ?? 1) * 1.05
          chart.domains = (LineChart.range(points.map(\.x)), 0...max(top, 1e-9))
        }
        let finished = chart
        return PlotFigure.Chart(title: GroupWords.capitalized(title)) { finished.drawn(id: $0) }
      })
  }
}
