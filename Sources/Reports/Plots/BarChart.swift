// SPDX-License-Identifier: Apache-2.0

/// Horizontal bars with interval whiskers, in named groups; each bar carries its name and value.
struct BarChart {
  /// One bar; without a value it says that it is missing.
  struct Bar {
    let label: String
    let style: LineStyle
    let value: Double?
    let interval: ClosedRange<Double>?
  }

  /// Bars that belong together.
  struct Group {
    let label: String
    let bars: [Bar]
  }

  var title: String
  var groups: [Group]
  var width = 440.0
  /// The words for a value, beside its bar and in the description.
  var words: @Sendable (Double) -> String = { NumberText.decimal($0) }

  private static let barHeight = 16.0
  private static let rowHeight = 24.0
  private static let headHeight = 28.0

  private var height: Double {
    groups.reduce(4) { $0 + Self.headHeight(of: $1) + Self.rowHeight * Double($1.bars.count) }
  }

  /// The room for a group's name; a group without one needs none.
  private static func headHeight(of group: Group) -> Double {
    group.label.isEmpty ? 4 : headHeight
  }

  private var scale: Scale {
    let bars = groups.flatMap(\.bars)
    let ends = bars.compactMap(\.value) + bars.compactMap { $0.interval?.upperBound }
    let lows = bars.compactMap { $0.interval?.lowerBound } + bars.compactMap(\.value)
    let names = bars.map { Drawing.width(of: $0.label) }.max() ?? 0
    return Scale(
      .linear, domain: min(lows.min() ?? 0, 0)...max(ends.max() ?? 1, 1e-9),
      from: min(names + 12, width / 3), to: width - room(for: bars))
  }

  /// The room for the words behind the longest bar.
  private func room(for bars: [Bar]) -> Double {
    max(58, 14 + (bars.compactMap(\.value).map { Drawing.width(of: words($0)) }.max() ?? 0))
  }

  /// The picture, with its words for those who do not see it.
  func drawn(id: String) -> Node {
    let scale = scale
    var shapes: [Node] = []
    var top = 0.0
    for group in groups {
      if !group.label.isEmpty {
        shapes.append(Drawing.label(group.label, "bar-group", x: 2, y: top + 19))
      }
      top += Self.headHeight(of: group)
      for bar in group.bars {
        shapes += self.shapes(of: bar, top: top, scale)
        top += Self.rowHeight
      }
    }
    let zero = scale.position(0)
    let start = (groups.first.map(Self.headHeight) ?? Self.headHeight) - 4
    shapes.append(Drawing.line("axis", from: (zero, start), to: (zero, height - 4)))
    return Drawing.image(
      id: id, kind: "chart", width: width, height: height, title: title,
      description: description, shapes)
  }

  private func shapes(of bar: Bar, top: Double, _ scale: Scale) -> [Node] {
    let zero = scale.position(0)
    let middle = top + Self.barHeight / 2
    let name = Drawing.label(
      Drawing.fitted(bar.label, within: width / 3), "name", x: scale.start - 8, y: middle + 4,
      anchor: .end)
    guard let value = bar.value else {
      return [name, Drawing.label("missing", "tick", x: zero + 8, y: middle + 4)]
    }
    let end = scale.position(value)
    var shapes = [
      name,
      Drawing.rectangle(
        "bar \(bar.style.name)", x: min(zero, end), y: top,
        width: max((end - zero).magnitude, 0.6), height: Self.barHeight),
    ]
    var reach = max(zero, end)
    if let interval = bar.interval {
      let low = scale.position(interval.lowerBound)
      let high = scale.position(interval.upperBound)
      reach = max(reach, high)
      shapes.append(Drawing.line("whisker", from: (low, middle), to: (high, middle)))
      for cap in [low, high] {
        shapes.append(Drawing.line("whisker", from: (cap, middle - 4), to: (cap, middle + 4)))
      }
    }
    shapes.append(Drawing.label(words(value), "name", x: reach + 8, y: middle + 4))
    return shapes
  }

  private var description: String {
    groups.flatMap { group in
      group.bars.map { bar -> String in
        let name = group.label.isEmpty ? bar.label : "\(group.label), \(bar.label)"
        guard let value = bar.value else { return "\(name): missing." }
        let ends = bar.interval.map { ", interval \(NumberText.interval($0))" } ?? ""
        return "\(name): \(words(value))\(ends)."
      }
    }.joined(separator: " ")
  }
}
