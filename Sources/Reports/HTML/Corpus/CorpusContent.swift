// SPDX-License-Identifier: Apache-2.0

internal import Evidence

/// The whole page of a corpus: head, header, sections in reading order, footer.
struct CorpusContent {
  let tool: String
  let seed: UInt64
  let facts: [String: String]
  let measures: [Measurement]
  let series: [Series]

  var node: Node {
    .tag(
      "html", ["lang": "en"],
      [
        .tag(
          "head", [:],
          [
            .tag("meta", ["charset": "utf-8"]),
            .tag("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
            .tag("meta", ["name": "color-scheme", "content": "light dark"]),
            .tag("title", text: "Corpus \(facts["recipe"] ?? ""), seed \(seed)"),
            .tag("style", [:], [.styleSheet(StyleSheet.rules)]),
          ]),
        .tag(
          "body", [:],
          [
            .tag("a", ["class": "skip", "href": "#report"], text: "Skip to the tables"), header,
            .tag("main", ["id": "report"], sections), footer,
          ]),
      ])
  }

  private var header: Node {
    .tag(
      "header", ["class": "masthead"],
      [
        .tag("p", ["class": "kicker"], text: "Palimpsest · synthetic corpus"),
        .tag("h1", text: GroupWords.capitalized(facts["recipe"] ?? "corpus")),
        .tag(
          "p", ["class": "byline"],
          [
            "Made with \(tool) · seed ", .tag("span", ["class": "figure"], text: String(seed)),
          ]),
        .tag(
          "nav", ["aria-label": "Sections"],
          [
            .tag(
              "ul", [:],
              CorpusSection.allCases.map { section in
                .tag(
                  "li", [:],
                  [.tag("a", ["href": "#\(section.rawValue)"], text: section.heading)])
              })
          ]),
      ])
  }

  private var sections: [Node] {
    let tables = CorpusTables(measures: measures)
    let plots = CorpusPlots(measures: measures, series: series)
    return [
      CorpusSection.people.node([plots.people.node(index: 1)]),
      CorpusSection.documents.node([
        tables.pivot(
          "documents", row: "kind", column: "set", caption: "Documents by kind and set"),
        plots.copies.node(index: 2),
      ]),
      CorpusSection.spans.node([
        tables.pivot(
          "spans", row: "attribute", column: "disclosure",
          caption: "Marked spans by attribute and by how much they give away")
      ]),
      CorpusSection.texts.node([plots.lengths.node(index: 3), tables.lengths, tables.variety]),
      CorpusSection.facts.node([tables.facts(facts)]),
    ]
  }

  private var footer: Node {
    .tag(
      "footer", [:],
      [
        .tag(
          "p",
          text:
            "Nobody in this corpus lives or ever lived. The page holds no script, loads nothing, "
            + "and shows counts alone. To check the corpus itself, run palimpsest corpus verify.")
      ])
  }
}

/// The parts of a corpus's page in reading order, with the anchors that links point to.
enum CorpusSection: String, CaseIterable {
  case people
  case documents
  case spans
  case texts
  case facts

  var heading: String {
    switch self {
    case .people: "People"
    case .documents: "Documents"
    case .spans: "Ground truth"
    case .texts: "Length and variety"
    case .facts: "Facts"
    }
  }

  /// The section with its heading around the given content.
  func node(_ content: [Node]) -> Node {
    .tag(
      "section", ["id": rawValue, "aria-labelledby": "\(rawValue)-h"],
      [.tag("h2", ["id": "\(rawValue)-h"], text: heading)] + content)
  }
}
