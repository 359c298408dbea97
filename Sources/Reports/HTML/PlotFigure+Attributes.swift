// SPDX-License-Identifier: Apache-2.0

internal import Evidence

extension PlotFigure {
  /// The adversaries and baselines that are drawn, with their words, the first by chance.
  private static let attributeBars: [(adversary: String, words: String)] = [
    ("random", "drawn by shares"), ("majority", "commonest class"), ("vectors", "users' vectors"),
    ("pooled", "items' vectors, pooled"), ("histories", "histories, no model"),
  ]

  /// How often each attribute is told, beside chance; nil where none was.
  static func attributes(_ measures: [Measurement]) -> PlotFigure? {
    let known = measures.filter {
      $0.name == "attribute-accuracy" && $0.group["set"] == nil && $0.group["class"] == nil
    }
    var names: [String] = []
    for name in known.compactMap({ $0.group["attribute"] }) where !names.contains(name) {
      names.append(name)
    }
    let styles = LineStyle.assigned(to: attributeBars.map(\.words))
    let charts = names.map { name in
      let bars = attributeBars.indices.flatMap { place in
        known.filter {
          $0.group["attribute"] == name
            && $0.group["adversary"] == attributeBars[place].adversary
        }.map { measure in
          BarChart.Bar(
            label: attributeBars[place].words, style: styles[place], value: measure.value,
            interval: measure.interval)
        }
      }
      let chart = BarChart(
        title: "Accuracy, \(name)", groups: [BarChart.Group(label: "", bars: bars)])
      return Chart(title: GroupWords.capitalized(name)) { id in chart.drawn(id: id) }
    }
    guard !charts.isEmpty else { return nil }
    return PlotFigure(
      title: "What is told of people, beside chance",
      guide:
        "The share of users of whom the right class is told. What lies beyond the commonest class is "
        + "what the adversary knows. Vectors that tell as much as histories keep what the histories "
        + "hold; the thin line on a bar is its interval.",
      columns: 2, charts: charts)
  }

  /// The curves of an audit of attributes, in their order.
  static let attributeCurves = ["attribute-confidence", "user-fit"]

  /// Of whom most is told, and whom the model fits most closely; nil for another name.
  static func attributeCurve(_ name: String, _ series: [Series]) -> PlotFigure? {
    switch name {
    case "attribute-confidence":
      curve(
        "Of whom most is told",
        "All users in a row, those first of whom most is told: how much more probable than by its share "
          + "an adversary with the model's vectors holds a user's true class. Below 0 it holds another "
          + "likelier. The second line is what remains where classes were dealt out at random.",
        series, level: 0)
    case "user-fit":
      curve(
        "Whom the model fits most closely",
        "All users in a row, those first whose items the model tells best from others; 0.5 is not at all. "
          + "What lies between the two lines is what the model knows of items only because it "
          + "learned from them.", series, level: 0.5)
    default: nil
    }
  }

  private static func curve(
    _ title: String, _ guide: String, _ series: [Series], level: Double
  ) -> PlotFigure {
    let panels = Panels(series, lineKey: "of").panels
    return PlotFigure(
      title: title, guide: guide, columns: panels.count > 1 ? 2 : 1,
      charts: panels.map { panel in
        chart(
          panel,
          title: panel.group.isEmpty
            ? GroupWords.capitalized("\(panel.yName) by \(panel.xName)")
            : GroupWords.heading(panel.group)
        ) {
          $0.plotHeight = 240
          $0.level = level
        }
      })
  }
}
