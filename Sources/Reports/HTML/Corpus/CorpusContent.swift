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
            .tag("title", text: "\(title), seed \(seed)"),
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

  /// Such as "Demo corpus" or "Panorama corpus, part 1/4".
  private var title: String {
    let name = GroupWords.capitalized(facts["recipe"].map { "\($0) corpus" } ?? "corpus")
    guard let part = facts["shard"], part != "1/1" else { return name }
    return "\(name), part \(part)"
  }

  private var header: Node {
    .tag(
      "header", ["class": "masthead"],
      [
        .tag("p", ["class": "kicker"], text: "Palimpsest · synthetic corpus"),
        .tag("h1", text: title),
        .tag(
          "p", ["class": "byline"],
          [
            "Made with \(tool) · seed ", .tag("span", ["class": "figure"], text: String(seed)),
          ]),
        summary, navigation,
      ])
  }

  private var summary: Node {
    let words = CorpusWords.summary(facts)
    return words.isEmpty ? .nothing : .tag("p", ["class": "lead"], text: words)
  }

  private var navigation: Node {
    .tag(
      "nav", ["aria-label": "Sections"],
      [
        .tag(
          "ul", [:],
          CorpusSection.allCases.map { section in
            .tag("li", [:], [.tag("a", ["href": "#\(section.rawValue)"], text: section.heading)])
          })
      ])
  }

  private var sections: [Node] {
    let tables = CorpusTables(measures: measures)
    let plots = CorpusPlots(measures: measures, series: series)
    return [
      CorpusSection.people.node([limit, notes, plots.people?.node(index: 1) ?? Self.nobody]),
      CorpusSection.documents.node([
        tables.documents, plots.copies?.node(index: 2) ?? .nothing,
      ]),
      CorpusSection.spans.node([plots.disclosures?.node(index: 3) ?? .nothing, tables.spans]),
      CorpusSection.texts.node([
        plots.comparison?.node(index: 4) ?? .nothing, tables.variety, hint,
        plots.lengths?.node(index: 5) ?? .nothing,
        tables.lengths,
      ]),
      CorpusSection.facts.node([
        FactTable(
          facts: facts.filter { $0.key != "notes" }.sorted { $0.key < $1.key }
            .map { (name: $0.key, value: $0.value) }
        ).node
      ]),
    ]
  }

  /// What to know where only the beginning of the files was read.
  private var limit: Node {
    guard let count = facts["lines-read-at-most"].flatMap(Int.init) else { return .nothing }
    return .tag(
      "p", ["class": "note"],
      text: "At most \(NumberText.count(count)) profiles and documents were read. Documents by "
        + "kind and set, and spans, are counted in the whole corpus; all else in what was read.")
  }

  /// What the corpus's card says to beware of.
  private var notes: Node {
    facts["notes"].map { Node.tag("p", ["class": "note"], text: $0) } ?? .nothing
  }

  private static let nobody = Node.tag("p", ["class": "note"], text: "Nobody was counted.")

  /// How to have other texts beside those of the corpus, where there are none.
  private var hint: Node {
    let sources = CorpusTables.values("source", measures)
    guard sources.allSatisfy({ $0 == "corpus" }) else { return .nothing }
    return .tag(
      "p", ["class": "note"],
      text: "To see the published SynthPAI threads beside these texts, name their folder with "
        + "'palimpsest corpus inspect --compare'.")
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
