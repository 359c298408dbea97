// SPDX-License-Identifier: Apache-2.0

internal import Evidence

/// The whole page: head, header, sections in reading order, footer.
struct Page {
  let document: AuditDocument

  init(_ document: AuditDocument) {
    self.document = document
  }

  var node: Node {
    .tag(
      "html", ["lang": "en"],
      [
        .tag(
          "head", [:],
          [
            .tag("meta", ["charset": "utf-8"]),
            .tag(
              "meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
            .tag("meta", ["name": "color-scheme", "content": "light dark"]),
            .tag("title", text: "\(document.verdict.word): \(title)"),
            .tag("style", [:], [.styleSheet(StyleSheet.rules)]),
          ]),
        .tag(
          "body", [:],
          [.tag("a", ["class": "skip", "href": "#report"], text: "Skip to the report")]
            + [header, .tag("main", ["id": "report"], sections), footer]),
      ])
  }

  /// `audit recommender` reads as "Recommender audit".
  private var title: String {
    let words = document.kind.split(separator: " ").map(String.init)
    guard words.count > 1, words[0] == "audit" else {
      return GroupWords.capitalized(document.kind)
    }
    return GroupWords.capitalized(words.dropFirst().joined(separator: " ")) + " audit"
  }

  private var header: Node {
    .tag(
      "header", ["class": "masthead"],
      [
        .tag("p", ["class": "kicker"], text: "Palimpsest · privacy audit"),
        .tag("h1", text: title),
        .tag(
          "p", ["class": "byline"],
          [
            "Made with \(document.tool) · seed ",
            .tag("span", ["class": "figure"], text: String(document.seed)),
          ]),
        .tag(
          "nav", ["aria-label": "Sections"],
          [
            .tag(
              "ul", [:],
              order.map { section in
                .tag(
                  "li", [:],
                  [.tag("a", ["href": "#\(section.rawValue)"], text: section.heading)])
              })
          ]),
      ])
  }

  /// The sections in reading order: where a picture says at a glance what dozens of conditions say one by
  /// one, it comes before them.
  private var order: [Section] {
    guard !PlotFigure.textAttributes(document.measures).isEmpty else { return Section.allCases }
    let rest = Section.allCases.filter { ![.account, .verdict, .plots].contains($0) }
    return [.account, .verdict, .plots] + rest
  }

  private var sections: [Node] { order.map(node) }

  private func node(_ section: Section) -> Node {
    switch section {
    case .account: AccountSection(document).node
    case .verdict: VerdictSection(document).node
    case .conditions: CriteriaSection(document).node
    case .plots: PlotsSection(document).node
    case .measures: MeasuresSection(document).node
    case .findings: FindingsSection(document).node
    case .facts: FactsSection(document).node
    case .recheck: RecheckSection(document).node
    }
  }

  private var footer: Node {
    .tag(
      "footer", [:],
      [
        .tag(
          "p",
          text: "This page is technical evidence, not legal advice. It holds no script and loads "
            + "nothing; identifiers in it are masked unless the audit was told to show them.")
      ])
  }
}
