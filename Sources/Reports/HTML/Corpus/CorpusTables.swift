// SPDX-License-Identifier: Apache-2.0

internal import Evidence

/// The tables of a corpus's page.
struct CorpusTables {
  let measures: [Measurement]

  /// Documents by kind and set.
  var documents: Node {
    pivot(
      "documents", row: "kind", column: "set", title: "By kind and set",
      guide: "Members are retain, forget and neighbour: together what a model is trained on. Twin "
        + "and unseen must never be trained on.")
  }

  /// Marked spans by attribute and disclosure.
  var spans: Node {
    pivot(
      "spans", row: "attribute", column: "disclosure", title: "By attribute",
      guide: "The number of marked spans. The last rows are facts of a document alone, such as a "
        + "price.")
  }

  /// Counts by two keys, with the sum of each row and of each column.
  private func pivot(
    _ name: String, row: String, column: String, title: String, guide: String
  ) -> Node {
    let members = measures.filter { $0.name == name }
    guard !members.isEmpty else { return Self.nothing("None were counted.") }
    let columns = CorpusWords.ordered(Self.values(column, members))
    let labels = Self.values(row, members)
    let counts = labels.map { label in
      columns.map { other in
        members.first { $0.group[row] == label && $0.group[column] == other }?.value ?? 0
      }
    }
    let sums = columns.indices.map { place in counts.reduce(0) { $0 + $1[place] } }
    let rows = zip(labels + ["all"], counts + [sums]).map { label, cells -> [String?] in
      [label] + (cells + [cells.reduce(0, +)]).map { NumberText.decimal($0) }
    }
    return CountTable(
      id: name, title: title, guide: guide,
      head: [GroupWords.capitalized(row)] + columns.map(GroupWords.capitalized) + ["All"],
      rows: rows
    ).node
  }

  /// The lengths of texts by kind.
  var lengths: Node {
    figures(
      "lengths", title: "Length in characters", guide: "Of all texts.", count: "characters-mean",
      columns: [
        ("characters-mean", "Mean"), ("characters-p05", "5th percentile"),
        ("characters-median", "Median"), ("characters-p95", "95th percentile"),
        ("characters-most", "Longest"),
      ])
  }

  /// How varied texts are, by kind.
  var variety: Node {
    figures(
      "variety", title: "Variety by kind",
      guide: "Distinct-n: the share of different n-grams among all, over the first "
        + "\(NumberText.count(20_000)) words of a sample. Self-BLEU-4: how much of a sampled text "
        + "is found in the others of the sample. Duplicates: the share of all texts that equal an "
        + "earlier one. More varied texts have more distinct n-grams and a lower self-BLEU.",
      count: "self-bleu-4", countName: "Sample",
      columns: [
        ("distinct-1", "Distinct-1"), ("distinct-2", "Distinct-2"), ("distinct-3", "Distinct-3"),
        ("self-bleu-4", "Self-BLEU-4"), ("duplicate-rate", "Duplicates"),
      ])
  }

  /// Measures by kind and source, with the number of texts that one of them is of.
  private func figures(
    _ id: String, title: String, guide: String, count: String, countName: String = "Texts",
    columns: [(name: String, heading: String)]
  ) -> Node {
    let members = measures.filter { measure in columns.contains { $0.name == measure.name } }
    var groups: [[String: String]] = []
    for measure in members where !groups.contains(measure.group) { groups.append(measure.group) }
    guard !groups.isEmpty else { return Self.nothing("No texts were read.") }
    // Texts of other sources stand below those of the corpus of their kind.
    let sorted = Self.values("kind", members).flatMap { kind in
      groups.filter { $0["kind"] == kind }
    }
    let rows = sorted.map { group -> [String?] in
      let own = members.filter { $0.group == group }
      let n = own.first { $0.name == count }?.n
      return [group["kind"] ?? "", CorpusWords.source(group["source"] ?? "")]
        + [n.map(NumberText.count)]
        + columns.map { column in
          own.first { $0.name == column.name }?.value.map { NumberText.decimal($0) }
        }
    }
    return CountTable(
      id: id, title: title, guide: guide,
      head: ["Kind", "Texts of", countName] + columns.map(\.heading), rows: rows, wordColumns: 2
    ).node
  }

  /// The values of a key in the order in which they first come.
  static func values(_ key: String, _ measures: [Measurement]) -> [String] {
    var values: [String] = []
    for measure in measures {
      if let value = measure.group[key], !values.contains(value) { values.append(value) }
    }
    return values
  }

  private static func nothing(_ words: String) -> Node {
    .tag("p", ["class": "note"], text: words)
  }
}
