// SPDX-License-Identifier: Apache-2.0

extension CorpusLayout {
  /// What people need to know of a community: numbers, size and locale.
  public func frame(of community: Int) -> CommunityFrame {
    CommunityFrame(
      index: community, pair: pair(of: community), firstPerson: firstPerson(of: community),
      size: size(of: community), locale: locale(of: community))
  }
}

extension CommunityGenerator {
  /// Creates the generator of a corpus's people.
  ///
  /// - Parameters:
  ///   - lexicon: The words.
  ///   - layout: The corpus, for its seed, its day and its number of people.
  ///   - formats: Whether numbers are those that nobody can have.
  public init(lexicon: Lexicon, layout: CorpusLayout, formats: FormatMode = .reserved) {
    self.init(
      lexicon: lexicon, seed: layout.seed, personCount: layout.personCount,
      asOf: layout.recipe.asOf, formats: formats)
  }

  /// Makes a community of a corpus.
  public func community(at index: Int, in layout: CorpusLayout) -> Community {
    community(layout.frame(of: index))
  }
}
