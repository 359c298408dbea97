// SPDX-License-Identifier: Apache-2.0

/// How the documents of one kind are shared out over people, or over communities as a whole.
///
/// Members of a locale stand in the order of their communities and seats, and a member's documents
/// have consecutive ordinals there. Ordinal o has focus o mod A of the kind's A attributes, and rank
/// floor(o/A) among the documents of that kind, locale and focus.
struct KindShares: Sendable {
  let kind: DocumentKind
  let attributes: [Attribute]
  /// How many units, people or the community itself, share the documents of a member community.
  let unitsPerCommunity: Int
  /// For each locale the documents of its member units.
  let members: [Apportionment]
  /// The documents of unseen people: floor(i * total / binCount) belong to the first i of them.
  let unseen: Apportionment
  /// The number of documents of all roles.
  let documentCount: Int

  /// Shares a total out over people.
  ///
  /// Members get floor(T m / N) documents of T and their twins as many; the rest is for the unseen.
  /// Where there are none and T is odd, there is one document more.
  init(_ kind: DocumentKind, total: Int, _ attributes: [Attribute], _ roles: CommunityRoles) {
    let sides = roles.isWithoutTwin ? 1 : 2
    var memberTotal = Apportionment(total: total, over: roles.personCount)
      .first(of: roles.memberPersonCount)
    if roles.unseenPersonCount == 0 { memberTotal = (total + sides - 1) / sides }
    let rest = max(0, total - sides * memberTotal)
    let all = Apportionment(total: memberTotal, over: roles.memberPersonCount)
    var before = 0
    members = (0..<roles.localeCount).map { locale in
      let units = roles.memberCount(inLocale: locale) * roles.memberSize
      defer { before += units }
      return Apportionment(
        total: all.first(of: before + units) - all.first(of: before), over: units)
    }
    self.kind = kind
    self.attributes = attributes
    unitsPerCommunity = roles.memberSize
    unseen = Apportionment(total: rest, over: roles.unseenPersonCount)
    documentCount = sides * memberTotal + rest
  }

  /// Gives every community of full size the same number, and a smaller one fewer in proportion.
  init(
    communal kind: DocumentKind, perCommunity: Int, _ attributes: [Attribute],
    _ roles: CommunityRoles
  ) {
    let rate = Ratio(perCommunity, roles.communitySize)
    let memberShare = rate.floor(times: roles.memberSize)
    members = (0..<roles.localeCount).map { locale in
      let units = roles.memberCount(inLocale: locale)
      return Apportionment(total: units * memberShare, over: units)
    }
    self.kind = kind
    self.attributes = attributes
    unitsPerCommunity = 1
    // At the rate of whole communities, of which the last one may lack people.
    let unseenCount = (roles.unseenPersonCount + roles.communitySize - 1) / roles.communitySize
    unseen = Apportionment(
      total: perCommunity * unseenCount, over: roles.communitySize * unseenCount)
    documentCount =
      roles.memberPairCount * memberShare * (roles.isWithoutTwin ? 1 : 2)
      + rate.floor(times: roles.unseenPersonCount)
  }

  /// The ordinals, among those of its role and locale, of a unit's documents.
  ///
  /// - Parameters:
  ///   - unit: The seat; 0 for the community as a whole.
  ///   - place: Where the community stands.
  ///   - size: The number of people in the community.
  ///   - localeCount: The number of locales.
  /// - Returns: Consecutive ordinals.
  @inline(__always)
  func ordinals(of unit: Int, at place: CommunityRoles.Place, size: Int, localeCount: Int)
    -> Range<Int>
  {
    guard place.role == .unseen else {
      let index = place.rank / localeCount * unitsPerCommunity + unit
      let share = members[place.locale]
      return share.first(of: index)..<share.first(of: index + 1)
    }
    let first = place.unseenPeopleBefore + unit
    let width = kind.isOfCommunity ? size : 1
    return unseen.first(of: first)..<unseen.first(of: first + width)
  }
}
