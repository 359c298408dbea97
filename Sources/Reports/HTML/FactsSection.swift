// SPDX-License-Identifier: Apache-2.0

internal import Evidence

/// What the audit was run on and with, and what it took.
struct FactsSection {
  private let facts: [(name: String, value: String)]
  private let timings: [Measurement]

  init(_ document: AuditDocument) {
    facts = document.facts.filter { $0.key != RecheckSection.commandFact }
      .sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }
    timings = document.timings
  }

  var node: Node {
    Section.facts.node([FactTable(facts: facts).node, timingTable])
  }

  private var timingTable: Node {
    guard !timings.isEmpty else { return .nothing }
    return .tag(
      "table", ["class": "plain facts"],
      [
        .tag("caption", text: "Time and memory on the machine that ran the audit"),
        FactTable.head(["Measure", "Of", "Value"]),
        .tag("tbody", [:], timings.map(row)),
      ])
  }

  private func row(_ timing: Measurement) -> Node {
    let value: Node =
      timing.value.map { .text(Quantity.text($0, named: timing.name)) }
      ?? .text("Missing: \(timing.reason ?? "no reason was recorded")")
    return .tag(
      "tr", [:],
      [
        .tag("th", ["scope": "row"], [.tag("code", text: timing.name)]),
        .tag("td", text: GroupWords.phrase(timing.group)),
        .tag("td", ["class": "figure"], [value]),
      ])
  }
}
