// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Corpora

/// A value that was taken out of a document, with candidates for it.
struct InferenceItem: Sendable {
  /// The document's identifier.
  let identifier: String
  let isMember: Bool
  /// How often the member of the pair was trained on.
  let copies: Int
  let attribute: String
  let gap: CandidateText
  let value: String
  /// The true value, then others of the same attribute and side.
  let candidates: [String]

  /// Draws one value of each of some members, and one of the same attribute of its twin.
  ///
  /// Values that several documents of a person hold are left out, as are those without candidates. Draws
  /// are keyed by document.
  ///
  /// - Parameters:
  ///   - texts: Pairs of documents.
  ///   - people: The people, from whose values candidates are drawn.
  ///   - settings: How many values and candidates.
  ///   - seed: The seed of the draws.
  /// - Returns: The items, each member's followed by its twin's.
  static func all(
    _ texts: AuditedTexts, _ people: [LabelledPeople.Person], _ settings: ExtractionSettings,
    seed: Seed
  ) -> [InferenceItem] {
    let seed = seed.derive("inference")
    let pools = [
      true: CandidatePool(people.filter(\.isMember)),
      false: CandidatePool(people.filter { !$0.isMember }),
    ]
    let order = texts.pairs.sorted {
      let (one, other) = ($0.member.identifier, $1.member.identifier)
      return (seed.key(for: one), one) < (seed.key(for: other), other)
    }
    var items: [InferenceItem] = []
    var count = 0
    for pair in order where count < settings.valueCount {
      let left = texts.stray[pair.member.identifier] ?? []
      let drawing = Drawing(pools: pools, count: settings.candidateCount, seed: seed)
      guard let own = drawing.item(of: pair.member, pair, without: left, attribute: nil) else {
        continue
      }
      items.append(own)
      count += 1
      if let twin = drawing.item(of: pair.twin, pair, without: [], attribute: own.attribute) {
        items.append(twin)
      }
    }
    return items
  }

  /// The values of people of both sides, of each attribute that is asked for.
  static func known(
    _ people: [LabelledPeople.Person], for items: [InferenceItem]
  ) -> [String: [String]] {
    let pool = CandidatePool(people)
    return Dictionary(Set(items.map(\.attribute)).map { ($0, pool.all(of: $0)) }) { $1 }
  }

  /// The longest known value that an answer begins with.
  ///
  /// - Parameters:
  ///   - answer: What the model wrote into the gap.
  ///   - known: The values of the attribute that are known, of both sides.
  /// - Returns: The value; nil where there is none.
  func recognized(in answer: String, by known: [String]) -> String? {
    let said = answer.drop(while: \.isWhitespace)
    return known.filter { said.hasPrefix($0) && ValueMatch(answer, of: $0) == .exact }
      .max { ($0.utf8.count, $1) < ($1.utf8.count, $0) }
  }

  /// The tokens that an answer gets: as many as the value has, and room for a longer one.
  func mostTokens(beyond count: Int) -> Int { count + 8 }

  /// What draws items.
  private struct Drawing {
    let pools: [Bool: CandidatePool]
    let count: Int
    let seed: Seed

    func item(
      of document: LabelledDocument, _ pair: LabelledPair, without left: Set<Int>,
      attribute: String?
    ) -> InferenceItem? {
      let isMember = document.set.isMember
      guard let pool = pools[isMember] else { return nil }
      var generator = SeededGenerator(seed: Seed(seed.key(for: document.identifier)))
      let places = document.values.indices.filter { place in
        let value = document.values[place]
        return !left.contains(place) && Attribute(name: value.attribute) != nil
          && value.range.lowerBound > 0 && attribute.map { $0 == value.attribute } ?? true
      }
      guard !places.isEmpty else { return nil }
      let value = document.values[places[generator.index(below: places.count)]]
      let others = pool.others(
        than: value.canonical, of: value.attribute, person: value.subject, count: count - 1,
        using: &generator)
      guard !others.isEmpty else { return nil }
      return InferenceItem(
        identifier: document.identifier, isMember: isMember, copies: pair.member.copies,
        attribute: value.attribute, gap: CandidateText(without: value.range, in: document.text),
        value: value.canonical, candidates: [value.canonical] + others)
    }
  }
}
