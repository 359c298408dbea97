// SPDX-License-Identifier: Apache-2.0

import Compute
import Corpora

/// The values that people of one side have, from which false candidates are drawn.
struct CandidatePool: Sendable {
  /// The different values of each attribute, in ascending order.
  private let values: [String: [String]]
  private let facts: [String: [String: [String]]]

  /// Collects the values of people of one side.
  init(_ people: [LabelledPeople.Person]) {
    var values: [String: Set<String>] = [:]
    for person in people {
      for (attribute, own) in person.facts { values[attribute, default: []].formUnion(own) }
    }
    self.values = values.mapValues { $0.sorted() }
    facts = Dictionary(people.map { ($0.profile, $0.facts) }) { first, _ in first }
  }

  /// All values of an attribute.
  func all(of attribute: String) -> [String] { values[attribute] ?? [] }

  /// Draws values of an attribute that other people have and the person has not.
  ///
  /// - Parameters:
  ///   - value: The true value, which is left out.
  ///   - attribute: The attribute.
  ///   - person: The person's profile.
  ///   - count: How many, at most.
  ///   - generator: What draws.
  /// - Returns: Different values, in the order of the draw.
  func others(
    than value: String, of attribute: String, person: String, count: Int,
    using generator: inout SeededGenerator
  ) -> [String] {
    let own = Set(facts[person]?[attribute] ?? []).union([value])
    var rest = all(of: attribute).filter { !own.contains($0) }
    let wanted = min(count, rest.count)
    for place in 0..<wanted {
      rest.swapAt(place, place + generator.index(below: rest.count - place))
    }
    return Array(rest.prefix(wanted))
  }
}
