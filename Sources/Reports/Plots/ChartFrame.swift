// SPDX-License-Identifier: Apache-2.0

/// The room inside a line chart: where plot, axes, key and names stand.
struct ChartFrame {
  let x: Scale
  let y: Scale
  let left: Double
  let right: Double
  let top: Double
  let bottom: Double
  let height: Double
  let key: ChartKey
  let markRows: Int

  init(_ chart: LineChart) {
    let domains = chart.fittedDomains
    let yTicks = Scale(chart.kind, domain: domains.y, from: 0, to: 1).ticks()
    let names = chart.lines.map(\.label)
    key = ChartKey(
      entries: chart.isLabelledDirectly || !chart.isNamed
        ? []
        : chart.lines.map { ($0.label, $0.style.name) }
          + (chart.hasDiagonal ? [("chance", "chance")] : []),
      width: chart.width)
    left = 14 + (yTicks.map { Drawing.width(of: $0.label) }.max() ?? 20)
    let nameRoom = names.map { Drawing.width(of: $0) }.max() ?? 0
    right = chart.width - (chart.isLabelledDirectly ? nameRoom + 16 : 14)
    markRows = min(chart.marks.count, 3)
    top = 24 + key.height + 15 * Double(markRows)
    bottom = top + chart.plotHeight
    height = bottom + 40
    x = Scale(chart.kind, domain: domains.x, from: left, to: right)
    y = Scale(chart.kind, domain: domains.y, from: bottom, to: top)
  }

  /// Grid, ticks and the names of both axes.
  func axes(_ chart: LineChart) -> [Node] {
    var shapes: [Node] = [Drawing.label(chart.yName, "axis-name", x: 2, y: 13)]
    for tick in y.ticks() {
      let height = y.position(tick.value)
      shapes.append(Drawing.line("grid", from: (left, height), to: (right, height)))
      shapes.append(Drawing.label(tick.label, "tick", x: left - 6, y: height + 4, anchor: .end))
    }
    shapes.append(Drawing.line("axis", from: (left, bottom), to: (right, bottom)))
    let room = chart.kind == .linear ? max(2, Int((right - left) / 56)) : 5
    for tick in x.ticks(about: room) {
      let place = x.position(tick.value)
      shapes.append(Drawing.line("axis", from: (place, bottom), to: (place, bottom + 4)))
      let isLast = place > right - 10
      shapes.append(
        Drawing.label(
          tick.label, "tick", x: isLast && chart.kind == .logarithmic ? place + 4 : place,
          y: bottom + 17, anchor: isLast && chart.kind == .logarithmic ? .end : .middle))
    }
    shapes.append(
      Drawing.label(
        chart.xName, "axis-name", x: (left + right) / 2, y: bottom + 34, anchor: .middle))
    return shapes
  }

  /// The line of chance, as a diagonal or as a level.
  func references(_ chart: LineChart) -> [Node] {
    if chart.hasDiagonal {
      return [Drawing.line("chance", from: (left, bottom), to: (right, top))]
    }
    guard let level = chart.level else { return [] }
    let height = y.position(level)
    return [Drawing.line("chance", from: (left, height), to: (right, height))]
  }

  /// One line, with the area under it where the chart is filled.
  func shapes(of line: LineChart.Line, in chart: LineChart) -> [Node] {
    let visible = Self.clipped(line.points, at: x.domain.lowerBound)
    let points = thinned(visible.map { (x: x.position($0.x), y: y.position($0.y)) })
    guard let first = points.first, let last = points.last else { return [] }
    let commands = "M" + points.map { Self.pair($0) }.joined(separator: "L")
    var shapes: [Node] = []
    if chart.isFilled {
      let base = y.position(0)
      shapes.append(
        Drawing.path(
          "area \(line.style.name)",
          "\(commands)L\(Self.pair((last.x, base)))L\(Self.pair((first.x, base)))Z"))
    }
    shapes.append(Drawing.path("line \(line.style.name)", commands))
    shapes += whiskers(of: line)
    if points.count <= 12, !chart.isFilled {
      shapes += points.map {
        Drawing.dot("point \(line.style.name)", x: $0.x, y: $0.y, radius: 2.6)
      }
    }
    return shapes
  }

  /// The interval of each point as an upright line.
  private func whiskers(of line: LineChart.Line) -> [Node] {
    zip(line.points, line.intervals).map { point, interval in
      let place = x.position(point.x)
      return Drawing.line(
        "spread \(line.style.name)", from: (place, y.position(interval.lowerBound)),
        to: (place, y.position(interval.upperBound)))
    }
  }

  /// The points from `bound` on, entering on the straight line from the last point before it.
  static func clipped(
    _ points: [(x: Double, y: Double)], at bound: Double
  ) -> [(x: Double, y: Double)] {
    guard let entry = points.firstIndex(where: { $0.x >= bound }) else { return [] }
    let rest = Array(points[entry...])
    guard entry > 0, points[entry].x > bound else { return rest }
    let (before, after) = (points[entry - 1], points[entry])
    let share = (bound - before.x) / (after.x - before.x)
    return [(x: bound, y: before.y + share * (after.y - before.y))] + rest
  }

  private static func pair(_ point: (x: Double, y: Double)) -> String {
    "\(NumberText.coordinate(point.x)) \(NumberText.coordinate(point.y))"
  }

  /// The points without those that lie within half a unit of the one before; the last one stays.
  private func thinned(_ points: [(x: Double, y: Double)]) -> [(x: Double, y: Double)] {
    var kept: [(x: Double, y: Double)] = []
    for (index, point) in points.enumerated() {
      if let last = kept.last, index < points.count - 1,
        (point.x - last.x).magnitude < 0.5, (point.y - last.y).magnitude < 0.5
      {
        continue
      }
      kept.append(point)
    }
    return kept
  }
}
