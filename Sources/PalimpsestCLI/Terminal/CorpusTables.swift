// SPDX-License-Identifier: Apache-2.0

import Evidence

/// The measures of a corpus as tables for people.
enum CorpusTables {
  /// What a corpus is, one line a fact, and below what its card says to beware of.
  static func facts(_ facts: [String: String]) -> String {
    let notes = facts["notes"].map { "note: \($0)\n\n" } ?? ""
    return MeasureLines.table(facts.filter { $0.key != "notes" }) + "\n" + notes
  }

  /// People by facet, documents and spans by two keys, and lengths and variety by kind.
  static func text(_ measures: [Evidence.Measurement]) -> String {
    people(measures) + pivot("documents", "kind", "set", measures)
      + pivot("spans", "attribute", "disclosure", measures) + copies(measures) + texts(measures)
  }

  private static func people(_ measures: [Evidence.Measurement]) -> String {
    var table = TextTable(["people by", "category", "count", "share"])
    for measure in measures where measure.name == "profiles" {
      guard let (facet, category) = measure.group.first, let value = measure.value else { continue }
      table.append([
        facet, category, count(value), share(value, of: measure.n),
      ])
    }
    return table.text + "\n"
  }

  private static func copies(_ measures: [Evidence.Measurement]) -> String {
    var table = TextTable(["member documents trained on", "count"])
    for measure in measures where measure.name == "documents-by-copies" {
      table.append(["\(measure.group["copies"] ?? "") times", count(measure.value ?? 0)])
    }
    return table.text + "\n"
  }

  private static func pivot(
    _ name: String, _ rowKey: String, _ columnKey: String, _ measures: [Evidence.Measurement]
  ) -> String {
    let members = measures.filter { $0.name == name }
    let columns = values(columnKey, members)
    var table = TextTable(["\(name) by \(rowKey)"] + columns + ["all"])
    for row in values(rowKey, members) {
      let cells = columns.map { column in
        members.first { $0.group[rowKey] == row && $0.group[columnKey] == column }?.value ?? 0
      }
      table.append([row] + cells.map(count) + [count(cells.reduce(0, +))])
    }
    return members.isEmpty ? "" : table.text + "\n"
  }

  private static func texts(_ measures: [Evidence.Measurement]) -> String {
    let names = [
      "characters-mean", "characters-median", "distinct-1", "distinct-2", "distinct-3",
      "self-bleu-4", "duplicate-rate",
    ]
    let members = measures.filter { names.contains($0.name) }
    var groups: [[String: String]] = []
    for measure in members where !groups.contains(measure.group) { groups.append(measure.group) }
    var table = TextTable(["texts", "of"] + names)
    for group in groups {
      table.append(
        [group["kind"] ?? "", group["source"] ?? ""]
          + names.map { name in
            NumberText.of(members.first { $0.name == name && $0.group == group }?.value)
          })
    }
    return members.isEmpty ? "" : table.text
  }

  private static func values(_ key: String, _ measures: [Evidence.Measurement]) -> [String] {
    var values: [String] = []
    for measure in measures {
      if let value = measure.group[key], !values.contains(value) { values.append(value) }
    }
    return values
  }

  private static func count(_ value: Double) -> String { String(Int(value)) }

  private static func share(_ value: Double, of n: Int?) -> String {
    guard let n, n > 0 else { return "" }
    return NumberText.of(value / Double(n))
  }
}
