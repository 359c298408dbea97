// SPDX-License-Identifier: Apache-2.0

internal import Evidence

/// Located facts about single records, with masked identifiers.
struct FindingsSection {
  private let findings: [Finding]

  /// A page with more rows than this is of no use to a reader; the bundle holds them all.
  private static let limit = 200
  private static let columns = [
    "Finding", "Risk", "Unit", "Outcome", "Where", "Identifier", "Digest",
  ]

  init(_ document: AuditDocument) {
    findings = document.findings
  }

  var node: Node {
    guard !findings.isEmpty else {
      return Section.findings.node([
        .tag("p", ["class": "note"], text: "No single record stood out.")
      ])
    }
    let caption = "Facts about single records; identifiers stand masked and as keyed digests"
    return Section.findings.node([
      scrolled(
        caption: caption,
        .tag(
          "table", ["class": "plain"],
          [
            .tag("caption", text: caption),
            .tag(
              "thead", [:],
              [.tag("tr", [:], Self.columns.map { .tag("th", ["scope": "col"], text: $0) })]),
            .tag("tbody", [:], findings.prefix(Self.limit).map(row)),
          ])),
      remainder,
    ])
  }

  private func row(_ finding: Finding) -> Node {
    .tag(
      "tr", [:],
      [
        .tag("th", ["scope": "row"], [.tag("code", text: finding.id)]),
        .tag("td", text: finding.risk), .tag("td", text: finding.unit),
        .tag("td", text: finding.outcome), .tag("td", text: finding.location),
        .tag("td", [:], [.tag("code", text: finding.masked)]),
        .tag("td", [:], [.tag("code", ["class": "digest"], text: finding.digest)]),
      ])
  }

  private var remainder: Node {
    guard findings.count > Self.limit else { return .nothing }
    let rest = NumberText.count(findings.count - Self.limit)
    return .tag(
      "p", ["class": "note"],
      text: "\(rest) more findings stand in the bundle's findings.jsonl.")
  }

  /// A table that scrolls sideways on narrow screens, also by keyboard.
  private func scrolled(caption: String, _ table: Node) -> Node {
    .tag(
      "div", ["class": "scroll", "role": "region", "tabindex": "0", "aria-label": caption], [table])
  }
}
