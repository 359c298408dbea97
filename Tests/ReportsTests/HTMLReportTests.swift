// SPDX-License-Identifier: Apache-2.0

import Evidence
import Foundation
import Reports
import TestSupport
import Testing

@Suite struct HTMLReportTests {
  @Test func theReportOfAnErasureIsAsRecorded() {
    GoldenFile.expect(HTMLReport.render(Fixture.document), matches: "erasure.html")
  }

  @Test func theSameDocumentGivesTheSameBytes() {
    #expect(HTMLReport.render(Fixture.document) == HTMLReport.render(Fixture.document))
  }

  @Test(arguments: ["http", "src=", "<script", "<link", "<img", "@import", "url(", "<iframe"])
  func nothingIsLoadedFromElsewhere(_ reference: String) {
    #expect(!HTMLReport.render(Fixture.document).contains(reference))
  }

  @Test(arguments: Verdict.allCases)
  func everyVerdictIsSaidInAWordAndASymbol(_ verdict: Verdict) {
    var document = Fixture.document
    document.verdict = verdict
    let words: [Verdict: String] = [
      .passed: "Passed", .failed: "Failed", .honoured: "Honoured", .notHonoured: "Not honoured",
      .inconclusive: "Inconclusive",
    ]
    let page = HTMLReport.render(document)
    #expect(page.contains("<p class=\"verdict\">\(words[verdict]!)</p>"))
    let banner = page.components(between: "<div class=\"banner", and: "</div>")
    #expect(banner.contains("<svg class=\"symbol\""))
  }

  @Test func theAccountComesBeforeTheVerdictAndTheVerdictBeforeTheConditions() throws {
    let page = HTMLReport.render(Fixture.document)
    let places = try ["account", "verdict", "conditions", "plots", "measures", "findings"].map {
      try #require(page.range(of: "<section id=\"\($0)\"")).lowerBound
    }
    #expect(places == places.sorted())
  }

  @Test func aMissingValueShowsItsReason() {
    let page = HTMLReport.render(Fixture.document)
    #expect(page.contains("Missing: </strong>796 non-members; at least 1\u{202F}000 are needed"))
    #expect(page.contains("Missing: no device was used"))
  }

  @Test func aMissingValueWithoutAReasonSaysSo() {
    var document = Fixture.document
    var measure = Measurement(missing: "exposure", reason: "", group: [:])
    measure.reason = nil
    document.measures = [measure]
    #expect(HTMLReport.render(document).contains("no reason was recorded"))
  }

  @Test func theRandomNegativeAttackIsLabelledInvalid() {
    let page = HTMLReport.render(Fixture.document)
    let row = page.components(between: "<code>membership-auc-random</code>", and: "</tr>")
    #expect(row.contains("Invalid control"))
    #expect(row.contains("measures taste, not membership"))
  }

  @Test func everyConditionShowsItsQuestionFindingAndRemedy() {
    let page = HTMLReport.render(Fixture.document)
    for criterion in Fixture.document.criteria {
      #expect(page.contains(criterion.question))
      #expect(page.contains(criterion.finding))
      #expect(page.contains(criterion.remedy) || criterion.remedy.isEmpty)
    }
  }

  @Test func valuesThatAreNoNumbersNeverReachADrawing() {
    var document = Fixture.document
    document.series = document.series.map { series in
      var broken = series
      broken.y[broken.y.count / 2] = .nan
      broken.x[0] = .infinity
      broken.marks["lost"] = .nan
      return broken
    }
    document.measures.append(Measurement("recall@20", .nan, n: 1, group: [:]))
    document.criteria[0].value = .nan
    document.criteria[2].interval = -Double.infinity...(.infinity)
    let page = HTMLReport.render(document)
    #expect(page.range(of: "[\"ML -](nan|inf)[\"ML]", options: .regularExpression) == nil)
    #expect(page.contains("it is not a number"))
  }

  @Test func aDocumentWithoutAnythingStillSaysWhatIsMissing() throws {
    let page = HTMLReport.render(Bare.document)
    #expect(page.contains("No conditions were set"))
    #expect(page.contains("recorded no measures"))
    #expect(page.contains("recorded no curves"))
    try WellFormedness.check(page)
  }

  @Test(arguments: ["unlearning-path", "score-distribution", "roc", "anything-else"])
  func anEmptySeriesIsNamedNotDrawn(_ name: String) throws {
    var document = Bare.document
    document.series = [Series(name, group: [:], xName: "step", yName: "score", x: [], y: [])]
    let page = HTMLReport.render(document)
    #expect(page.contains("No points were recorded"))
    try WellFormedness.check(page)
  }

  @Test func eachPointHasItsIntervalDrawn() throws {
    var document = Bare.document
    let name = "advantage-by-repetition"
    document.series = [
      Series(
        name, group: [:], xName: "copies", yName: "nats", x: [1, 5, 25], y: [1, 2, 3],
        intervals: [0...2, 1...3, 2...9])
    ]
    let page = HTMLReport.render(document)
    #expect(page.components(separatedBy: "class=\"spread").count == 4)
    document.series[0].intervals = nil
    #expect(!HTMLReport.render(document).contains("class=\"spread"))
    try WellFormedness.check(page)
  }

  @Test func manySeriesOfOneNameAreListed() throws {
    var document = Bare.document
    document.series = (0..<9).map {
      Series("loss", group: ["run": "r\($0)"], xName: "step", yName: "loss", x: [0, 1], y: [2, 1])
    }
    let page = HTMLReport.render(document)
    #expect(!page.contains("class=\"chart\""))
    #expect((0..<9).allSatisfy { page.contains("<th scope=\"row\">r\($0)</th>") })
    try WellFormedness.check(page)
  }

  @Test func findingsBeyondTheLimitAreCounted() {
    var document = Bare.document
    document.findings = (0..<1500).map {
      Finding(
        id: "f\($0)", risk: "member", unit: "user", outcome: "named", location: "roc",
        digest: "00", masked: "u•••")
    }
    let page = HTMLReport.render(document)
    #expect(page.contains("1\u{202F}300 more findings"))
  }
}
