// SPDX-License-Identifier: Apache-2.0

internal import Compute

/// An invariant that does not hold for a person; names neither values nor what was expected.
public struct InvariantViolation: Hashable, Sendable {
  /// The invariant's name.
  public let invariant: String
  /// The person's identifier.
  public let profile: String
}

/// Checks all declared invariants on the people of a community.
public struct CommunityValidator: Sendable {
  private let facts: ProfileFacts
  private let asOf: CivilDate
  private let invariants: [ProfileInvariant]

  /// The names of the invariants that need all communities: one person for a mail address or handle.
  public static let corpusInvariants = ["email-is-personal", "handle-is-personal"]

  /// Creates a validator.
  ///
  /// - Parameters:
  ///   - facts: What is known of the world.
  ///   - asOf: The day on which the profiles are true.
  ///   - formats: Whether numbers must be such that nobody can have.
  public init(facts: ProfileFacts, asOf: CivilDate, formats: FormatMode = .reserved) {
    self.facts = facts
    self.asOf = asOf
    invariants = ProfileInvariant.all.filter { formats == .reserved || !$0.isAboutFormats }
  }

  /// Returns what does not hold, by person and in the order of the invariants.
  ///
  /// - Parameters:
  ///   - community: All people of one community.
  ///   - seen: The mail addresses and handles of all communities so far; grows by those of this one.
  /// - Returns: The violations; empty where all is well.
  public func violations(
    in community: [Profile], seen: inout SeenValues
  ) -> [InvariantViolation] {
    var positions: [String: Int] = [:]
    for (place, profile) in community.enumerated() { positions[profile.id] = place }
    var found: [InvariantViolation] = []
    for profile in community {
      let reading = ProfileReading(
        profile, in: community, positions: positions, facts: facts, asOf: asOf)
      for invariant in invariants where !invariant.holds(reading) {
        found.append(InvariantViolation(invariant: invariant.name, profile: profile.id))
      }
      let isFresh = [seen.insert(profile, .email), seen.insert(profile, .handle)]
      for (name, isFresh) in zip(CommunityValidator.corpusInvariants, isFresh) where !isFresh {
        found.append(InvariantViolation(invariant: name, profile: profile.id))
      }
    }
    return found
  }
}

/// The mail addresses and handles that were seen, as 64-bit fingerprints.
///
/// Two different values are taken for one with a probability of n² / 2^65 among n values: for two
/// million values one in ten million.
public struct SeenValues: Sendable {
  private var fingerprints: Set<UInt64> = []

  /// Creates an empty set.
  public init() {}

  /// Adds a value; false where somebody had it before.
  mutating func insert(_ profile: Profile, _ attribute: Attribute) -> Bool {
    guard let text = profile[attribute] else { return true }
    let word = Seed.fingerprint("\(attribute.name):\(text.lowercased())")
    return fingerprints.insert(word).inserted
  }
}
