// SPDX-License-Identifier: Apache-2.0

import Evidence
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
    facts: [String: String] = ["recipe": "demo"], measures: [Measurement] = Self.measures,
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
    // Counts by kind and set with the row's sum, a thousand with its narrow space, and a dash for
    // what is missing.
    #expect(page.contains("<td class=\"figure\">7</td>"))
    #expect(page.contains("1\u{202F}234"))
    #expect(page.contains("<td class=\"figure\">0.750</td>"))
    #expect(page.contains("<td class=\"figure\">–</td>"))
    #expect(page.contains("female") && page.contains("25 ×"))
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
