// SPDX-License-Identifier: Apache-2.0

internal import Evidence

/// Everything measured, by what it tells about and by name; what is missing says why.
struct MeasuresSection {
  private let measures: [Measurement]

  init(_ document: AuditDocument) {
    measures = document.measures
  }

  var node: Node {
    guard !measures.isEmpty else {
      return Section.measures.node([
        .tag("p", ["class": "note"], text: "This audit recorded no measures.")
      ])
    }
    return Section.measures.node(
      MeasureWords.Topic.allCases.map { table(of: $0) } + [Glossary(measures).node])
  }

  private func table(of topic: MeasureWords.Topic) -> Node {
    let members = measures.filter { MeasureWords.topic(of: $0.name) == topic }
    guard !members.isEmpty else { return .nothing }
    var names: [String] = []
    for measure in members where !names.contains(measure.name) { names.append(measure.name) }
    return .tag(
      "table", ["class": "measures cards", "role": "table"],
      [.tag("caption", text: topic.rawValue), MeasureTable.head]
        + names.map { name in MeasureTable.body(name, members.filter { $0.name == name }) })
  }
}
