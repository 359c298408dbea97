// SPDX-License-Identifier: Apache-2.0

internal import Evidence

/// Charts that belong together, with a heading and a sentence on how to read them.
struct PlotFigure {
  let title: String
  let guide: String
  /// How many charts stand side by side where there is room.
  let columns: Int
  let charts: [Chart]

  /// One picture under its own heading, or the words that stand for one.
  struct Chart {
    let title: String
    let content: @Sendable (_ id: String) -> Node
  }

  func node(index: Int) -> Node {
    .tag(
      "figure", ["class": "plot"],
      [
        .tag("figcaption", [:], [.tag("h3", text: title), .tag("p", text: guide)]),
        .tag(
          "div", ["class": "panels panels-\(columns)"],
          charts.enumerated().map { offset, chart in
            .tag(
              "div", ["class": "panel"],
              [.tag("h4", text: chart.title), chart.content("plot-\(index)-\(offset + 1)")])
          }),
      ])
  }
}
