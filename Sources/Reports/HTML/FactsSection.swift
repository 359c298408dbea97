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
    Section.facts.node([factTable, timingTable])
  }

  private var factTable: Node {
    guard !facts.isEmpty else {
      return .tag("p", ["class": "note"], text: "No facts about inputs were recorded.")
    }
    return .tag(
      "table", ["class": "plain facts"],
      [
        .tag("caption", text: "Inputs, digests and settings"),
        head(["Fact", "Value"]),
        .tag(
          "tbody", [:],
          facts.map { fact in
            .tag(
              "tr", [:],
              [
                .tag("th", ["scope": "row"], [.tag("code", text: fact.name)]),
                .tag("td", [:], [value(fact.value)]),
              ])
          }),
      ])
  }

  /// Digests and the like read better in even letters.
  private func value(_ text: String) -> Node {
    let isCode = text.count >= 12 && !text.contains(" ")
    return isCode ? .tag("code", ["class": "digest"], text: text) : .text(text)
  }

  private var timingTable: Node {
    guard !timings.isEmpty else { return .nothing }
    return .tag(
      "table", ["class": "plain facts"],
      [
        .tag("caption", text: "Time and memory on the machine that ran the audit"),
        head(["Measure", "Of", "Value"]),
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

  private func head(_ columns: [String]) -> Node {
    .tag(
      "thead", [:], [.tag("tr", [:], columns.map { .tag("th", ["scope": "col"], text: $0) })])
  }
}
