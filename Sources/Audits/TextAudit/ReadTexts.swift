// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Corpora

/// Authors' texts as trained adversaries read them: as they were, after a defence, and a few of each.
struct ReadTexts: Sendable {
  /// How many texts of an author the learning curve reads; those that some author has more of.
  let counts: [Int]
  /// Without places: as they were, after a defence where there was one, then a few of each.
  let plain: [ReadAuthors]
  /// The same with the names of the places that they mention.
  private let placed: [ReadAuthors]

  private static let curve = [1, 2, 4, 8, 16, 32]

  /// Counts what stands in texts.
  ///
  /// - Parameters:
  ///   - material: The authors.
  ///   - seed: The seed by which a few texts of each author are drawn.
  ///   - places: Names the places that a text mentions.
  init(
    _ material: AuditedAuthors, seed: Seed, places: @escaping @Sendable (String) -> [String]
  ) {
    let states = [material.authors] + [material.defended].compactMap(\.self)
    let longest = material.authors.map(\.texts.count).max() ?? 0
    let counts = ReadTexts.curve.filter { $0 < longest }
    let versions = { (lexicon: (@Sendable (String) -> [String])?) in
      let read = states.map { authors in
        ReadAuthors(authors.map { $0.texts.map(\.text) }, lexicon: lexicon)
      }
      return read + counts.map { read[0].limited(to: $0, seed: seed) }
    }
    self.counts = counts
    plain = versions(nil)
    placed = versions(places)
  }

  /// What an adversary reads: the texts that it learns from first.
  func versions(for adversary: TrainedAdversary) -> [ReadAuthors] {
    adversary == .lexicon ? placed : plain
  }
}
