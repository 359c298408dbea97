// SPDX-License-Identifier: Apache-2.0

public import Compute
import Learners

/// What authors wrote, counted and multiplied once for all attributes and adversaries.
///
/// How rare a gram is follows from all authors' texts as they were, those who are judged later among them:
/// an adversary has the texts of whom it attacks, and labels play no part. Texts after a defence are read
/// by the same weights.
public struct AuthorTexts: Sendable {
  /// One state of the texts that is judged.
  struct View: Sendable {
    /// Products of grams with those of the texts as they were, `[authors][authors]`.
    let grams: ProductTable
    /// The same of places that the texts mention.
    let places: ProductTable
    /// The rows of each author's texts.
    let sets: [Range<Int>]
    /// One row for each text.
    let rows: SparseRows
  }

  /// The identifiers of the authors.
  public let identifiers: [String]
  let original: View
  let defended: View?
  let shortened: [(count: Int, view: View)]

  /// How many texts of an author the learning curve reads.
  public static let curveCounts = [1, 2, 4, 8, 16, 32]
  /// How many grams of single texts the pool over texts reads, the commonest first.
  static let setGramLimit = 4_000

  /// Counts and multiplies.
  ///
  /// - Parameters:
  ///   - identifiers: The authors' identifiers.
  ///   - texts: Their texts, `[authors][texts]`.
  ///   - defended: Their texts after a defence, `[authors][texts]`; nil where there was none.
  ///   - places: The names of the places that a text mentions.
  ///   - seed: The seed by which the learning curve draws texts.
  ///   - jobs: The number of threads; changes nothing but the time.
  public init(
    identifiers: [String], texts: [[String]], defended: [[String]]?,
    places: @escaping @Sendable (String) -> [String], seed: Seed, jobs: Int
  ) {
    precondition(identifiers.count == texts.count, "texts of each author")
    self.identifiers = identifiers
    let counter = TextCounter(places: places, jobs: jobs)
    let counted = counter.count(texts)
    let weights = AuthorWeights(counted)
    original = weights.view(of: counted)
    self.defended = defended.map { weights.view(of: counter.count($0)) }
    shortened = AuthorTexts.curveCounts
      .filter { count in texts.contains { $0.count > count } }
      .map { count in
        let drawn = texts.indices.map { author in
          AuthorTexts.draw(texts[author], count, seed.derive(identifiers[author]))
        }
        return (count, weights.view(of: counter.count(drawn)))
      }
  }

  /// At most so many texts, drawn by their places, in their order.
  private static func draw(_ texts: [String], _ count: Int, _ seed: Seed) -> [String] {
    guard texts.count > count else { return texts }
    let keys = texts.indices.map { (seed.derive("text", $0).value, $0) }
    return keys.sorted { $0 < $1 }.prefix(count).map(\.1).sorted().map { texts[$0] }
  }
}

/// The grams of all texts, by author and by text.
private struct CountedTexts {
  let authors: [GramCounts]
  let places: [GramCounts]
  let texts: [GramCounts]
  let sets: [Range<Int>]
}

/// Counts the grams of texts on several threads.
private struct TextCounter {
  let places: @Sendable (String) -> [String]
  let jobs: Int

  func count(_ texts: [[String]]) -> CountedTexts {
    let places = places
    let counted = parallelMap(count: texts.count, jobs: jobs) { author in
      (
        whole: GramCounts(texts[author]),
        places: GramCounts(names: texts[author].flatMap(places)),
        single: texts[author].map { GramCounts([$0], kinds: [.words]) }
      )
    }
    var sets: [Range<Int>] = []
    for author in counted {
      let start = sets.last?.upperBound ?? 0
      sets.append(start..<start + author.single.count)
    }
    return CountedTexts(
      authors: counted.map(\.whole), places: counted.map(\.places),
      texts: counted.flatMap(\.single), sets: sets)
  }
}

/// How rare grams are among the authors as they were.
private struct AuthorWeights {
  private let grams: GramWeights
  private let places: GramWeights
  private let texts: GramWeights
  private let gramRows: SparseRows
  private let placeRows: SparseRows

  init(_ counted: CountedTexts) {
    grams = GramWeights(counted.authors)
    places = GramWeights(counted.places)
    texts = GramWeights(counted.texts, limit: AuthorTexts.setGramLimit)
    gramRows = grams.rows(of: counted.authors)
    placeRows = places.rows(of: counted.places)
  }

  func view(of counted: CountedTexts) -> AuthorTexts.View {
    AuthorTexts.View(
      grams: ProductTable(grams.rows(of: counted.authors), with: gramRows),
      places: ProductTable(places.rows(of: counted.places), with: placeRows), sets: counted.sets,
      rows: texts.rows(of: counted.texts))
  }
}
