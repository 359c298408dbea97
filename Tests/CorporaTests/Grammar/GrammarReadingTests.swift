// SPDX-License-Identifier: Apache-2.0

import Corpora
import Testing

/// Grammars are refused with the place of what is wrong.
@Suite struct GrammarReadingTests {
  private static let start = "rule main\n  {tell}\nrule tell.city\n  I live in <city>\n"

  private func mistakes(_ text: String, kind: String = "social") -> [String] {
    GrammarSet.diagnose([.init(name: kind, text: text)]).mistakes.map {
      "\($0.line):\($0.column) \($0.reason)"
    }
  }

  @Test func aPlainGrammarIsAccepted() throws {
    #expect(mistakes(Self.start).isEmpty)
    #expect(try grammar(Self.start).tellableAttributes == [.city])
  }

  /// Lines are counted from the first of the appended text, which is line 5 of the file.
  @Test(arguments: [
    ("rule a\n  {b}\n", "6:3 There is no rule 'b'."),
    ("rule a\n  {}\n", "6:4 The name of a rule is missing."),
    ("rule a\n  {b\n", "6:5 '}' is missing in a reference."),
    ("rule a\n  é <cityy>\n", "6:6 'cityy' is no attribute."),
    ("rule a\n  <city/decade>\n", "6:9 'decade' is no form of city."),
    ("rule a\n  <foe:city>\n", "6:4 'foe' is no role."),
    ("rule a\n  <line-totals>\n", "6:4 'line-totals' is no attribute."),
    ("rule a\n  x, <total/long>\n", "6:13 'long' is no form of total."),
    (
      "rule a\n  <friend:total>\n",
      "6:17 'total' is made up anew and belongs to the author."
    ),
    ("rule a\n  <city\n", "6:8 '>' is missing in a slot."),
    ("rule a\n  [mood=glad] x\n", "6:4 'mood' is no facet."),
    ("rule a\n  [sex=blue] x\n", "6:8 'blue' is no category of sex."),
    ("rule a\n  [sex=male x\n", "6:13 ']' is missing in a condition."),
    ("rule a\n  x [sex=male] y\n", "6:5 Conditions stand before the text."),
    ("rule a\n  x > y\n", "6:5 '>' closes nothing here."),
    ("rule a\n  x \\q\n", "6:5 This escape means nothing."),
    ("rule a\n  0* x\n", "6:3 A weight of 0 is never drawn."),
    (
      "rule a\nx\n",
      "6:1 A line that is not indented begins a rule, lists attributes or is a comment."
    ),
    ("rule a\n", "5:6 The rule 'a' has no alternative."),
    ("rule tell.city\n  <city>\n", "5:6 The rule 'tell.city' stands twice in this file."),
    ("rule tell.town\n  <city>\n", "5:11 'town' is no attribute."),
    ("rule hint.age\n  x\n", "6:3 A hint begins with its hardness."),
    ("rule hint.age\n  6| x\n", "6:3 A hardness lies in 1 to 5."),
    ("rule hint.age\n  2| <city>\n", "6:1 A span lies within a hint."),
    ("rule a\n  [[age implied 2|x <city>]]\n", "6:3 A span lies within an implied span."),
    ("rule a\n  [[age implied 2|x\n", "6:20 ']]' is missing in an implied span."),
    (
      "rule a\n  {c}\nrule c\n  {a}\n",
      "5:6 The rule 'a' leads back to itself: a > c > a."
    ),
    (
      "rule tell.age\n  old\n",
      "6:1 This alternative may leave out age, which its rule must tell."
    ),
    ("rule tell\n  x\n", "5:6 'tell' stands for a rule chosen while a document is written."),
    ("focus: city, town\n", "5:14 'town' is no attribute."),
    ("focus: age\n", "5:1 No rule tells 'age', which is listed."),
    ("rule a\n  born 1987\n", "6:3 '1987' may be taken for a value."),
  ])
  func aMistakeIsNamedWithItsPlace(text: String, expected: String) {
    #expect(mistakes(Self.start + text) == [expected])
  }

  @Test func aDocumentThatMayNotTellItsFocusIsRefused() {
    let found = mistakes("rule main\n  {tell?} x\nrule tell.city\n  <city>\n")
    #expect(found == ["1:6 The rule 'main' may leave out the document's focus."])
    #expect(mistakes("rule a\n  x\n").contains("1:1 There is no rule 'main'."))
  }

  @Test func allMistakesAreFoundAndTheErrorCountsThem() {
    let text = Self.start + "rule a\n  {b}\n  <nothing>\n"
    #expect(mistakes(text).count == 1)
    let later = Self.start + "rule a\n  {b}\n  {c}\n"
    #expect(mistakes(later).count == 2)
    #expect(throws: CorpusError.self) { try grammar(later) }
    do {
      _ = try grammar(later)
    } catch let error as CorpusError {
      #expect(error.code == .invalidGrammar)
      #expect(
        error.message == "social.grammar:6:3: There is no rule 'b'. (1 more mistakes follow.)")
    } catch {
      Issue.record("another error")
    }
  }

  @Test func aRuleThatNothingLeadsToIsAWarning() {
    let (mistakes, warnings) = GrammarSet.diagnose([
      .init(name: "social", text: Self.start + "rule a\n  x\n"),
      .init(name: "shared", text: "rule b\n  x\n"),
    ])
    #expect(mistakes.isEmpty)
    #expect(warnings.map(\.line) == [1, 5])
  }

  @Test func aWordOfTheLexiconIsRefusedUnlessItIsCommon() {
    func found(_ sentence: String) -> Int {
      GrammarSet.diagnose(
        [.init(name: "social", text: Self.start + "rule a\n  \(sentence)\n")],
        lexiconTokens: ["baker", "vexmoor", "may"]
      ).mistakes.count
    }
    #expect(found("we met in Vexmoor") == 1)
    #expect(found("the Baker is here") == 1)
    // In small letters it is a word of the language; words of four letters are not looked at.
    #expect(found("the baker and Baker, in May") == 0)
  }
}
