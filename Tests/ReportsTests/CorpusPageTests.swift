// SPDX-License-Identifier: Apache-2.0

import Evidence
import Foundation
import Reports
import Testing

@Suite struct CorpusPageTests {
  private static let measures = [
    Measurement("profiles", 30, n: 40, group: ["sex": "female"]),
    Measurement("profiles", 10, n: 40, group: ["sex": "male"]),
    Measurement("profiles", 40, n: 40, group: ["age-band": "25-34"]),
    Measurement("documents", 7, n: 9, group: ["kind": "social", "set": "retain"]),
    Measurement("documents", 2, n: 9, group: ["kind": "ad", "set": "twin"]),
    Measurement("spans", 1234, n: 1234, group: ["attribute": "age", "disclosure": "implied"]),
    Measurement("documents-by-copies", 5, n: 9, group: ["copies": "25"]),
    Measurement("characters-mean", 120.5, n: 9, group: ["kind": "social", "source": "corpus"]),
    Measurement("distinct-2", 0.75, n: 80, group: ["kind": "social", "source": "corpus"]),
    Measurement(
      missing: "self-bleu-4", reason: "there are too few texts",
      group: ["kind": "social", "source": "corpus"]),
  ]

  private func page(
    facts: [String: String] = ["recipe": "demo"], measures: [Evidence.Measurement] = Self.measures,
    series: [Series] = [
      Series(
        "text-length", group: ["kind": "social", "source": "corpus"], xName: "characters",
        yName: "share of texts", x: [8, 11, 16], y: [0.2, 0.5, 0.3])
    ]
  ) -> String {
    CorpusPage.render(
      tool: "palimpsest 0", seed: 7, facts: facts, measures: measures, series: series)
  }

  @Test func thePageIsWellFormedAndNeedsNothingOutside() throws {
    let page = page()
    try WellFormedness.check(page.replacing("<!DOCTYPE html>", with: ""))
    for word in ["<script", "http:", "https:", "src=", "@import", "url("] {
      #expect(!page.contains(word), "\(word)")
    }
    #expect(page == self.page())
  }

  @Test func everyNumberStandsInItsTable() {
    let page = page()
    // Counts by kind and set with sums of rows and columns (7 + 0, 0 + 2, 7 + 2), a thousand with
    // its narrow space, and a dash with words for what is missing.
    #expect(page.contains("<td class=\"figure\">7</td>"))
    let documents = page.components(between: "id=\"documents-t\"", and: "</table>")
    #expect(documents.contains("<td class=\"figure zero\">0</td>"))
    #expect(documents.hasSuffix("<td class=\"figure\">9</td></tr></tbody>"))
    #expect(page.contains("1\u{202F}234"))
    #expect(page.contains("<td class=\"figure\">0.750</td>"))
    #expect(page.contains("<span class=\"hidden\">no value</span>"))
    #expect(page.contains("female") && page.contains("25 times"))
  }

  @Test func sharesOfPeopleAreWrittenAsPercentages() {
    let page = page()
    // 30 of 40 and 10 of 40.
    #expect(page.contains(">75\u{202F}%</text>") && page.contains(">25\u{202F}%</text>"))
    #expect(page.contains("The share of 40 people"))
  }

  @Test func theHeaderSumsUpTheCorpusAndNamesThePart() {
    let page = page(facts: [
      "recipe": "demo", "shard": "2/4", "profiles": "1", "documents": "3480", "spans": "9191",
      "examples": "11172", "canaries": "1", "questions": "0",
    ])
    #expect(page.contains("<h1>Demo corpus, part 2/4</h1>"))
    #expect(
      page.contains(
        "1 person, 3\u{202F}480 documents and 9\u{202F}191 marked spans. "
          + "11\u{202F}172 training examples and 1 canary.</p>"))
  }

  @Test func publishedTextsStandBesideThoseOfTheirKindOrThePageSaysHow() throws {
    let hint = "corpus inspect --compare"
    #expect(page().contains(hint))
    let other = [
      Measurement("distinct-2", 0.25, n: 80, group: ["kind": "ad", "source": "corpus"]),
      Measurement("distinct-2", 0.5, n: 80, group: ["kind": "social", "source": "synthpai"]),
    ]
    let page = page(measures: Self.measures + other)
    #expect(!page.contains(hint) && page.contains("Beside texts that others published"))
    // In the table of variety the published row follows the one of the corpus's own kind.
    let table = try #require(page.range(of: "id=\"variety-t\"")).upperBound
    let published = try #require(page[table...].range(of: ">SynthPAI</td>")).lowerBound
    let next = try #require(page[table...].range(of: ">ad</th>")).lowerBound
    #expect(published < next)
  }

  @Test func aPageOfABeginningSaysSo() {
    #expect(page(facts: ["lines-read-at-most": "1000"]).contains("At most 1\u{202F}000 profiles"))
    #expect(!page().contains("At most"))
  }

  @Test func whatToBewareOfStandsOnceAndWithThePeople() throws {
    let page = page(facts: ["notes": "Several people share <one> number."])
    #expect(page.components(separatedBy: "Several people share &lt;one&gt; number.").count == 2)
    let note = try #require(page.range(of: "Several people")).lowerBound
    let documents = try #require(page.range(of: "id=\"documents-t\"")).lowerBound
    #expect(note < documents && !page.contains(">notes<"))
  }

  @Test func everyTableAndPlotHasAHeadingAndFiguresStandToTheRight() {
    let page = page()
    for id in ["documents", "spans", "variety", "lengths"] {
      #expect(page.contains("<h3 id=\"\(id)-t\">"), "\(id)")
      #expect(page.components(separatedBy: "aria-labelledby=\"\(id)-t\"").count == 3, "\(id)")
    }
    #expect(page.contains(".counts .figure { text-align: right; }"))
    for name in [">characters</text>", ">share of texts</text>"] { #expect(page.contains(name)) }
  }

  @Test func anEmptyCorpusIsAPageTooAndHostileTextStaysText() throws {
    let hostile = "</table><script>alert(1)</script>\u{202E}"
    for measures in [
      [], [Measurement("documents", 1, n: 1, group: ["kind": hostile, "set": hostile])],
    ] {
      let page = page(facts: ["recipe": hostile, hostile: hostile], measures: measures, series: [])
      try WellFormedness.check(page.replacing("<!DOCTYPE html>", with: ""))
      #expect(!page.contains("<script"))
    }
  }
}
