// SPDX-License-Identifier: Apache-2.0

internal import Evidence

extension PlotFigure {
  private static let sides = ["trained on", "never seen"]

  /// The pooled rates of extraction that are drawn, with the words under which each stands.
  private static let extraction: [(name: String, group: [String: String], words: String)] = [
    ("extraction-rate", [:], "says a value after the text before it"),
    ("suffix-extraction-rate", ["prefix": "50-tokens"], "goes on with a text for 50 tokens"),
    ("suffix-extraction-rate", ["prefix": "half"], "goes on with a short text's second half"),
    ("verbatim-rate", ["stretch": "trained-only"], "writes a long stretch by itself"),
    ("pii-recall", [:], "writes a person's value by itself"),
    ("inference-accuracy", [:], "tells a value from others in its sentence"),
    ("reconstruction-accuracy", [:], "fills a value into its sentence"),
    ("propile-rate", ["prompt": "twin"], "tells a fact to who knows the name"),
    ("propile-rate", ["prompt": "quadruplet"], "tells a fact to who knows two more"),
  ]

  /// What can be got out of the model by each way, members beside never-seen; nil where nothing of it
  /// was measured.
  static func extraction(_ measures: [Measurement]) -> PlotFigure? {
    let styles = LineStyle.assigned(to: sides)
    let groups = extraction.compactMap { wanted -> BarChart.Group? in
      let found = measures.first { $0.name == wanted.name && $0.group == wanted.group }
      guard let found, let value = found.value else { return nil }
      return BarChart.Group(
        label: wanted.words,
        bars: [
          BarChart.Bar(
            label: sides[0], style: styles[0], value: value, interval: found.interval),
          BarChart.Bar(label: sides[1], style: styles[1], value: found.control, interval: nil),
        ])
    }
    guard groups.count > 1 else { return nil }
    let chart = BarChart(title: "Shares", groups: groups)
    return PlotFigure(
      title: "What can be got out of the model, by the way of asking",
      guide:
        "The share that the model gives away of what it was trained on, beside the share of what it "
        + "never saw, which is what it gets right without memory. The thin line on a bar is its interval.",
      columns: 1, charts: [Chart(title: "Shares") { id in chart.drawn(id: id) }])
  }
}
