// SPDX-License-Identifier: Apache-2.0

internal import Evidence

/// One row for each condition: question, number, bounds, outcome, and what would make it pass.
struct CriteriaSection {
  private let criteria: [Criterion]

  init(_ document: AuditDocument) {
    criteria = document.criteria
  }

  var node: Node {
    guard !criteria.isEmpty else {
      return Section.conditions.node([
        .tag("p", ["class": "note"], text: "No conditions were set, so there is nothing to judge.")
      ])
    }
    return Section.conditions.node([
      .tag(
        "table", ["class": "conditions cards", "role": "table"],
        [
          .tag(
            "caption",
            text: "The conditions that the verdict rests on. In the drawings the shaded part is "
              + "what the policy accepts, the bar with ends is the interval, the dot is the value, "
              + "and the diamond is the control."),
          head,
          .tag(
            "tbody", ["role": "rowgroup"],
            criteria.enumerated().map { row($0.element, index: $0.offset) }),
        ])
    ])
  }

  private static let columns = [
    "Question", "Outcome", "Value", "Interval", "Control", "Threshold",
  ]

  private var head: Node {
    .tag(
      "thead", ["role": "rowgroup"],
      [
        .tag(
          "tr", ["role": "row"],
          Self.columns.map {
            .tag("th", ["scope": "col", "role": "columnheader"], text: $0)
          })
      ])
  }

  private func row(_ criterion: Criterion, index: Int) -> Node {
    .tag(
      "tr", ["role": "row", "class": "tone-\(criterion.outcome.tone.rawValue)"],
      [
        question(criterion),
        cell(
          "Outcome",
          [
            .tag(
              "span", ["class": "outcome"],
              [Symbol.drawn(criterion.outcome.tone), .tag("span", text: criterion.outcome.word)])
          ]),
        cell("Value", [Cell.value(criterion.value)]),
        cell("Interval", interval(criterion, index: index)),
        cell("Control", [criterion.control.map { Cell.value($0) } ?? Cell.none("no control")]),
        cell(
          "Threshold",
          [criterion.threshold.isEmpty ? Cell.none("none set") : .text(criterion.threshold)]),
      ])
  }

  private func question(_ criterion: Criterion) -> Node {
    var content: [Node] = [
      .tag("span", ["class": "question"], text: criterion.question),
      .tag("code", ["class": "name"], text: criterion.name),
    ]
    if !criterion.required {
      content.append(.tag("span", ["class": "informs"], text: "informs only"))
    }
    content.append(.tag("p", ["class": "found"], text: criterion.finding))
    if !criterion.remedy.isEmpty {
      content.append(
        .tag(
          "p", ["class": "remedy"],
          [.tag("strong", text: "To pass: "), .text(criterion.remedy)]))
    }
    return .tag("th", ["scope": "row", "role": "rowheader"], content)
  }

  private func interval(_ criterion: Criterion, index: Int) -> [Node] {
    var content = [Cell.interval(criterion.interval, level: criterion.level)]
    if let strip = IntervalStrip(criterion: criterion).drawn(id: "strip-\(index + 1)") {
      content.append(strip)
    }
    return content
  }

  private func cell(_ label: String, _ content: [Node]) -> Node {
    .tag(
      "td",
      ["role": "cell", "class": "figure", "data-label": label],
      [.tag("div", [:], content)])
  }
}
