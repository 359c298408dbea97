// SPDX-License-Identifier: Apache-2.0

/// Names and values of what something was made from and with.
struct FactTable {
  let facts: [(name: String, value: String)]

  var node: Node {
    guard !facts.isEmpty else {
      return .tag("p", ["class": "note"], text: "No facts about inputs were recorded.")
    }
    return .tag(
      "table", ["class": "plain facts"],
      [
        .tag("caption", text: "Inputs, digests and settings"),
        Self.head(["Fact", "Value"]),
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

  /// A row of headings.
  static func head(_ columns: [String]) -> Node {
    .tag(
      "thead", [:], [.tag("tr", [:], columns.map { .tag("th", ["scope": "col"], text: $0) })])
  }
}
