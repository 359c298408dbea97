// SPDX-License-Identifier: Apache-2.0

import Evidence
import Foundation
import TestSupport
import Testing

@testable import Corpora

/// The purchases of the repository's grammar add up, and their dates and quantities make sense.
@Suite struct PurchaseTests {
  /// Two purchases of each of 1,280 people in all locales.
  private static let written = Result<[JSONValue], any Error> { try PurchaseTests.lines() }

  private static func lines() throws -> [JSONValue] {
    var recipe = CorpusRecipe()
    recipe.profileCount = 1280
    recipe.locales = LocaleCode.allCases
    recipe.documents = [.purchase: .perPerson(Ratio(2))]
    let tables = SuiteFolder.packageRoot(of: #filePath).appendingPathComponent("Corpora").path
    let corpus = try SyntheticCorpus(
      recipe: recipe, seed: 11, formats: .reserved, tables: tables)
    var block = CorpusBlock()
    corpus.writeCommunities(0..<corpus.communityCount, into: &block)
    return try block.documents.array.split(separator: UInt8(ascii: "\n")).map { line in
      try JSONValue(parsing: Array(line))
    }
  }

  @Test func sumsDaysAndQuantitiesFitInEveryPurchase() throws {
    let lines = try Self.written.get()
    #expect(lines.count == 2560)
    for line in lines {
      let faults = PurchaseFacts(document: line).faults
      #expect(faults.isEmpty, "\(faults): \(line.text("text"))")
    }
  }

  @Test func nothingIsBoughtTwiceInOnePurchase() throws {
    let names: Set<String> = ["item", "small-item", "big-item"]
    var count = 0
    for line in try Self.written.get() {
      let items = PurchaseFacts(document: line).facts.filter { names.contains($0.name) }.map(
        \.value)
      count += items.count
      #expect(Set(items).count == items.count, "\(line.text("text"))")
    }
    #expect(count > 3000)
  }

  /// What was looked for above is there, so that nothing was well by being absent.
  @Test func enoughPurchasesHaveEachFact() throws {
    let purchases = try Self.written.get().map(PurchaseFacts.init(document:))
    func count(_ fact: LocalFact) -> Int { purchases.count { !$0.values(fact).isEmpty } }
    #expect(count(.total) > 800 && count(.subtotal) > 200 && count(.quantity) > 800)
    #expect(count(.deliveryFee) > 100 && count(.discount) > 100 && count(.partCount) > 80)
    #expect(count(.charge) > 300 && count(.bigItem) > 80)
    #expect(purchases.count { $0.values(.lineTotal).count > 2 } > 200)
    let ordered = purchases.count { !$0.values(.day).isEmpty && !$0.values(.laterDay).isEmpty }
    #expect(ordered > 200)
  }

  @Test func dearThingsAreBoughtOneByOne() throws {
    let products = try ShippedLexicon.result.get().products
    let highest = Dictionary(
      zip(products.names.texts.texts, products.highestPrices.map(Int.init)), uniquingKeysWith: max)
    var counts = [Int](repeating: 0, count: 14)
    for purchase in try Self.written.get().map(PurchaseFacts.init(document:)) {
      for (place, fact) in purchase.facts.enumerated() where fact.name == "quantity" {
        let quantity = PurchaseFacts.number(fact.value)
        counts[min(quantity, 13)] += 1
        let item = try #require(purchase.item(ofQuantityAt: place))
        let price = try #require(highest[item])
        #expect(quantity == 1 || price <= 150, "\(quantity) of \(item)")
      }
    }
    let few: Int = counts[1...3].reduce(0, +)
    let all: Int = counts.reduce(0, +)
    #expect(few * 10 > all * 8)
    #expect(counts[2] > 100)
  }

  /// Facts that do not fit, and what is wrong with them.
  static let misfits: [(facts: [(name: String, value: String)], fault: String)] = [
    ([("line-total", "$2.00"), ("line-total", "$1.50"), ("total", "$3.49")], "total"),
    ([("line-total", "$9.00"), ("delivery-fee", "$1.00"), ("total", "$9.00")], "total"),
    ([("charge", "$9.00"), ("discount", "$1.00"), ("total", "$10.00")], "total"),
    ([("charge", "$9.00"), ("line-total", "$1.00"), ("subtotal", "$9.00")], "subtotal"),
    ([("quantity", "13"), ("line-total", "$13.00")], "quantity"),
    ([("quantity", "2"), ("price", "$3.00"), ("line-total", "$3.00")], "line-total"),
    ([("quantity", "2"), ("line-total", "$3.01")], "line-total"),
    ([("day", "2025-03-02"), ("later-day", "2025-03-02")], "later-day"),
    ([("day", "2025-12-31"), ("later-day", "2026-01-01")], "later-day"),
    (
      [("charge", "$9.00"), ("part-count", "2"), ("first-part", "$4.50"), ("part-price", "$4.49")],
      "parts"
    ),
    ([("charge", "$9.0")], "form"), ([("charge", "$9.00"), ("total", "€9.00")], "form"),
  ]

  @Test(arguments: PurchaseTests.misfits)
  func whatDoesNotFitIsFound(facts: [(name: String, value: String)], fault: String) {
    #expect(PurchaseFacts(facts).faults == [fault])
  }
}
