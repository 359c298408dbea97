// SPDX-License-Identifier: Apache-2.0

import Corpora
import Testing

/// The facts made up for one text fit together.
@Suite struct DocumentFactsTests {
  private let toy = ToyCommunity()
  private static let tail = "\nrule tell.city\n  I live in <city>.\n"
  private static let keys = (0..<300).map { UInt64($0) &* 7919 }

  /// Writes a text for each key and returns the made-up facts of each.
  private func texts(of main: String) throws -> [PurchaseFacts] {
    let grammar = try grammar("rule main\n  \(main) {tell}" + Self.tail)
    return Self.keys.map { key in
      let written = ToyText(grammar, toy, toy.scene(of: 0), key: key)
      return PurchaseFacts(
        written.spans.dropLast().map { (name: $0.subject.name, value: written.surface($0)) })
    }
  }

  /// What one of a toy product costs, in cents: a garden hose 12 to 30 dollars, a lamp 20 to 60.
  private func prices(of item: String) -> Range<Int> {
    item == "garden hose" ? 1200..<3100 : 2000..<6100
  }

  @Test func aTotalIsTheSumOfLinesWithTheFeeAndWithoutTheDiscount() throws {
    let texts = try texts(
      of: "<quantity> x <item> at <price>: <line-total>\\n<line-total> for <item>\\n<charge>, "
        + "<subtotal> + <delivery-fee> - <discount> = <total>, <total>")
    for text in texts {
      let values = text.facts.map(\.value)
      let numbers = values.map(PurchaseFacts.number)
      #expect(prices(of: values[1]).contains(numbers[2]))
      #expect(numbers[3] == numbers[0] * numbers[2])
      #expect(prices(of: values[5]).contains(numbers[4]))
      #expect((400..<9100).contains(numbers[6]))
      #expect(numbers[7] == numbers[3] + numbers[4] + numbers[6])
      // A twentieth to a quarter, rounded down.
      #expect((numbers[7] / 20...numbers[7] / 4).contains(numbers[9]))
      #expect(numbers[10] == numbers[7] + numbers[8] - numbers[9] && numbers[11] == numbers[10])
      #expect(text.faults.isEmpty)
    }
    let quantities = Set(texts.map { $0.numbers(.quantity)[0] })
    #expect(quantities == [1, 2, 3, 4, 6])
  }

  @Test func aPriceIsThatOfTheItemHoweverOftenItIsWritten() throws {
    for text in try texts(of: "<price> for a <item>, <price>; a <item>, <price>, <price>") {
      let prices = text.numbers(.price)
      let items = text.values(.item)
      #expect(prices[0] == prices[1] && prices[2] == prices[3])
      #expect(self.prices(of: items[0]).contains(prices[0]))
      #expect(self.prices(of: items[1]).contains(prices[2]))
    }
  }

  @Test func partsMakeUpTheTotal() throws {
    for text in try texts(of: "<charge>: <part-price>, <part-count>, <first-part>, <total>") {
      let (first, part) = (text.numbers(.firstPart)[0], text.numbers(.partPrice)[0])
      // Under 200 dollars: at most four parts, of which the first has up to three cents more.
      #expect((2...4).contains(text.numbers(.partCount)[0]))
      #expect((part...part + 3).contains(first))
      #expect(text.faults.isEmpty)
    }
  }

  @Test func aSumWithoutLinesIsThatOfOneThing() throws {
    for text in try texts(of: "<total> for a <item>, <subtotal>") {
      #expect(prices(of: text.values(.item)[0]).contains(text.numbers(.total)[0]))
      #expect(text.numbers(.total) == text.numbers(.subtotal))
    }
  }

  @Test func laterDaysFollowOneAnotherBeforeTheCorpusEnds() throws {
    for text in try texts(of: "<day> <later-day> <later-day> <later-day>") {
      #expect(text.faults.isEmpty)
      let days = text.facts.compactMap { CivilDate($0.value)?.day }
      #expect(days.count == 4)
      #expect(zip(days, days.dropFirst()).allSatisfy { (1...6).contains($1 - $0) })
    }
    // Without a day before it there is nothing that it must follow.
    for text in try texts(of: "<later-day/long>") { #expect(text.facts.count == 1) }
  }

  @Test func aTextKnowsNothingOfTheOneBefore() throws {
    let grammar = try grammar(
      "rule main\n  <item> <line-total> <later-day> <discount> <total> <part-count> {tell}"
        + Self.tail)
    let scene = toy.scene(of: 0)
    var expander = Expander(ToyCommunity.fresh)
    for key in Self.keys {
      expander.begin(scene, key: key)
      expander.expand(grammar.rule("main") ?? 0, grammar, scene, toy.values)
      expander.finish()
      let text = expander.text.string(0..<expander.text.count)
      #expect(text == ToyText(grammar, toy, scene, key: key).text)
    }
  }
}
