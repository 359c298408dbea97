// SPDX-License-Identifier: Apache-2.0

internal import Evidence

/// A criterion's interval drawn against the range that the policy accepts.
struct IntervalStrip {
  let criterion: Criterion

  private static let width = 220.0
  private static let height = 46.0

  /// The picture, or nil where the criterion has no number to draw.
  func drawn(id: String) -> Node? {
    guard let value = criterion.value, value.isFinite else { return nil }
    let bounds = [criterion.atLeast, criterion.atMost].compactMap(\.self).filter(\.isFinite)
    guard !bounds.isEmpty || criterion.interval != nil else { return nil }
    let scale = scale(around: value, bounds)
    return Drawing.image(
      id: id, kind: "strip", width: Self.width, height: Self.height,
      title: "Interval against threshold: \(criterion.name)", description: description(of: value),
      band(scale) + boundLabels(scale) + control(scale) + interval(scale)
        + [Drawing.dot("strip-value", x: scale.position(value), y: 18, radius: 4)])
  }

  private func scale(around value: Double, _ bounds: [Double]) -> Scale {
    var shown = bounds + [value]
    if let control = criterion.control, control.isFinite { shown.append(control) }
    if let interval = criterion.interval {
      shown += [interval.lowerBound, interval.upperBound].filter(\.isFinite)
    }
    let lower = shown.min() ?? value
    let upper = shown.max() ?? value
    let margin = max(0.14 * (upper - lower), 1e-9)
    return Scale(.linear, domain: (lower - margin)...(upper + margin), from: 2, to: Self.width - 2)
  }

  private func band(_ scale: Scale) -> [Node] {
    var shapes = [Drawing.line("axis", from: (scale.start, 30), to: (scale.end, 30))]
    let left = criterion.atLeast.map { scale.position($0) } ?? scale.start
    let right = criterion.atMost.map { scale.position($0) } ?? scale.end
    guard criterion.atLeast != nil || criterion.atMost != nil, left <= right else { return shapes }
    shapes.append(Drawing.rectangle("band", x: left, y: 6, width: right - left, height: 24))
    if criterion.atLeast != nil {
      shapes.append(Drawing.line("bound", from: (left, 4), to: (left, 33)))
    }
    if criterion.atMost != nil {
      shapes.append(Drawing.line("bound", from: (right, 4), to: (right, 33)))
    }
    return shapes
  }

  /// The bounds in figures, turned away from each other where they would touch.
  private func boundLabels(_ scale: Scale) -> [Node] {
    var labels: [(text: String, x: Double)] = []
    for bound in [criterion.atLeast, criterion.atMost] {
      guard let bound else { continue }
      labels.append((NumberText.decimal(bound), scale.position(bound)))
    }
    let halves = labels.map { Drawing.width(of: $0.text) / 2 }
    var centres = labels.indices.map { index in
      min(max(labels[index].x, halves[index]), Self.width - halves[index])
    }
    if centres.count == 2, centres[1] - centres[0] < halves[0] + halves[1] + 8 {
      centres = LabelSpacing.spread(
        centres, gap: halves[0] + halves[1] + 8, within: halves[0]...(Self.width - halves[1]))
    }
    return labels.indices.map { index in
      Drawing.label(labels[index].text, "tick", x: centres[index], y: 44, anchor: .middle)
    }
  }

  private func control(_ scale: Scale) -> [Node] {
    guard let control = criterion.control, control.isFinite else { return [] }
    let x = NumberText.coordinate(scale.position(control))
    let left = NumberText.coordinate(scale.position(control) - 7)
    return [Drawing.path("strip-control", "M\(x) 11L\(left) 18L\(x) 25l7 -7Z")]
  }

  private func interval(_ scale: Scale) -> [Node] {
    guard let interval = criterion.interval else { return [] }
    let low = scale.position(interval.lowerBound)
    let high = scale.position(interval.upperBound)
    return [
      Drawing.line("strip-interval", from: (low, 18), to: (high, 18)),
      Drawing.line("strip-interval", from: (low, 13), to: (low, 23)),
      Drawing.line("strip-interval", from: (high, 13), to: (high, 23)),
    ]
  }

  private func description(of value: Double) -> String {
    var parts = ["Value \(NumberText.decimal(value))"]
    if let interval = criterion.interval {
      parts.append("interval \(NumberText.interval(interval))")
    }
    if let control = criterion.control { parts.append("control \(NumberText.decimal(control))") }
    parts.append("accepted \(criterion.threshold)")
    return parts.joined(separator: "; ") + "."
  }
}
