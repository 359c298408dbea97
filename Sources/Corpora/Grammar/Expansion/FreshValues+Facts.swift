// SPDX-License-Identifier: Apache-2.0

internal import Compute

/// Facts that only their document knows.
extension FreshValues {
  /// Appends the canonical text of a fact made up for a document.
  ///
  /// - Parameters:
  ///   - fact: What is wanted.
  ///   - locale: The code of the author's locale.
  ///   - facts: What was made up for the text before, which the fact fits and is added to.
  ///   - draws: What is drawn from.
  ///   - buffer: Takes the text.
  func write(
    _ fact: LocalFact, locale: Int, _ facts: inout DocumentFacts, _ draws: inout KeyedStream,
    into buffer: inout ByteBuffer
  ) {
    switch fact {
    case .item, .smallItem, .bigItem:
      if !facts.isNameAwaited {
        facts.beginLine(about: product(fact, besides: facts.products, &draws))
      }
      facts.takeName()
      buffer.append(names, products[facts.product].name)
    case .day, .laterDay:
      let day = fact == .day ? day(&draws) : laterDay(than: facts.day, &draws)
      facts.day = day
      FreshValues.write(day, into: &buffer)
    case .clock:
      let minutes = 360 + draws.index(below: 1080)
      buffer.append(digits: UInt(minutes / 60), atLeast: 2)
      buffer.append(":")
      buffer.append(digits: UInt(minutes % 60 / 5 * 5), atLeast: 2)
    case .number:
      buffer.append(decimal: 2 + draws.index(below: 47))
    case .quantity:
      buffer.append(decimal: quantity(&facts, &draws))
    case .partCount:
      buffer.append(decimal: partCount(currencies[locale].percent, &facts, &draws))
    case .price, .lineTotal, .charge, .subtotal, .deliveryFee, .discount, .total, .firstPart,
      .partPrice:
      let amount = amount(fact, currencies[locale].percent, &facts, &draws)
      write(amount: amount, locale: locale, into: &buffer)
    }
  }

  /// How often a product is drawn again because the text names it already.
  private static let drawLimit = 16

  /// Draws a product that the text does not name yet, as long as that is likely to be found.
  private func product(
    _ fact: LocalFact, besides named: [Int32], _ draws: inout KeyedStream
  ) -> Int {
    var drawn = product(fact, &draws)
    var count = 1
    while named.contains(Int32(drawn)), count < FreshValues.drawLimit {
      drawn = product(fact, &draws)
      count += 1
    }
    return drawn
  }

  private func product(_ fact: LocalFact, _ draws: inout KeyedStream) -> Int {
    switch fact {
    case .smallItem: smallProducts[draws.index(below: smallProducts.count)]
    case .bigItem: bigProducts[draws.index(below: bigProducts.count)]
    default: draws.index(below: products.count)
    }
  }

  /// Appends an amount of the locale's currency, given in hundredths.
  private func write(amount: Int, locale: Int, into buffer: inout ByteBuffer) {
    buffer.append(currencies[locale].sign, 0..<currencies[locale].sign.count)
    buffer.append(decimal: amount / 100)
    buffer.append(".")
    buffer.append(digits: UInt(amount % 100), atLeast: 2)
  }
}

/// Days.
extension FreshValues {
  /// How many days before the corpus's date a day lies at least, so that three later ones fit.
  private static let daysLeft = 22

  private func day(_ draws: inout KeyedStream) -> CivilDate {
    let first = 730
    let span = first - FreshValues.daysLeft + 1
    return CivilDate(
      day: asOf.day - Int32(FreshValues.daysLeft) - Int32(draws.index(below: span)))
  }

  /// Draws a day after the last one, or after one that is not written; none lies in the future.
  private func laterDay(than last: CivilDate?, _ draws: inout KeyedStream) -> CivilDate {
    let before = last ?? day(&draws)
    return CivilDate(day: min(before.day + 1 + Int32(draws.index(below: 6)), asOf.day - 1))
  }

  /// Appends a date as `YYYY-MM-DD`.
  static func write(_ date: CivilDate, into buffer: inout ByteBuffer) {
    let (year, month, day) = date.components
    buffer.append(digits: UInt(year), atLeast: 4)
    buffer.append("-")
    buffer.append(digits: UInt(month), atLeast: 2)
    buffer.append("-")
    buffer.append(digits: UInt(day), atLeast: 2)
  }
}

/// Quantities and amounts.
extension FreshValues {
  private static let usualCents = [0, 49, 50, 95, 99]
  private static let deliveryCents = [295, 350, 399, 450, 495, 499, 595, 650, 699, 795, 899, 995]
  private static let discountPercents = [5, 10, 10, 15, 20, 25]
  /// How many of a thing are bought, by what it costs.
  private static let quantities = (
    cheap: [1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 4, 6], usual: [1, 1, 1, 2]
  )
  /// In how many parts a sum is paid.
  private static let partCounts = (small: [2, 3, 4], large: [3, 4, 6, 12])

