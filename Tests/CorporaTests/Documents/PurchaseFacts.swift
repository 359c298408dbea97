// SPDX-License-Identifier: Apache-2.0

import Corpora
import Evidence

/// The made-up facts of a purchase in the order of the text, and what does not fit together there.
struct PurchaseFacts {
  /// Name and canonical text of each.
  var facts: [(name: String, value: String)]

  init(_ facts: [(name: String, value: String)]) {
    self.facts = facts
  }

  /// Takes the facts out of a document's line; attributes of people are passed over.
  init(document: JSONValue) {
    facts = document.list("spans").compactMap { span in
      LocalFact(rawValue: span.text("attribute")).map { ($0.rawValue, span.text("value")) }
    }
  }

  /// The texts of a fact.
  func values(_ fact: LocalFact) -> [String] {
    facts.filter { $0.name == fact.rawValue }.map(\.value)
  }

  /// A fact's numbers: amounts in hundredths.
  func numbers(_ fact: LocalFact) -> [Int] { values(fact).map(Self.number) }

  /// The digits of a text as a number; -1 where there are none.
  static func number(_ text: String) -> Int { Int(text.filter(\.isNumber)) ?? -1 }

  /// The item of which a quantity is told: named next, or else the last one named before.
  func item(ofQuantityAt place: Int) -> String? {
    func isItem(_ fact: (name: String, value: String)) -> Bool {
      fact.name == "small-item" || fact.name == "big-item"
    }
    if let next = facts.dropFirst(place + 1).first, isItem(next) { return next.value }
    return facts.prefix(place).last(where: isItem)?.value
  }

  /// What the lines and charges come to, with the fee and without the discount.
  var due: Int {
    sum + (numbers(.deliveryFee).first ?? 0) - (numbers(.discount).first ?? 0)
  }

  private var sum: Int {
    (numbers(.lineTotal) + numbers(.charge)).reduce(0, +)
  }

  /// What does not fit; empty where all is well.
  var faults: [String] { sumFaults + lineFaults + dayFaults + formFaults }

  private var sumFaults: [String] {
    var found: [String] = []
    if numbers(.total).contains(where: { $0 != due }) { found.append("total") }
    if numbers(.subtotal).contains(where: { $0 != sum }) { found.append("subtotal") }
    for fact in [LocalFact.deliveryFee, .discount, .firstPart, .partPrice, .partCount]
    where Set(values(fact)).count > 1 {
      found.append(fact.rawValue)
    }
    if let count = numbers(.partCount).first, let first = numbers(.firstPart).first,
      let part = numbers(.partPrice).first
    {
      if first + (count - 1) * part != due { found.append("parts") }
      if ![2, 3, 4, 6, 12].contains(count) { found.append("part-count") }
    }
    return found
  }

  /// Each line's total must be its quantity, or one, times its price where that is written.
  private var lineFaults: [String] {
    var found: [String] = []
    var (prices, quantity): (Set<Int>, Int?) = ([], nil)
    for (name, value) in facts {
      let number = Self.number(value)
      switch LocalFact(rawValue: name) {
      case .price: prices.insert(number)
      case .quantity:
        quantity = number
        if !(1...12).contains(number) { found.append("quantity") }
      case .lineTotal:
        if number % (quantity ?? 1) != 0 || prices.count > 1 { found.append("line-total") }
        if let price = prices.first, number != price * (quantity ?? 1) {
          found.append("line-total")
        }
        (prices, quantity) = ([], nil)
      default: break
      }
    }
    return found
  }

  private var dayFaults: [String] {
    var found: [String] = []
    var last = ""
    for (name, value) in facts where name == "day" || name == "later-day" {
      if CivilDate(value) == nil || value >= "2026-01-01" { found.append(name) }
      // Dates of this form have the order of their texts.
      if name == "later-day", value <= last { found.append(name) }
      last = value
    }
    return found
  }

  /// Amounts are the sign of one currency and a number with two decimals.
  private var formFaults: [String] {
    let amounts: [LocalFact] = [
      .price, .lineTotal, .charge, .subtotal, .deliveryFee, .discount, .total, .firstPart,
      .partPrice,
    ]
    let texts = amounts.flatMap(values)
    let signs = Set(texts.map { $0.prefix { !$0.isNumber } })
    let isWellFormed = texts.allSatisfy { text in
      text.drop { !$0.isNumber }.wholeMatch(of: #/[1-9][0-9]*\.[0-9]{2}|0\.[0-9]{2}/#) != nil
    }
    return signs.count <= 1 && isWellFormed ? [] : ["form"]
  }
}
