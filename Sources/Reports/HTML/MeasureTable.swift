// SPDX-License-Identifier: Apache-2.0

internal import Evidence

/// The parts of a table of measures.
enum MeasureTable {
  static let columns = [
    "Of", "Value", "Interval", "Level", "n", "Control", "Method", "Seed",
  ]

  static var head: Node {
    .tag(
      "thead", ["role": "rowgroup"],
      [
        .tag(
          "tr", ["role": "row"],
          columns.map { column in
            let style = column == "Of" || column == "Method" ? "word" : "figure"
            return .tag(
              "th", ["scope": "col", "role": "columnheader", "class": style], text: column)
          })
      ])
  }

  /// All measurements of one name under a row that explains it.
  static func body(_ name: String, _ measures: [Measurement]) -> Node {
    let isInvalid = name == MeasureWords.invalidControl
    let sorted = measures.enumerated().sorted { one, other in
      let keys = [one, other].map { GroupWords.sortKey($0.element.group) }
      return keys[0] != keys[1]
        ? keys[0].lexicographicallyPrecedes(keys[1]) : one.offset < other.offset
    }
    return .tag(
      "tbody", ["role": "rowgroup", "class": isInvalid ? "invalid" : "valid"],
      [
        .tag(
          "tr", ["class": "measure-name", "role": "row"],
          [
            .tag(
              "th",
              [
                "colspan": String(columns.count), "scope": "rowgroup", "role": "rowheader",
              ],
              title(name, isInvalid: isInvalid))
          ])
      ] + sorted.map { MeasureRow(measure: $0.element).node })
  }

  private static func title(_ name: String, isInvalid: Bool) -> [Node] {
    var content: [Node] = [.tag("code", text: name)]
    if isInvalid {
      content += [
        " ", .tag("strong", ["class": "warning"], text: "Invalid control: do not judge by it"),
        .tag(
          "span", ["class": "explanation"],
          text: "Erased pairs against random ones. Shown for comparison only: it measures taste, "
            + "not membership, so it stays far from 0.5 in models that never saw the data."),
      ]
    } else if !MeasureWords.explanation(of: name).isEmpty {
      content.append(
        .tag("span", ["class": "explanation"], text: MeasureWords.explanation(of: name)))
    }
    return content
  }
}
