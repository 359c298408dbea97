// SPDX-License-Identifier: Apache-2.0

import Evidence
import Reports
import Testing

@Suite struct EscapingTests {
  static let hostileTexts = [
    "<script>alert(1)</script>", "\" onload=\"alert(1)", "' onload='alert(1)", "]]></style><b>",
    "&lt;&#0;", "a\u{0}b\u{1B}[31m", "safe\u{202E}gnp.exe", "</svg></table></section>",
  ]

  @Test(arguments: hostileTexts)
  func aHostileTextInAnyFieldStaysText(_ text: String) throws {
    let page = HTMLReport.render(Self.document(full: text))
    try WellFormedness.check(page)
    let known = WellFormedness.tags(in: HTMLReport.render(Fixture.document))
    #expect(Set(WellFormedness.tags(in: page)).subtracting(known).isEmpty)
    #expect(!page.contains("\u{202E}") && !page.contains("\u{0}") && !page.contains("\u{1B}"))
  }

  @Test func aTextIsShownAsItWasWritten() {
    var document = Bare.document
    document.reasons = ["a < b & \"c\" > 'd'"]
    #expect(
      HTMLReport.render(document).contains("a &lt; b &amp; &quot;c&quot; &gt; &#39;d&#39;"))
  }

  /// A document with the text in each of its fields.
  static func document(full text: String) -> AuditDocument {
    var measure = Measurement("\(text)", 0.5, n: 2, group: [text: text], method: text)
    measure.interval = 0.4...0.6
    let missing = Measurement(missing: text, reason: text, group: ["set": text, "model": text])
    let bar = Measurement(
      "recall@20", 0.4, n: 3, group: ["model": "gold", "set": "forget", "kind": text])
    let names = ["unlearning-path", "score-distribution", "roc", text]
    let series = names.flatMap { name in
      ["forget", text].map { set in
        Series(
          name, group: ["set": set, "model": text, "kind": text], xName: text, yName: text,
          x: [0.1, 1], y: [0.2, 0.4], marks: [text: 0.5])
      }
    }
    return AuditDocument(
      tool: text, kind: text, seed: 0, verdict: .failed, reasons: [text],
      criteria: [
        Criterion(
          name: text, question: text, outcome: .violated, value: 1, interval: 0...2, level: 0.9,
          control: 0, atLeast: 0, atMost: 1, finding: text, remedy: text)
      ],
      account: Account(asked: text, done: text, tested: text, shows: text, cannotShow: text),
      facts: [text: text, "verify-command": text], measures: [measure, missing, bar],
      series: series,
      findings: [
        Finding(
          id: text, risk: text, unit: text, outcome: text, location: text, digest: text,
          masked: text)
      ],
      timings: [measure, missing])
  }
}
