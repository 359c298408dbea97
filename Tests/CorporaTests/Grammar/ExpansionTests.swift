// SPDX-License-Identifier: Apache-2.0

import Corpora
import Testing

/// What grammars are written out to.
@Suite struct ExpansionTests {
  private static let tail = "\nrule tell.city\n  I live in <city>.\n"
  private let toy = ToyCommunity()

  private func write(
    _ main: String, seat: Int = 0, key: UInt64 = 1, style: AuthorStyle = AuthorStyle(),
    more: String = ""
  ) throws -> ToyText {
    let grammar = try grammar("rule main\n" + main + Self.tail + more)
    var scene = toy.scene(of: seat)
    scene.style = style
    return ToyText(grammar, toy, scene, key: key)
  }

  @Test func slotsAreWrittenWithTheirSpans() throws {
    let written = try write("  Hi, I'm <first-name>! {tell}\\nCall <phone/digits> or <email>.")
    // H-i-,-blank-I-'-m-blank is 8 bytes, "Zorabel" 7; "! I live in " 12 and "Vexmoor" 7.
    #expect(
      written.text
        == "Hi, I'm Zorabel! I live in Vexmoor.\nCall 2025550100 or braxandale@example.com.")
    #expect(written.surfaces == ["Zorabel", "Vexmoor", "2025550100", "braxandale@example.com"])
    #expect(written.spans.map(\.start) == [8, 27, 41, 55])
    #expect(written.spans.map(\.disclosure) == [.verbatim, .verbatim, .normalized, .verbatim])
    #expect(written.spans.map(\.hardness) == [1, 1, 1, 1])
  }

  @Test(arguments: [
    ("<income/rounded>", "$54k", Disclosure.partial), ("<age/decade>", "thirties", .partial),
    ("<birth-date/long>", "1 May 1980", .normalized),
    ("<birth-date/american>", "May 1, 1980", .normalized), ("<birth-date/year>", "1980", .partial),
    ("<birth-date/month>", "May 1980", .partial), ("<phone/last4>", "0100", .partial),
    ("<full-name/initials>", "Z.B.", .partial), ("<full-name/first>", "Zorabel", .partial),
    ("<city/upper>", "VEXMOOR", .normalized), ("<job-title/lower>", "quorl polisher", .normalized),
    ("<email/domain>", "example.com", .partial),
    // Nothing to lower: it is the canonical text.
    ("<email/lower>", "braxandale@example.com", .verbatim),
  ])
  func formsAreWrittenAsDeclared(slot: String, surface: String, disclosure: Disclosure) throws {
    let written = try write("  \(slot): {tell}")
    #expect(written.surfaces.first == surface)
    #expect(written.spans.first?.disclosure == disclosure)
  }

  @Test func anAmountKeepsTwoFigures() throws {
    var toy = toy
    let grammar = try grammar("rule main\n  <net-worth/rounded>, {tell}" + Self.tail)
    let cases = [
      ("-$12,340", "-$12k"), ("$1,250,000", "$1.3m"), ("$995", "$1k"), ("$8,049", "$8k"),
      ("713", "710"), ("€2,499.99", "€2.5k"), ("$99,600", "$100k"), ("$7", "$7"),
    ]
    for (canonical, rounded) in cases {
      toy.texts[0][.netWorth] = canonical
      #expect(ToyText(grammar, toy, toy.scene(of: 0), key: 3).surfaces[0] == rounded)
    }
  }

  @Test func weightsAreKept() throws {
    let grammar = try grammar("rule main\n  3* a {tell}\n  b {tell}" + Self.tail)
    let count = (0..<4000).count { key in
      ToyText(grammar, toy, toy.scene(of: 0), key: UInt64(key) &* 77_777).text.hasPrefix("a")
    }
    // Binomial of 4000 and 3/4: 3000, standard deviation 27.4; five of them.
    #expect((2863...3137).contains(count))
  }

  @Test func conditionsChooseAmongAllThatHoldByWeight() throws {
    // Of 24 alternatives only the last two suit a single person: the draws fail, the scan decides.
    let married = (0..<22).map { "  [relationship=married] m\($0) {tell}\n" }.joined()
    let grammar = try grammar(
      "rule main\n\(married)  3* [relationship=single] a {tell}\n  [relationship!=married] b {tell}"
        + Self.tail)
    let texts = (0..<4000).map { key in
      ToyText(grammar, toy, toy.scene(of: 1), key: UInt64(key) &* 99_991).text
    }
    #expect(texts.allSatisfy { $0.hasPrefix("a") || $0.hasPrefix("b") })
    #expect((2863...3137).contains(texts.count { $0.hasPrefix("a") }))
    #expect(ToyText(grammar, toy, toy.scene(of: 0), key: 5).text.hasPrefix("m"))
  }

  @Test func whatSomebodyLacksIsNotWritten() throws {
    var toy = toy
    toy.texts[0][.petName] = nil
    let grammar = try grammar(
      """
      rule main
        {pet} {tell}
        [relationship=married] <partner:first-name> sends love. {tell}
        plainly: {tell}
      rule pet
        my <pet-name>
      """ + Self.tail)
    let texts = (0..<200).map { ToyText(grammar, toy, toy.scene(of: 0), key: $0).text }
    #expect(!texts.contains { $0.hasPrefix("my") })
    // Seat 2 is the partner of seat 0; seat 1 has none.
    #expect(texts.contains { $0.hasPrefix("Wystan sends love.") })
    let single = (0..<200).map { ToyText(grammar, toy, toy.scene(of: 1), key: $0).text }
    #expect(single.allSatisfy { $0.hasPrefix("plainly") })
  }

  @Test func spansOfOthersAndDecoysAreToldApart() throws {
    let written = try write("  <friend:first-name> knows <~phone>. {tell}")
    #expect(written.spans.map(\.seat) == [1, -1, 0])
    #expect(written.spans.map(\.disclosure) == [.verbatim, .decoy, .verbatim])
    #expect(["(202) 555-0199", "(202) 555-0198"].contains(written.surfaces[1]))
    #expect(written.spans[1].hardness == 0)
  }

  @Test func impliedSpansCarryHardnessAndCertainty() throws {
    let more =
      "rule hint.relationship-status\n  [relationship=married,engaged] 2| Our rings match.\n"
    let written = try write(
      "  [relationship=married] {tell} [[relationship-status implied 3|{we} share]]. {hint}",
      more: more + "rule we\n  we two\n")
    #expect(written.surfaces == ["Vexmoor", "we two share", "Our rings match."])
    // 6 - 3 with one category; 6 - 2 - 1 with two that fit.
    #expect(written.spans.map(\.certainty) == [0, 3, 3])
    #expect(written.spans.map(\.hardness) == [1, 3, 2])
    #expect(written.spans.map(\.disclosure) == [.verbatim, .implied, .implied])
  }

  @Test func blanksOfLeftOutPartsCollapse() throws {
    let style = AuthorStyle(emojiShare: 0, optionalShare: 0)
    let written = try write(
      "  {a?} {tell} {a?} and {emoji?}\\n{a?}", style: style,
      more: "rule a\n  x\nrule emoji\n  🙂\n")
    #expect(written.text == "I live in Vexmoor. and")
  }

  @Test func extrasAreTakenFromTheListAndNotTwice() throws {
    let more = """
      focus: city
      extra: age, email
      rule tell.age
        I am <age>.
      rule tell.email
        Write to <email>.
      rule tell.phone
        Ring <phone>.

      """
    for key in 0..<50 {
      let written = try write("  {tell} {extra} {extra} {extra}", key: UInt64(key), more: more)
      #expect(Set(written.surfaces) == ["Vexmoor", "31", "braxandale@example.com"])
    }
  }

  @Test func aFocusIsNotToldInPart() throws {
    let grammar = try grammar(
      """
      extra: age
      rule main
        {tell} {extra}
      rule tell.city
        In <city>.
      rule tell.age
        My <age/decade> are fine.
        {years}
      rule years
        I am <age>.
        At <age> one knows.

      """)
    var isAnyPartial = false
    for key in 0..<100 {
      let focused = ToyText(grammar, toy, toy.scene(of: 0, focus: .age), key: UInt64(key))
      #expect(focused.surfaces == ["31"])
      let beside = ToyText(grammar, toy, toy.scene(of: 0), key: UInt64(key))
      isAnyPartial = isAnyPartial || beside.surfaces == ["Vexmoor", "thirties"]
    }
    #expect(isAnyPartial)
  }

  @Test func theSameKeyWritesTheSame() throws {
    let grammar = try grammar("rule main\n  a {tell}\n  b {tell}\n  c {tell}" + Self.tail)
    for key in 0..<20 {
      let scene = toy.scene(of: 0)
      #expect(
        ToyText(grammar, toy, scene, key: UInt64(key)).text
          == ToyText(grammar, toy, scene, key: UInt64(key)).text)
    }
  }
}
