// SPDX-License-Identifier: Apache-2.0

internal import Evidence

/// Every curve and bar of the audit: known ones in their own form, others as plain lines.
struct PlotsSection {
  private let figures: [PlotFigure]

  init(_ document: AuditDocument) {
    var names: [String] = []
    for series in document.series where !names.contains(series.name) { names.append(series.name) }
    let known = PlotFigure.known.filter { names.contains($0) }
    let rest = names.filter { !PlotFigure.known.contains($0) }
    let bars = [
      PlotFigure.attributes(document.measures), PlotFigure.extraction(document.measures),
      PlotFigure.bars(document.measures),
    ]
    figures =
      known.map { PlotFigure(name: $0, of: document.series) } + bars.compactMap(\.self)
      + rest.map { PlotFigure(name: $0, of: document.series) }
  }

  var node: Node {
    guard !figures.isEmpty else {
      return Section.plots.node([
        .tag("p", ["class": "note"], text: "This audit recorded no curves.")
      ])
    }
    return Section.plots.node(figures.enumerated().map { $0.element.node(index: $0.offset + 1) })
  }
}
