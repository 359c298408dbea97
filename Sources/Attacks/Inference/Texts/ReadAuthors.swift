// SPDX-License-Identifier: Apache-2.0

public import Compute
public import Learners

/// What trained adversaries see of the texts of some authors: counts of n-grams, text by text.
///
/// Read once and used for all attributes, adversaries and repeats. Other versions of the same authors'
/// texts, such as those behind a defence or a few texts of each, are values of their own.
public struct ReadAuthors: Sendable {
  /// The grams of each text of each author, `[authors][texts]`.
  public let texts: [[TextGrams]]
  /// The grams of all of an author's texts, `[authors]`.
  public let authors: [TextGrams]

  private init(texts: [[TextGrams]], jobs: Int) {
    self.texts = texts
    authors = parallelMap(count: texts.count, jobs: jobs) { TextGrams(merging: texts[$0]) }
  }

  /// Reads texts.
  ///
  /// - Parameters:
  ///   - texts: The texts of each author, `[authors][texts]`; an author may have none.
  ///   - lexicon: Finds tokens in a text, such as `place=DE`; nil for none.
  ///   - jobs: The most authors under way at once; changes nothing but the time.
  public init(
    _ texts: [[String]], lexicon: (@Sendable (String) -> [String])? = nil, jobs: Int = 1
  ) {
    let grams = parallelMap(count: texts.count, jobs: jobs) { author in
      texts[author].map { TextGrams($0, marks: lexicon?($0) ?? []) }
    }
    self.init(texts: grams, jobs: jobs)
  }

  /// The number of authors.
  public var count: Int { texts.count }

  /// Returns the same authors with at most some texts each.
  ///
  /// Which texts are kept follows from the seed and the positions of author and text alone, so that
  /// the texts of a lower limit are among those of a higher one.
  ///
  /// - Parameters:
  ///   - limit: The most texts of an author.
  ///   - seed: The seed of the draw.
  ///   - jobs: The most authors under way at once.
  /// - Returns: The authors with their texts in the order that they had.
  public func limited(to limit: Int, seed: Seed, jobs: Int = 1) -> ReadAuthors {
    let kept = texts.enumerated().map { author, own in
      let key = seed.derive("learning-curve", author)
      let order = own.indices.sorted { key.derive("text", $0).value < key.derive("text", $1).value }
      return order.prefix(limit).sorted().map { own[$0] }
    }
    return ReadAuthors(texts: kept, jobs: jobs)
  }

  /// Returns some of the authors, in the order given.
  public func part(_ members: [Int]) -> ReadAuthors {
    ReadAuthors(texts: members.map { texts[$0] }, authors: members.map { authors[$0] })
  }

  private init(texts: [[TextGrams]], authors: [TextGrams]) {
    self.texts = texts
    self.authors = authors
  }
}
