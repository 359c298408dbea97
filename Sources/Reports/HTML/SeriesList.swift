// SPDX-License-Identifier: Apache-2.0

/// A table of many series by their ends, where a chart would be a tangle.
struct SeriesList {
  private let panel: Panels.Panel

  init(_ panel: Panels.Panel) {
    self.panel = panel
  }

  var node: Node {
    .tag(
      "table", ["class": "plain"],
      [
        .tag("caption", text: "\(panel.yName) by \(panel.xName)"),
        .tag(
          "thead", [:],
          [
            .tag(
              "tr", [:],
              ["Series", "Points", "First", "Last"].map { .tag("th", ["scope": "col"], text: $0) })
          ]),
        .tag("tbody", [:], panel.lines.map(row)),
      ])
  }

  private func row(_ line: LineChart.Line) -> Node {
    .tag(
      "tr", [:],
      [
        .tag("th", ["scope": "row"], text: line.label),
        .tag("td", ["class": "figure"], text: NumberText.count(line.points.count)),
        .tag("td", ["class": "figure"], [Cell.value(line.points.first?.y)]),
        .tag("td", ["class": "figure"], [Cell.value(line.points.last?.y)]),
      ])
  }
}
