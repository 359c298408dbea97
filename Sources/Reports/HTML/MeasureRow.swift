// SPDX-License-Identifier: Apache-2.0

internal import Evidence

/// One measurement as a row, or the reason why it is missing.
struct MeasureRow {
  let measure: Measurement

  var node: Node {
    let heading = Node.tag(
      "th", ["scope": "row", "role": "rowheader"], text: GroupWords.phrase(measure.group))
    guard let value = measure.value, value.isFinite else {
      return .tag("tr", ["class": "missing", "role": "row"], [heading, reason])
    }
    return .tag(
      "tr", ["role": "row"],
      [
        heading, cell("Value", Cell.value(value)),
        cell("Interval", Cell.interval(measure.interval, level: nil)),
        cell("Level", measure.level.map { .text(NumberText.percent($0)) }),
        cell("n", measure.n.map { .text(NumberText.count($0)) }),
        cell("Control", measure.control.map { Cell.value($0) }),
        cell("Method", measure.method.map { .text($0) }, style: "word"),
        cell("Seed", measure.seed.map { .text(String($0)) }),
      ])
  }

  private var reason: Node {
    let words =
      measure.reason ?? (measure.value == nil ? "no reason was recorded" : "it is not a number")
    return .tag(
      "td", ["colspan": String(MeasureTable.columns.count - 1), "role": "cell"],
      [Symbol.drawn(.absent), .tag("strong", text: "Missing: "), .text(words)])
  }

  private func cell(_ label: String, _ content: Node?, style: String = "figure") -> Node {
    .tag(
      "td", ["class": style, "role": "cell", "data-label": label],
      [content ?? Cell.none("no \(label.lowercased())")])
  }
}
