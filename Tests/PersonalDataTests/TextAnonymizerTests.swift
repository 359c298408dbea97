// SPDX-License-Identifier: Apache-2.0

import Compute
import PersonalData
import Testing

struct TextAnonymizerTests {
  private static let all =
    TextAnonymizer.patternDetectors + [
      PhraseDetector(),
      WordListDetector(name: "names", kind: .name, entries: ["Jane", "Phone", "Email", "José"]),
    ]

  @Test func masksReadAsKindsOrAsterisks() {
    let text = "Jane, 34F, jane@mail.example.org, my wife: 555-010-0199"
    let marked = TextAnonymizer(detectors: Self.all).masked(text)
    #expect(marked.text == "[NAME], [AGE], [EMAIL], my [RELATIONSHIP]: [PHONE]")
    let starred = TextAnonymizer(detectors: Self.all, style: .asterisks).masked(text)
    #expect(starred.text == "****, ***, *********************, my ****: ************")
    #expect(starred.text.count == text.count)
  }

  @Test func knownSpansAreMaskedAndOverlapsBecomeOne() {
    let known = PersonalDataSpan(
      range: 3..<20, kind: PersonalDataKind(rawValue: "customer id"), detector: "truth")
    let masked = TextAnonymizer().masked("id jane@mail.example.org!", known: [known])
    #expect(masked.text == "id [EMAIL]!")
    let alone = TextAnonymizer(detectors: []).masked("id jane@mail.example.org!", known: [known])
    #expect(alone.text == "id [CUSTOMER_ID].org!")
    #expect(alone.masks.map(\.original) == [3..<20])
  }

  @Test func lowConfidenceStays() {
    let masked = TextAnonymizer(leastConfidence: 0.9).masked("5550100199 or +15550100199")
    #expect(masked.text == "5550100199 or [PHONE]")
  }

  @Test func masksTakeWholeCharacters() {
    // A span that ends between an e and its accent, and one within an emoji of several scalars.
    let text = "cafe\u{301} 👩‍👧 x"
    let spans = [
      PersonalDataSpan(range: 0..<4, kind: .place, detector: "truth"),
      PersonalDataSpan(range: 9..<11, kind: .relationship, detector: "truth"),
    ]
    #expect(
      TextAnonymizer(detectors: []).masked(text, known: spans).text == "[PLACE] [RELATIONSHIP] x")
    let starred = TextAnonymizer(detectors: [], style: .asterisks).masked(text, known: spans)
    #expect(starred.text == "**** * x")
  }

  @Test func spansOutsideTheTextAreCut() {
    let spans = [
      PersonalDataSpan(range: 2..<99, kind: .name, detector: "truth"),
      PersonalDataSpan(range: 50..<60, kind: .name, detector: "truth"),
    ]
    #expect(TextAnonymizer().masked("a b", known: spans).text == "a [NAME]")
    #expect(TextAnonymizer().masked("").text == "")
  }

  /// Masking twice is masking once; what stands outside masks is the original; offsets lead back.
  @Test(arguments: TextAnonymizer.Style.allCases)
  func lawsHoldOverRandomTexts(_ style: TextAnonymizer.Style) {
    let pieces = [
      "Jane", " ", ",", "34", "F", "I'm ", "@", "a@b.co", "www.", "x.y", "http://", "555", "-",
      "+1",
      "$", "[EMAIL]", "[", "]", "*", "é", "e\u{301}", "👩‍👧", "\r\n", "2020", "/", "1.2.3.4",
      "my wife",
      "years old", ":", "::", "K1A 0B1", "k", "u/", "may ", "12 ", "(", ")", "\u{200D}", "🇩🇪",
    ]
    let anonymizer = TextAnonymizer(detectors: Self.all, style: style)
    for number in 0..<3000 {
      var generator = SeededGenerator(seed: Seed(UInt64(number)))
      let count = generator.index(below: 14)
      let text = (0..<count).map { _ in pieces[generator.index(below: pieces.count)] }.joined()
      let once = anonymizer.masked(text)
      #expect(anonymizer.masked(once.text).text == once.text, "\(number): \(text)")
      checkMasks(once, of: text, number)
    }
  }

  private func checkMasks(_ masked: MaskedText, of text: String, _ number: Int) {
    let (old, new) = (Array(text.utf8), Array(masked.text.utf8))
    var (oldEnd, newEnd) = (0, 0)
    for mask in masked.masks {
      #expect(
        Array(old[oldEnd..<mask.original.lowerBound]) == Array(new[newEnd..<mask.masked.lowerBound])
      )
      #expect(masked.original(of: mask.masked) == mask.original)
      (oldEnd, newEnd) = (mask.original.upperBound, mask.masked.upperBound)
    }
    #expect(Array(old[oldEnd...]) == Array(new[newEnd...]), "\(number): \(text)")
    #expect(masked.original(of: 0..<new.count) == 0..<old.count)
  }

  @Test func aMegabyteIsMasked() {
    let line = "Jane wrote jane@mail.example.org, 34F, on 12 March 2020 from 1.2.3.4 my wife é. "
    let text = String(repeating: line, count: 1_048_576 / line.utf8.count)
    let masked = TextAnonymizer(detectors: Self.all).masked(text)
    #expect(masked.masks.count == 6 * (1_048_576 / line.utf8.count))
  }

  /// Four times the text takes about four times the time; a quadratic method would take 16 times.
  @Test func timeIsLinearInTheText() {
    let line = "Jane wrote jane@mail.example.org, 34F, on 12 March 2020 from 1.2.3.4 my wife é. "
    for pattern in [line, "a@", "1-", "www.", "[", "1 ", "((((", "+", "é", "a.", "::1", "u/"] {
      let anonymizer = TextAnonymizer(detectors: Self.all)
      func seconds(_ size: Int) -> Double {
        let text = String(repeating: pattern, count: size / pattern.utf8.count)
        let clock = ContinuousClock()
        return (0..<2).map { _ in
          let time = clock.measure { _ = anonymizer.masked(text) }
          return Double(time.components.attoseconds) / 1e18 + Double(time.components.seconds)
        }.min() ?? 0
      }
      let small = seconds(50_000)
      let large = seconds(200_000)
      // A busy machine may double a time.
      #expect(large < 10 * small + 0.05, "\(pattern): \(small) s, \(large) s")
    }
  }
}
