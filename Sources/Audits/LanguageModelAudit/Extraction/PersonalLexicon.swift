// SPDX-License-Identifier: Apache-2.0

import Attacks
import Corpora

/// The values of people whom a model read of and of people whom it never did, to be found in outputs.
///
/// A value that people of both sides have tells nothing and is left out, as is one of too few letters
/// and digits.
struct PersonalLexicon: Sendable {
  /// A value of one attribute.
  struct Entry: Equatable, Sendable {
    let attribute: String
    let value: String
    let isMember: Bool
  }

  /// The values by attribute, then by value.
  let entries: [Entry]
  private let lexicon: ValueLexicon

  /// Collects the values.
  init(_ people: [LabelledPeople.Person]) {
    var sides: [String: (own: Bool, other: Bool)] = [:]
    var attributes: [String: Set<String>] = [:]
    for person in people {
      for (attribute, values) in person.facts {
        for value in values where ValueLexicon.isFindable(value) {
          let old = sides[value] ?? (false, false)
          sides[value] = (old.own || person.isMember, old.other || !person.isMember)
          attributes[attribute, default: []].insert(value)
        }
      }
    }
    entries = attributes.keys.sorted().flatMap { attribute in
      (attributes[attribute] ?? []).sorted().compactMap { value in
        guard let side = sides[value], side.own != side.other else { return nil }
        return Entry(attribute: attribute, value: value, isMember: side.own)
      }
    }
    lexicon = ValueLexicon(entries.map(\.value))
  }

  /// The places of the values that stand in a text.
  func search(_ text: String) -> ValueLexicon.Found { lexicon.search(text) }
}
