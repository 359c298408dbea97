// SPDX-License-Identifier: Apache-2.0

import Attacks
import Corpora

/// A value that a model was asked for, with everything that measures are grouped by.
struct AskedValue: Sendable {
  /// The person whose value it is.
  let person: String
  /// The attribute, such as `birth-city`.
  let attribute: String
  /// The kind of document.
  let kind: String
  /// How often the member of the pair was trained on, for its twin's values too.
  let copies: Int
  /// The locale of the member's author.
  let locale: String
  /// The value in its canonical form.
  let canonical: String
  /// What the model made of it.
  let reading: ValueReading

  /// The values of all documents of one side.
  ///
  /// - Parameters:
  ///   - pairs: The pairs.
  ///   - readings: The readings of members and of twins, in the order of pairs.
  ///   - locales: The locale of each profile.
  ///   - side: Which document of a pair.
  ///   - stray: Values to leave out, by document and place.
  /// - Returns: The values that could be asked for.
  static func all(
    _ pairs: [LabelledPair], _ readings: [TextReading], _ locales: [String: String],
    of side: KeyPath<LabelledPair, LabelledDocument>, without stray: [String: Set<Int>] = [:]
  ) -> [AskedValue] {
    zip(pairs, readings).flatMap { pair, reading in
      let left = stray[pair[keyPath: side].identifier] ?? []
      return pair[keyPath: side].values.enumerated().compactMap { place, value in
        left.contains(place)
          ? nil
          : reading.values[place].map {
            AskedValue(
              person: pair[keyPath: side].profile, attribute: value.attribute,
              kind: pair.member.kind.name, copies: pair.member.copies,
              locale: locales[pair.member.profile] ?? "unknown",
              canonical: value.canonical, reading: $0)
          }
      }
    }
  }
}

/// Something that measures are grouped by.
enum Grouping: String, CaseIterable {
  case copies
  case kind
  case attribute
  case locale

  /// The value's group.
  func name(of value: AskedValue) -> String {
    switch self {
    case .copies: String(value.copies)
    case .kind: value.kind
    case .attribute: value.attribute
    case .locale: value.locale
    }
  }

  /// The groups that measures are made for: pooled, by one key each, and by copies and one more.
  static let sets: [[Grouping]] =
    [[]] + allCases.map { [$0] } + [[.copies, .kind], [.copies, .attribute]]
}
