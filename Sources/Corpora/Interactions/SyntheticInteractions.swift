// SPDX-License-Identifier: Apache-2.0

public import Compute

/// A synthetic set of interactions whose truth is known: who picked what, and why.
///
/// User u picks n distinct items without replacement, an item i with probability proportional to
/// exp(log popularity(i) + taste(u) . genres(i)); a share of the picks follows the square root of
/// popularity alone, and nobody else's picks predict those. Taste is the sum of a tilt that each
/// attribute value has and of a vector of the user's own. n is `leastPickCount` and a lognormal
/// number, so that few users make up much of the set.
///
/// Drawing without replacement is one race of Gumbel variates a user (Efraimidis and Spirakis,
/// "Weighted random sampling with a reservoir", 2006, doi:10.1016/j.ipl.2005.11.003). Every draw is
/// keyed by seed, user and item: leaving out a user changes nobody else's picks. Cost is
/// proportional to users times items.
public struct SyntheticInteractions: Sendable {
  /// The spread of the logarithm of activity; MovieLens 100K has about this one.
  static let activitySpread = 1.1

  /// The names of the attributes, in the order of a user's values.
  public let attributeNames: [String]
  /// All users, in the order given or made up.
  public let users: [SyntheticUser]
  /// Users' picks: users in order, each one's items ascending.
  public let rows: [(user: String, item: String)]

  /// Makes up users by the standard scheme, and their picks.
  ///
  /// - Parameters:
  ///   - plan: The size and character of the set.
  ///   - seed: The seed of all draws.
  ///   - jobs: The largest number of users drawn for at once; changes no result.
  /// - Throws: `implausiblePlan`.
  public init(_ plan: SyntheticInteractionPlan = .init(), seed: Seed, jobs: Int = 1)
    throws(CorpusError)
  {
    try plan.validate()
    let scheme = UserAttributeScheme.standard
    let digits = String(plan.userCount).count
    let users = (0..<plan.userCount).map { index in
      let text = String(index + 1)
      let id = "user-" + String(repeating: "0", count: digits - text.count) + text
      return scheme.user(id, seed: seed.derive("attributes"))
    }
    try self.init(
      plan, users: users, attributeNames: scheme.attributes.map(\.name), seed: seed, jobs: jobs)
  }

  /// Makes up picks for users whose attributes came from elsewhere.
  ///
  /// - Parameters:
  ///   - plan: The character of the set; its `userCount` has no effect.
  ///   - users: Users with distinct identifiers and one value an attribute.
  ///   - attributeNames: The attributes' names; a tilt belongs to name and value.
  ///   - seed: The seed of all draws.
  ///   - jobs: The largest number of users drawn for at once; changes no result.
  /// - Throws: `implausiblePlan`, `repeatedUser`.
  public init(
    _ plan: SyntheticInteractionPlan, users: [SyntheticUser], attributeNames: [String], seed: Seed,
    jobs: Int = 1
  ) throws(CorpusError) {
    try plan.validate()
    precondition(
      users.allSatisfy { $0.values.count == attributeNames.count }, "one value an attribute")
    guard Set(users.map(\.id)).count == users.count else {
      throw CorpusError(
        .repeatedUser, "Two of the users have one identifier.",
        remedy: "Give every user an identifier of its own.")
    }
    let catalogue = SyntheticCatalogue(plan, seed: seed)
    let picker = SyntheticPicker(
      plan: plan, catalogue: catalogue, attributeNames: attributeNames, seed: seed)
    let picks = parallelMap(count: users.count, jobs: jobs) { picker.picks(of: users[$0]) }
    self.attributeNames = attributeNames
    self.users = users
    rows = zip(users, picks).flatMap { user, items in
      items.map { (user: user.id, item: catalogue.ids[$0]) }
    }
  }
}
