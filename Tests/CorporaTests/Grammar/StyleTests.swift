// SPDX-License-Identifier: Apache-2.0

import Corpora
import Testing

/// Typing errors and casing touch literals alone.
@Suite struct StyleTests {
  private static let text = """
    rule main
      Honestly, I think the weather around here is dreadful. But I'm happy! {tell} Because reasons.
    rule tell.city
      Everybody knows that I moved to <city> and that <friend:first-name> helped me with boxes.
    """
  private let toy = ToyCommunity()
  private let compiled: Grammar

  init() throws {
    compiled = try grammar(Self.text)
  }

  private func write(_ style: AuthorStyle, key: UInt64) -> ToyText {
    var scene = toy.scene(of: 2)
    scene.style = style
    return ToyText(compiled, toy, scene, key: key)
  }

  @Test func casualWritersBeginSentencesInLowerCase() {
    let written = write(AuthorStyle(isLowered: true), key: 1)
    #expect(
      written.text == """
        honestly, i think the weather around here is dreadful. but i'm happy! everybody knows that i \
        moved to Zellhafen and that Quillon helped me with boxes. because reasons.
        """)
    #expect(written.surfaces == ["Zellhafen", "Quillon"])
  }

  @Test func typosAreMadeAndNeverInSlots() {
    let clean = write(AuthorStyle(), key: 1).text
    var different = Set<String>()
    for key in 0..<200 {
      let written = write(AuthorStyle(typoGap: 2), key: UInt64(key))
      #expect(written.surfaces == ["Zellhafen", "Quillon"])
      let words = written.text.split(separator: " ")
      let wrong = zip(words, clean.split(separator: " ")).filter { $0 != $1 }
      #expect(words.count == 28 && wrong.allSatisfy { abs($0.count - $1.count) <= 1 })
      different.formUnion(wrong.map { String($0.0) })
    }
    #expect(different.count > 10)
    // Words at the edge of a literal and short ones stay.
    #expect(!different.contains { $0.hasPrefix("Hones") || $0.hasPrefix("tha") })
  }

  @Test func typosAreFarApartOnAverage() {
    // The text has these words of six letters that touch no edge of their literal: weather, around,
    // dreadful, helped; boxes has five. "Everybody" has a capital, "Because" too, "reasons" is one
    // more. With a mean gap of 10 the first of them is mistyped once in 20 draws of 0..<20.
    let clean = write(AuthorStyle(), key: 1).text
    let count = (0..<2000).count { key in
      write(AuthorStyle(typoGap: 10), key: UInt64(key) &* 31_337).text != clean
    }
    // Five words of twenty places: 500 of 2000, standard deviation 19.4; five of them.
    #expect((403...597).contains(count))
  }

  @Test func aVariantIsNoWordOfGrammarsOrLexicon() throws {
    let text =
      "rule main\n  it was quiter or quieet than quiet weather, {tell}\nrule tell.city\n  <city>\n"
    let set = try GrammarSet(
      [.init(name: "social", text: text)], lexiconTokens: ["wether", "weathher", "waether"])
    let grammar = try #require(set[.social])
    var scene = toy.scene(of: 0)
    scene.style = AuthorStyle(typoGap: 1)
    for key in 0..<300 {
      let written = ToyText(grammar, toy, scene, key: UInt64(key)).text
      #expect(!["wether", "weathher", "waether"].contains { written.contains($0) })
    }
  }

  @Test func emojiFollowTheAuthor() throws {
    let grammar = try grammar(
      "rule main\n  {tell} {emoji?}\nrule emoji\n  🙂\nrule tell.city\n  <city>\n")
    var scene = toy.scene(of: 0)
    scene.style = AuthorStyle(emojiShare: 64, optionalShare: 256)
    let count = (0..<2000).count { key in
      ToyText(grammar, toy, scene, key: UInt64(key) &* 31_337).text.contains("🙂")
    }
    // A quarter of 2000, standard deviation 19.4; five of them.
    #expect((403...597).contains(count))
  }
}
