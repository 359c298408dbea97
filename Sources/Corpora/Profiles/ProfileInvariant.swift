// SPDX-License-Identifier: Apache-2.0

/// Something that holds for every coherent person, with the check that says whether it does.
public struct ProfileInvariant: Sendable {
  /// The name in reports, such as `age-matches-birth-date`.
  public let name: String
  /// What holds, as one sentence.
  public let statement: String
  /// Whether it needs numbers that nobody can have, which realistic formats give up.
  public let isAboutFormats: Bool
  /// Whether it holds for the person; also where what it is about is not there.
  let holds: @Sendable (ProfileReading) -> Bool

  init(
    _ name: String, _ statement: String, isAboutFormats: Bool = false,
    holds: @escaping @Sendable (ProfileReading) -> Bool
  ) {
    self.name = name
    self.statement = statement
    self.isAboutFormats = isAboutFormats
    self.holds = holds
  }

  /// All declared invariants about one person among those of the community, in the order of checks.
  ///
  /// That mail addresses and handles are used by one person alone in a whole corpus is checked by
  /// `CommunityValidator` with the help of `SeenValues`.
  public static let all: [ProfileInvariant] = [
    ofIdentity, ofNames, ofPlaces, ofEducation, ofWork, ofCareers, ofMoney, ofPartners, ofWeddings,
    ofChildren, ofHouseholds, ofFriends, ofContacts, ofMail, ofIdentifiers, ofLifeLines, ofFacets,
  ].flatMap { $0 }
}
