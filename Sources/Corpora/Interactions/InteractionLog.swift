// SPDX-License-Identifier: Apache-2.0

public import Compute

/// An interaction log whose users are a corpus's people, made one community at a time.
///
/// The generator is that of `SyntheticInteractions`: draws are keyed by seed, user and item, so that
/// nobody's picks depend on who else is there, and a log in shards is the log in one piece. Tastes
/// tilt by sex, age band, occupation, education, income level, locale and city.
public struct InteractionLog: Sendable {
  /// The attributes on which tastes depend, in the order of a user's values.
  public static let attributeNames =
    facets.map(\.name) + [Attribute.city.name]

  private static let facets: [Facet] = [
    .sex, .ageBand, .occupation, .education, .incomeLevel, .locale,
  ]

  private let catalogue: SyntheticCatalogue
  private let picker: SyntheticPicker

  /// Makes up the items.
  ///
  /// - Parameters:
  ///   - plan: The character of the log; its `userCount` has no effect.
  ///   - seed: The corpus's seed.
  /// - Throws: `implausiblePlan`.
  public init(_ plan: SyntheticInteractionPlan, seed: Seed) throws(CorpusError) {
    try plan.validate()
    let seed = seed.derive("interactions")
    catalogue = SyntheticCatalogue(plan, seed: seed)
    picker = SyntheticPicker(
      plan: plan, catalogue: catalogue, attributeNames: InteractionLog.attributeNames, seed: seed)
  }

  /// A person as the generator's user.
  ///
  /// - Parameters:
  ///   - person: The person's index in the corpus.
  ///   - seat: The person's seat.
  ///   - facets: The community's facets: seat times `Facet.count` plus the facet.
  ///   - values: The community's values.
  /// - Returns: The user, under the person's identifier.
  public func user(
    _ person: Int, seat: Int, facets: [UInt8], values: CommunityValues
  ) -> SyntheticUser {
    var id = ByteBuffer(capacity: 32)
    DocumentAddress.write(person: person, into: &id)
    let categories = InteractionLog.facets.map { facet in
      facet.categories[Int(facets[seat * Facet.count + facet.index])]
    }
    return SyntheticUser(
      id: id.string(0..<id.count), values: categories + [values.text(seat, .city)])
  }

  /// Appends one line for each of a user's picks: user, tab, item; items in order.
  ///
  /// - Parameters:
  ///   - user: The user, with the values of `attributeNames`.
  ///   - lines: The file's bytes.
  /// - Returns: The number of lines.
  @discardableResult
  public func writeLines(of user: SyntheticUser, into lines: inout ByteBuffer) -> Int {
    let items = picker.picks(of: user)
    for item in items {
      lines.append(string: user.id)
      lines.append("\t")
      lines.append(string: catalogue.ids[item])
      lines.append("\n")
    }
    return items.count
  }

  /// Appends the lines of a community's people, by seat.
  ///
  /// - Parameters:
  ///   - firstPerson: The index in the corpus of the person in seat 0.
  ///   - facets: The community's facets.
  ///   - values: The community's values.
  ///   - lines: The file's bytes.
  /// - Returns: The number of lines.
  @discardableResult
  public func writeLines(
    firstPerson: Int, facets: [UInt8], values: CommunityValues, into lines: inout ByteBuffer
  ) -> Int {
    (0..<values.seatCount).reduce(0) { count, seat in
      let user = user(firstPerson + seat, seat: seat, facets: facets, values: values)
      return count + writeLines(of: user, into: &lines)
    }
  }
}