  private static func draw(_ numbers: [Int], _ draws: inout KeyedStream) -> Int {
    numbers[draws.index(below: numbers.count)]
  }

  /// Returns an amount in hundredths of the locale's currency.
  ///
  /// - Parameters:
  ///   - fact: Which amount.
  ///   - percent: By how much dollars are multiplied.
  ///   - facts: What the amount fits; lines, charges, fee and discount are added.
  ///   - draws: What is drawn from.
  /// - Returns: The amount.
  private func amount(
    _ fact: LocalFact, _ percent: Int, _ facts: inout DocumentFacts, _ draws: inout KeyedStream
  ) -> Int {
    switch fact {
    case .lineTotal: return lineTotal(percent, &facts, &draws)
    case .charge:
      let charge = FreshValues.amount(ofDollars: 4 + draws.index(below: 87), percent, &draws)
      facts.count(charge: charge)
      return charge
    case .deliveryFee:
      if facts.deliveryFee == 0 {
        let cents = FreshValues.draw(FreshValues.deliveryCents, &draws)
        facts.deliveryFee = max(1, cents * percent / 100)
      }
      return facts.deliveryFee
    case .subtotal, .discount, .total, .firstPart, .partPrice:
      return sum(fact, percent, &facts, &draws)
    default: return price(percent, &facts, &draws)
    }
  }

  /// Returns an amount that follows from the lines; where there are none, from one line.
  private func sum(
    _ fact: LocalFact, _ percent: Int, _ facts: inout DocumentFacts, _ draws: inout KeyedStream
  ) -> Int {
    if facts.subtotal == 0 { _ = lineTotal(percent, &facts, &draws) }
    switch fact {
    case .subtotal: return facts.subtotal
    case .discount:
      if facts.discount == 0 {
        let share = FreshValues.draw(FreshValues.discountPercents, &draws)
        facts.discount = max(1, facts.subtotal * share / 100)
      }
      return facts.discount
    case .firstPart, .partPrice:
      _ = partCount(percent, &facts, &draws)
      return fact == .firstPart ? facts.firstPart : facts.part
    default: return facts.total
    }
  }

  private func lineTotal(
    _ percent: Int, _ facts: inout DocumentFacts, _ draws: inout KeyedStream
  ) -> Int {
    if facts.needsLine {
      facts.beginLine(about: product(.smallItem, besides: facts.products, &draws))
    }
    _ = price(percent, &facts, &draws)
    return facts.countLine()
  }

  /// Returns what one of the line's product costs; it stays the same for the whole line.
  private func price(
    _ percent: Int, _ facts: inout DocumentFacts, _ draws: inout KeyedStream
  ) -> Int {
    if facts.product < 0 { facts.beginLine(about: product(.item, besides: facts.products, &draws)) }
    if facts.price == 0 {
      let product = products[facts.product]
      let span = product.highestPrice - product.lowestPrice + 1
      facts.price = FreshValues.amount(
        ofDollars: product.lowestPrice + draws.index(below: span), percent, &draws)
    }
    return facts.price
  }

  /// Returns whole dollars and usual cents, in hundredths of the locale's currency.
  private static func amount(
    ofDollars dollars: Int, _ percent: Int, _ draws: inout KeyedStream
  ) -> Int {
    max(1, (dollars * 100 + draw(usualCents, &draws)) * percent / 100)
  }

  private func quantity(_ facts: inout DocumentFacts, _ draws: inout KeyedStream) -> Int {
    if facts.needsLine {
      facts.beginLine(about: product(.smallItem, besides: facts.products, &draws))
    }
    if facts.quantity == 0 {
      facts.quantity =
        switch products[facts.product].highestPrice {
        case ...60: FreshValues.draw(FreshValues.quantities.cheap, &draws)
        case ...150: FreshValues.draw(FreshValues.quantities.usual, &draws)
        default: 1
        }
    }
    return facts.quantity
  }

  private func partCount(
    _ percent: Int, _ facts: inout DocumentFacts, _ draws: inout KeyedStream
  ) -> Int {
    if facts.subtotal == 0 { _ = lineTotal(percent, &facts, &draws) }
    if facts.partCount == 0 {
      // More than two hundred dollars, in hundredths of the locale's currency.
      let isLarge = facts.total > 200 * percent
      facts.partCount = FreshValues.draw(
        isLarge ? FreshValues.partCounts.large : FreshValues.partCounts.small, &draws)
    }
    return facts.partCount
  }
}
