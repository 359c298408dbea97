// SPDX-License-Identifier: Apache-2.0

internal import Evidence

/// The tables of a corpus's page.
struct CorpusTables {
  let measures: [Measurement]

  /// Counts by two keys, with the sum of each row.
  func pivot(_ name: String, row: String, column: String, caption: String) -> Node {
    let members = measures.filter { $0.name == name }
    let columns = Self.values(column, members)
    let rows = Self.values(row, members).map { label in
      let cells = columns.map { other in
        members.first { $0.group[row] == label && $0.group[column] == other }?.value ?? 0
      }
      return [label] + (cells + [cells.reduce(0, +)]).map { NumberText.decimal($0) }
    }
    guard !rows.isEmpty else { return Self.nothing("None were counted.") }
    return Self.table(
      caption, [GroupWords.capitalized(row)] + columns.map(GroupWords.capitalized) + ["All"], rows)
  }

  /// The lengths of texts by kind.
  var lengths: Node {
    figures(
      "Length of texts in characters",
      [
        ("characters-mean", "Mean"), ("characters-p05", "5 % below"),
        ("characters-median", "Median"), ("characters-p95", "5 % above"),
        ("characters-most", "Longest"),
      ])
  }

  /// How varied texts are, by kind.
  var variety: Node {
    figures(
      "Variety: distinct n-grams over the first 20 000 words of a sample, self-BLEU-4 over a "
        + "sample, exact duplicates over all texts",
      [
        ("distinct-1", "Distinct-1"), ("distinct-2", "Distinct-2"), ("distinct-3", "Distinct-3"),
        ("self-bleu-4", "Self-BLEU-4"), ("duplicate-rate", "Duplicates"),
      ])
  }

  private func figures(_ caption: String, _ columns: [(name: String, heading: String)]) -> Node {
    let members = measures.filter { measure in columns.contains { $0.name == measure.name } }
    var groups: [[String: String]] = []
    for measure in members where !groups.contains(measure.group) { groups.append(measure.group) }
    guard !groups.isEmpty else { return Self.nothing("No texts were read.") }
    let rows = groups.map { group in
      [group["kind"] ?? "", group["source"] ?? ""]
        + columns.map { column in
          let value = members.first { $0.name == column.name && $0.group == group }?.value
          return value.map { NumberText.decimal($0) } ?? "–"
        }
    }
    return Self.table(caption, ["Kind", "Texts of"] + columns.map(\.heading), rows, words: 2)
  }

  /// Facts in the order of their names.
  func facts(_ facts: [String: String]) -> Node {
    Self.table(
      "Inputs, digests and settings", ["Fact", "Value"],
      facts.keys.sorted().map { [$0, facts[$0] ?? ""] }, words: 2)
  }

  private static func values(_ key: String, _ measures: [Measurement]) -> [String] {
    var values: [String] = []
    for measure in measures {
      if let value = measure.group[key], !values.contains(value) { values.append(value) }
    }
    return values
  }

  private static func nothing(_ words: String) -> Node {
    .tag("p", ["class": "note"], text: words)
  }

  /// A table that scrolls sideways on narrow screens; all cells behind `words` are figures.
  private static func table(
    _ caption: String, _ head: [String], _ rows: [[String]], words: Int = 1
  ) -> Node {
    .tag(
      "div", ["class": "scroll", "role": "region", "tabindex": "0", "aria-label": caption],
      [
        .tag(
          "table", ["class": "plain"],
          [
            .tag("caption", text: caption),
            .tag(
              "thead", [:], [.tag("tr", [:], head.map { .tag("th", ["scope": "col"], text: $0) })]),
            .tag("tbody", [:], rows.map { row($0, words: words) }),
          ])
      ])
  }

  private static func row(_ cells: [String], words: Int) -> Node {
    .tag(
      "tr", [:],
      cells.enumerated().map { place, cell in
        place == 0
          ? .tag("th", ["scope": "row"], text: cell)
          : .tag("td", place < words ? [:] : ["class": "figure"], text: cell)
      })
  }
}
