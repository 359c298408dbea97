// SPDX-License-Identifier: Apache-2.0

extension ChartFrame {
  /// The names of the lines: beside their ends, or as a key above the plot.
  func names(of chart: LineChart) -> [Node] {
    guard chart.isLabelledDirectly else { return key.shapes(top: 20) }
    let ends = chart.lines.map { line in y.position(line.points.last?.y ?? 0) }
    let heights = LabelSpacing.spread(ends, gap: 15, within: (top + 4)...(bottom - 2))
    return chart.lines.indices.flatMap { index -> [Node] in
      let line = chart.lines[index]
      let end = x.position(line.points.last?.x ?? 0)
      return [
        Drawing.line("leader", from: (end + 2, ends[index]), to: (right + 8, heights[index])),
        Drawing.label(
          line.label, "name \(line.style.name)", x: right + 11, y: heights[index] + 4),
      ]
    }
  }

  /// Vertical lines with their labels above the plot, each on a row of its own.
  func markShapes(_ chart: LineChart) -> [Node] {
    chart.marks.enumerated().flatMap { index, mark -> [Node] in
      let place = x.position(mark.x)
      let row = index % max(markRows, 1)
      let height = top - 5 - 15 * Double(markRows - 1 - row)
      let text = Drawing.fitted(
        "\(mark.label) (\(NumberText.decimal(mark.x)))", within: (right - left) * 0.9)
      let half = Drawing.width(of: text) / 2
      let anchor: Drawing.Anchor =
        place - half < left ? .start : place + half > chart.width ? .end : .middle
      return [
        Drawing.line("mark", from: (place, height + 3), to: (place, bottom)),
        Drawing.label(text, "mark-name", x: place, y: height, anchor: anchor),
      ]
    }
  }
}
