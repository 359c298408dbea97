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
  let names: [UInt8]
  let products: [Product]
  /// The positions of the products that a till or a parcel takes; of all if there are none.
  let smallProducts: [Int]
  /// The positions of the products that people save for; of all if there are none.
  let bigProducts: [Int]
  /// What stands before an amount, by locale, and by how much dollars are multiplied (percent).
  let currencies: [(sign: [UInt8], percent: Int)]
  /// The day after the last that a text may name.
  let asOf: CivilDate

  /// The most that a small product costs, in dollars.
  private static let mostOfSmall = 600
  /// The least that a big product costs, in dollars.
  private static let leastOfBig = 100

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
    let all = Array(products.indices)
    let small = all.filter { products[$0].highestPrice <= FreshValues.mostOfSmall }
    let big = all.filter { products[$0].lowestPrice >= FreshValues.leastOfBig }
    smallProducts = small.isEmpty ? all : small
    bigProducts = big.isEmpty ? all : big
    self.products = products.map { product in
      let start = names.count
      names += Array(product.name.utf8)
      return Product(
        name: start..<names.count, lowestPrice: product.lowestPrice,
        highestPrice: max(product.lowestPrice, product.highestPrice))
    }
    self.names = names
  }

  /// Draws the place of a decoy's canonical text that stands in no value of the community, or, where
  /// reserved numbers are so few that there is none, at least in none of the same attribute.
  func decoy(
    _ label: Int, _ scene: borrowing WritingScene, avoiding values: borrowing CommunityValues,
    _ draws: inout KeyedStream
  ) -> Range<Int> {
    let seats = scene.decoySeats
    guard !seats.isEmpty else { return 0..<0 }
    let first = draws.index(below: seats.count)
    var second = 0..<0
    for step in 0..<seats.count {
      let seat = seats.lowerBound + (first + step) % seats.count
      let range = decoys.range(at: seat * Attribute.count + label)
      if range.isEmpty || isTaken(range, label, values) { continue }
      if !values.bytes.holds(word: decoys.bytes[range]) { return range }
      if second.isEmpty { second = range }
    }
    return second
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
}
