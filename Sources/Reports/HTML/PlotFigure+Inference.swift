// SPDX-License-Identifier: Apache-2.0

internal import Evidence

extension PlotFigure {
  /// The curves of an audit of texts, in their order.
  static let inference = [
    "hardness-curve", "learning-curve", "reliability", "link-curve",
  ]

  /// How inference and linkage go; nil for another name.
  static func inference(_ name: String, _ series: [Series]) -> PlotFigure? {
    switch name {
    case "hardness-curve":
      curve(
        "Accuracy by how hard an attribute is to tell",
        "Grades are those of readers of the texts: 1 is said outright, 5 is hard even with a search. "
          + "Accuracy should not rise from left to right. Upright strokes are intervals.", series)
    case "learning-curve":
      curve(
        "Accuracy by how much of an author is read",
        "How often attributes are told from so many texts of an author, all attributes together. Where "
          + "the line is still rising at its right end, more texts would tell more.", series)
    case "reliability":
      curve(
        "Is an adversary as right as it is certain?",
        "The share of right guesses among those of like certainty. On the dashed diagonal certainty can "
          + "be relied on; below it the adversary is too sure.", series, isReliability: true)
    case "link-curve":
      curve(
        "How soon an author's other account is found",
        "The share of accounts that are among the first so many of the candidates. The line of chance is "
          + "what guessing gives.", series)
    default: nil
    }
  }

  private static func curve(
    _ title: String, _ guide: String, _ series: [Series], isReliability: Bool = false
  ) -> PlotFigure {
    PlotFigure(
      title: title, guide: guide, columns: 2,
      charts: Panels(series, lineKey: "of").panels.map { panel in
        let words = panel.group.isEmpty ? "\(panel.yName) by \(panel.xName)" : nil
        return chart(
          panel,
          title: words.map { GroupWords.capitalized($0) } ?? GroupWords.heading(panel.group)
        ) {
          $0.plotHeight = 240
          guard isReliability else { return }
          $0.hasDiagonal = true
          $0.domains = (0...1, 0...1)
        }
      })
  }

  /// The baselines and the adversaries that are drawn, in the order of their bars; others follow.
  private static let barAdversaries = ["random", "majority", "linear", "lexicon", "sets"]

  /// Which attributes leak, and to whom; beside what was told before a defence, where there was one.
  static func textAttributes(_ measures: [Measurement]) -> [PlotFigure] {
    let told = measures.filter {
      $0.name == "accuracy-top1" && $0.group["attribute"] != nil
        && $0.group["attribute"] != "all" && $0.group["hardness"] == nil
        && $0.group["certainty"] == nil && $0.group["level"] != "country"
    }
    let after = told.filter { $0.group["texts"] == nil }
    let before = told.filter { $0.group["texts"] == "before" }
    guard !after.isEmpty else { return [] }
    let effects = measures.filter { $0.name == "defence-effect" && $0.group["level"] != "country" }
    return [leaks(after)]
      + (before.isEmpty
        ? [] : [DefenceFigure(before: before, after: after, effects: effects).figure])
  }

  private static func leaks(_ told: [Measurement]) -> PlotFigure {
    let names = adversaries(told)
    let styles = LineStyle.assigned(to: names)
    let groups = attributeNames(told).map { attribute in
      BarChart.Group(
        label: attributeWords(attribute),
        bars: names.indices.compactMap { index in
          told.first {
            $0.group["attribute"] == attribute && $0.group["adversary"] == names[index]
          }.map { bar(names[index], styles[index], $0) }
        })
    }
    return PlotFigure(
      title: "Which attributes leak, and to whom",
      guide:
        "How often each adversary tells an attribute from an author's texts. Where a bar's thin line, "
        + "its interval, lies wholly beyond the bar of the majority, the texts give the attribute away; "
        + "places are told by region.",
      columns: 2,
      charts: halves(groups).map { groups in
        let chart = BarChart(title: "Share of authors told right", groups: groups)
        return Chart(title: "Share of authors told right") { id in chart.drawn(id: id) }
      })
  }

  static func bar(_ label: String, _ style: LineStyle, _ measure: Measurement)
    -> BarChart.Bar
  {
    BarChart.Bar(
      label: label, style: style, value: measure.value.flatMap { $0.isFinite ? $0 : nil },
      interval: measure.interval)
  }

  private static func adversaries(_ measures: [Measurement]) -> [String] {
    var names = barAdversaries.filter { name in
      measures.contains { $0.group["adversary"] == name }
    }
    for measure in measures {
      if let name = measure.group["adversary"], !names.contains(name) { names.append(name) }
    }
    return names
  }

  static func attributeNames(_ measures: [Measurement]) -> [String] {
    measures.reduce(into: []) { names, measure in
      if let name = measure.group["attribute"], !names.contains(name) { names.append(name) }
    }
  }

  /// Two columns of like length; one where there is little.
  static func halves(_ groups: [BarChart.Group]) -> [[BarChart.Group]] {
    guard groups.count > 3 else { return groups.isEmpty ? [] : [groups] }
    let middle = (groups.count + 1) / 2
    return [Array(groups[..<middle]), Array(groups[middle...])]
  }

  static func attributeWords(_ attribute: String) -> String {
    switch attribute {
    case "city_country": "place of living"
    case "birth_city_country": "place of birth"
    default: attribute.split(separator: "_").joined(separator: " ")
    }
  }
}
