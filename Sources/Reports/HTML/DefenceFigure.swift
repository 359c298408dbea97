// SPDX-License-Identifier: Apache-2.0

internal import Evidence

/// What a defence bought: bars of the adversary that told most, and a table of all of them.
struct DefenceFigure {
  /// Accuracy before the defence, by attribute and adversary.
  let before: [Measurement]
  /// The same after it.
  let after: [Measurement]
  /// What the defence took away, with intervals.
  let effects: [Measurement]

  private static let baselines: Set<String> = ["random", "majority"]
  private static let columns = ["Attribute", "Adversary", "Before", "After", "Taken away"]

  /// The figure.
  var figure: PlotFigure {
    PlotFigure(
      title: "What the defence bought",
      guide:
        "For each attribute the adversary that told most of it from the texts as they were, and what it "
        + "tells after the defence: the nearer the second bar comes to the third, the more was bought. "
        + "The table has every adversary; where the interval of what was taken away lies above 0, the "
        + "defence helped.",
      columns: 2,
      charts: PlotFigure.halves(groups).map { groups in
        let chart = BarChart(title: "Share of authors told right", groups: groups)
        return PlotFigure.Chart(title: "Share of authors told right") { id in chart.drawn(id: id) }
      } + [PlotFigure.Chart(title: "Before and after") { _ in table }])
  }

  private var groups: [BarChart.Group] {
    let labels = ["before", "after", "majority"]
    let styles = LineStyle.assigned(to: labels)
    return PlotFigure.attributeNames(after).compactMap { attribute in
      let own = before.filter {
        $0.group["attribute"] == attribute
          && !DefenceFigure.baselines.contains($0.group["adversary"] ?? "")
      }
      guard let best = own.max(by: { ($0.value ?? 0) < ($1.value ?? 0) }),
        let name = best.group["adversary"], let left = left(of: best)
      else { return nil }
      return BarChart.Group(
        label: "\(PlotFigure.attributeWords(attribute)), \(name)",
        bars: [
          PlotFigure.bar(labels[0], styles[0], best), PlotFigure.bar(labels[1], styles[1], left),
          BarChart.Bar(label: labels[2], style: styles[2], value: left.control, interval: nil),
        ])
    }
  }

  /// The measure after the defence that belongs to one before it.
  private func left(of measure: Measurement) -> Measurement? {
    let group = measure.group.filter { $0.key != "texts" }
    return after.first { $0.group == group }
  }

  private var table: Node {
    let head = Node.tag(
      "thead", [:],
      [
        .tag(
          "tr", [:],
          DefenceFigure.columns.map { .tag("th", ["scope": "col", "class": "word"], text: $0) })
      ])
    let rows = before.filter { !DefenceFigure.baselines.contains($0.group["adversary"] ?? "") }
    return .tag(
      "table", ["class": "plain"], [head, .tag("tbody", [:], rows.map(row))])
  }

  private func row(_ measure: Measurement) -> Node {
    let group = measure.group.filter { $0.key != "texts" }
    let effect = effects.first { $0.group == group }
    let words = PlotFigure.attributeWords(measure.group["attribute"] ?? "")
    return .tag(
      "tr", [:],
      [
        .tag("th", ["scope": "row"], text: words),
        .tag("td", [:], text: measure.group["adversary"] ?? ""),
        .tag("td", [:], [Cell.value(measure.value)]),
        .tag("td", [:], [Cell.value(left(of: measure)?.value)]),
        .tag(
          "td", [:],
          [
            Cell.value(effect?.value), " ",
            Cell.interval(effect?.interval, level: nil),
          ]),
      ])
  }
}
