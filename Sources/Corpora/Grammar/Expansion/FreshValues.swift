// SPDX-License-Identifier: Apache-2.0

internal import Compute

/// What is made up for a document: decoys, and facts that only the document knows.
public struct FreshValues: Sendable {
  /// A thing that can be bought, and what it usually costs.
  public struct Product: Sendable {
    let name: Range<Int>
    let lowestPrice: Int
    let highestPrice: Int
  }

  /// The values of people who are in no corpus.
  let decoys: CommunityValues
  /// The seats of `decoys` by locale.
  let decoySeats: [Range<Int>]
  private let names: [UInt8]
  private let products: [Product]
  /// What stands before an amount, by locale, and by how much dollars are multiplied (percent).
  private let currencies: [(sign: [UInt8], percent: Int)]
  /// The day after the last that a text may name.
  private let asOf: CivilDate

  /// Gathers what is made up.
  ///
  /// - Parameters:
  ///   - decoys: The values of people who are in no corpus.
  ///   - decoySeats: Their seats by locale; a locale without any has no decoys.
  ///   - products: Names and usual prices in dollars; none must be empty.
  ///   - currencies: For each locale the sign and the percentage of a dollar's number.
  ///   - asOf: The corpus's date.
  public init(
    decoys: CommunityValues, decoySeats: [Range<Int>],
    products: [(name: String, lowestPrice: Int, highestPrice: Int)],
    currencies: [(sign: String, percent: Int)], asOf: CivilDate
  ) {
    self.decoys = decoys
    self.decoySeats = decoySeats
    self.asOf = asOf
    self.currencies = currencies.map { (Array($0.sign.utf8), $0.percent) }
    var names: [UInt8] = []
    self.products = products.map { product in
      let start = names.count
      names += Array(product.name.utf8)
      return Product(
        name: start..<names.count, lowestPrice: product.lowestPrice,
        highestPrice: max(product.lowestPrice, product.highestPrice))
    }
    self.names = names
  }

  /// Draws the place of a decoy's canonical text that nobody of the community has.
  func decoy(
    _ label: Int, _ scene: borrowing WritingScene, avoiding values: borrowing CommunityValues,
    _ draws: inout KeyedStream
  ) -> Range<Int> {
    let seats = scene.decoySeats
    guard !seats.isEmpty else { return 0..<0 }
    let first = draws.index(below: seats.count)
    for step in 0..<seats.count {
      let seat = seats.lowerBound + (first + step) % seats.count
      let range = decoys.range(at: seat * Attribute.count + label)
      if !range.isEmpty, !isTaken(range, label, values) { return range }
    }
    return 0..<0
  }

  private func isTaken(
    _ range: Range<Int>, _ label: Int, _ values: borrowing CommunityValues
  ) -> Bool {
    for seat in 0..<values.seatCount {
      let own = values.range(at: seat * Attribute.count + label)
      guard own.count == range.count else { continue }
      if (0..<own.count).allSatisfy({
        values.bytes[own.lowerBound + $0] == decoys.bytes[range.lowerBound + $0]
      }) {
        return true
      }
    }
    return false
  }

  /// Appends the canonical text of a fact made up for a document.
  ///
  /// - Parameters:
  ///   - fact: What is wanted.
  ///   - locale: The code of the author's locale.
  ///   - product: The product that the document is about, -1 for none yet; a price suits it.
  ///   - draws: What is drawn from.
  ///   - buffer: Takes the text.
  func write(
    _ fact: LocalFact, locale: Int, product: inout Int, _ draws: inout KeyedStream,
    into buffer: inout ByteBuffer
  ) {
    switch fact {
    case .item:
      product = draws.index(below: products.count)
      buffer.append(names, products[product].name)
    case .price:
      if product < 0 { product = draws.index(below: products.count) }
      write(price: products[product], locale: locale, &draws, into: &buffer)
    case .day:
      FreshValues.write(
        CivilDate(day: asOf.day - 1 - Int32(draws.index(below: 730))), into: &buffer)
    case .clock:
      let minutes = 360 + draws.index(below: 1080)
      buffer.append(digits: UInt(minutes / 60), atLeast: 2)
      buffer.append(":")
      buffer.append(digits: UInt(minutes % 60 / 5 * 5), atLeast: 2)
    case .number:
      buffer.append(decimal: 2 + draws.index(below: 47))
    }
  }

  private func write(
    price product: Product, locale: Int, _ draws: inout KeyedStream, into buffer: inout ByteBuffer
  ) {
    let span = product.highestPrice - product.lowestPrice + 1
    let dollars = product.lowestPrice + draws.index(below: span)
    let cents = [0, 49, 50, 95, 99][draws.index(below: 5)]
    let amount = max(1, (dollars * 100 + cents) * currencies[locale].percent / 100)
    buffer.append(currencies[locale].sign, 0..<currencies[locale].sign.count)
    buffer.append(decimal: amount / 100)
    buffer.append(".")
    buffer.append(digits: UInt(amount % 100), atLeast: 2)
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
