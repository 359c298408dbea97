// SPDX-License-Identifier: Apache-2.0

internal import Evidence

extension PlotFigure {
  /// Series names that have a form of their own, in the order in which they are shown.
  static let known =
    memorization + perExample + attributeCurves + ["unlearning-path", "score-distribution", "roc"]

  /// More lines than this in one chart cannot be told apart; they are listed instead.
  private static let lineLimit = 6

  /// The figure of all series of one name.
  init(name: String, of series: [Series]) {
    let members = series.filter { $0.name == name }
    switch name {
    case "unlearning-path": self = Self.path(members)
    case "score-distribution": self = Self.distributions(members)
    case "roc": self = Self.curves(members)
    default:
      self =
        Self.memorization(name, members) ?? Self.perExample(name, members)
        ?? Self.attributeCurve(name, members) ?? Self.general(name, members)
    }
  }

  private static func path(_ series: [Series]) -> PlotFigure {
    PlotFigure(
      title: "The way to forgetting",
      guide: "Each line follows one set of records while the model unlearns. Erased records should "
        + "come to look like held-out ones, and no further. A vertical line marks where "
        + "unlearning stopped; a dashed horizontal line at 0.5 is what guessing would give.",
      columns: 2,
      charts: Panels(series, lineKey: "set").panels.map { panel in
        chart(panel, title: heading(panel, or: GroupWords.capitalized(panel.yName))) {
          $0.level = panel.yName.lowercased().contains("auc") ? 0.5 : nil
        }
      })
  }

  private static func distributions(_ series: [Series]) -> PlotFigure {
    let panels = Panels(series, lineKey: "set").panels
    let points = panels.flatMap(\.lines).flatMap(\.points)
    let top = points.map(\.y).max() ?? 1
    let domains = (
      x: LineChart.range(points.map(\.x)), y: 0...(top > 0 ? top * 1.05 : 1)
    )
    return PlotFigure(
      title: "How the models score the records",
      guide: "The more the two shapes differ in one model, the easier an attacker tells erased "
        + "records from records that were never used. All panels share their axes.",
      columns: 3,
      charts: panels.map { panel in
        chart(panel, title: heading(panel, or: "Scores")) {
          $0.isFilled = true
          $0.domains = domains
          $0.width = 310
          $0.plotHeight = 150
        }
      })
  }

  private static func curves(_ series: [Series]) -> PlotFigure {
    let isByAttack = series.contains { $0.group["attack"] != nil }
    let sought = isByAttack ? "texts of the training" : "erased records"
    return PlotFigure(
      title: "What an attacker gains at low error",
      guide: "For each rate of false alarms on the horizontal axis, the share of \(sought) "
        + "that an attacker would name. Both axes go by powers of ten, because what happens at few "
        + "false alarms matters most. On the dashed diagonal the attacker only guesses.",
      columns: 2,
      charts: Panels(series, lineKey: "model").panels.map { panel in
        chart(panel, title: heading(panel, or: "True against false positives")) {
          $0.kind = .logarithmic
          $0.hasDiagonal = true
          $0.domains = (0.001...1, 0.001...1)
          $0.plotHeight = 300
        }
      })
  }

  private static func general(_ name: String, _ series: [Series]) -> PlotFigure {
    let key = varyingKey(series)
    let panels = Panels(series, lineKey: key).panels
    return PlotFigure(
      title: GroupWords.capitalized(name.split(separator: "-").joined(separator: " ")),
      guide: "As recorded by the audit.", columns: 2,
      charts: panels.map { panel in
        let title = heading(panel, or: "\(panel.yName) by \(panel.xName)")
        guard panel.lines.count <= lineLimit else {
          return Chart(title: title) { _ in SeriesList(panel).node }
        }
        return chart(panel, title: title) { _ in }
      })
  }

  /// The group key that takes most values, which is the one to name lines by.
  private static func varyingKey(_ series: [Series]) -> String {
    var best = (key: "", count: 1)
    let keys = series.flatMap { $0.group.keys }.sorted()
    for key in keys {
      var values: [String] = []
      for one in series {
        guard let value = one.group[key], !values.contains(value) else { continue }
        values.append(value)
      }
      if values.count > best.count { best = (key, values.count) }
    }
    return best.key
  }

  private static func heading(_ panel: Panels.Panel, or fallback: String) -> String {
    panel.group.isEmpty ? fallback : GroupWords.heading(panel.group)
  }

  static func chart(
    _ panel: Panels.Panel, title: String, _ adjust: (inout LineChart) -> Void
  ) -> Chart {
    guard panel.lines.contains(where: { !$0.points.isEmpty }) else {
      return Chart(title: title) { _ in
        .tag("p", ["class": "note"], text: "No points were recorded.")
      }
    }
    var chart = LineChart(
      title: title, xName: panel.xName, yName: panel.yName, lines: panel.lines, marks: panel.marks)
    adjust(&chart)
    let finished = chart
    return Chart(title: title) { id in finished.drawn(id: id) }
  }
}
