// SPDX-License-Identifier: Apache-2.0

/// A table of figures under its heading; it scrolls sideways where there is little room.
struct CountTable {
  /// What the anchors of its heading begin with.
  let id: String
  let title: String
  /// A sentence on how to read it; empty for none.
  let guide: String
  let head: [String]
  /// The cells; nil is a value that is missing.
  let rows: [[String?]]
  /// How many columns at the left hold words; all others hold figures.
  var wordColumns = 1

  var node: Node {
    .tag(
      "div", ["class": "block"],
      [
        .tag("h3", ["id": "\(id)-t"], text: title),
        guide.isEmpty ? .nothing : .tag("p", ["class": "note"], text: guide),
        .tag(
          "div",
          ["class": "scroll", "role": "region", "tabindex": "0", "aria-labelledby": "\(id)-t"],
          [
            .tag(
              "table", ["class": "plain counts", "aria-labelledby": "\(id)-t"],
              [
                .tag("thead", [:], [.tag("tr", [:], head.enumerated().map(heading))]),
                .tag("tbody", [:], rows.map { .tag("tr", [:], $0.enumerated().map(cell)) }),
              ])
          ]),
      ])
  }

  private func heading(_ place: Int, _ text: String) -> Node {
    .tag("th", ["scope": "col", "class": place < wordColumns ? "word" : "figure"], text: text)
  }

  private func cell(_ place: Int, _ text: String?) -> Node {
    let content = text.map(Node.text) ?? Cell.none("no value")
    if place == 0 { return .tag("th", ["scope": "row"], [content]) }
    if place < wordColumns { return .tag("td", ["class": "word"], [content]) }
    return .tag("td", ["class": text == "0" ? "figure zero" : "figure"], [content])
  }
}
