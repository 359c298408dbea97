// SPDX-License-Identifier: Apache-2.0

public import Compute

extension FreshValues {
  /// The most communities of a locale from whose people decoys are taken.
  private static let mostCommunities = 100

  /// Gathers decoys and products for a corpus.
  ///
  /// Decoys are the values of people who come after the corpus's last one: the same generator makes
  /// them, so that they look alike, and what is unique by a person's index is nobody's.
  ///
  /// - Parameters:
  ///   - lexicon: The words.
  ///   - layout: The corpus, whose locales get decoys.
  ///   - seed: The corpus's seed.
  ///   - formats: Whether numbers are those that nobody can have.
  public init(lexicon: Lexicon, layout: CorpusLayout, seed: Seed, formats: FormatMode) {
    let locales = layout.recipe.locales
    let share = layout.communityCount / max(1, locales.count)
    let perLocale = min(FreshValues.mostCommunities, max(4, share))
    let size = 10
    let generator = CommunityGenerator(
      lexicon: lexicon, seed: seed,
      personCount: layout.personCount + locales.count * perLocale * size,
      asOf: layout.recipe.asOf, formats: formats)
    var arena = ByteBuffer(capacity: 1 << 16)
    var ranges: [Range<Int>] = []
    var seats = [Range<Int>](repeating: 0..<0, count: LocaleCode.count)
    // One past the last pair, and so never a twin of the corpus.
    let firstIndex = layout.communityCount + 2
    for (place, locale) in locales.enumerated() where seats[locale.index].isEmpty {
      let first = ranges.count / Attribute.count
      for number in 0..<perLocale {
        let ordinal = place * perLocale + number
        let community = generator.community(
          CommunityFrame(
            index: firstIndex + ordinal, pair: firstIndex + ordinal,
            firstPerson: layout.personCount + ordinal * size, size: size, locale: locale))
        for seat in 0..<size {
          for attribute in Attribute.allCases {
            let range = community.values[seat, attribute]
            let start = arena.count
            arena.append(community.values.bytes, range)
            ranges.append(start..<arena.count)
          }
        }
      }
      seats[locale.index] = first..<ranges.count / Attribute.count
    }
    var values = CommunityValues(seatCount: ranges.count / Attribute.count)
    values.fill(from: arena) { ranges[$0 * Attribute.count + $1.index] }
    self.init(
      decoys: values, decoySeats: seats, products: FreshValues.products(of: lexicon),
      currencies: LocaleCode.allCases.map { code in
        let facts = lexicon.locale(code).facts
        return (facts[.currencySign], facts.currencyPer100Dollars)
      }, asOf: layout.recipe.asOf)
  }

  private static func products(
    of lexicon: Lexicon
  ) -> [(name: String, lowestPrice: Int, highestPrice: Int)] {
    let table = lexicon.products
    return (0..<table.count).map { place in
      (
        table.names.texts[place], Int(table.lowestPrices[place]),
        Int(table.highestPrices[place])
      )
    }
  }
}
