// SPDX-License-Identifier: Apache-2.0

/// What a community is for.
public enum CommunityRole: Sendable {
  /// Trained on.
  case member
  /// Alike to a member community in all but the values, and never trained on.
  case twin
  /// Never trained on.
  case unseen
}

/// The roles and places of all communities, in closed form.
///
/// Communities 2k and 2k+1 are pair k, and with an unseen share a/b it is unseen where
/// floor((k+1)a/b) exceeds floor(ka/b): the last of ten at one tenth. So k - floor(ka/b) member
/// pairs come before pair k, and member pair r is pair floor(rb/(b-a)). A pair whose communities
/// differ in size is unseen too; where no pair is whole, community 0 is a member without twin.
struct CommunityRoles: Sendable {
  /// Where a community stands among those of its role.
  struct Place {
    let role: CommunityRole
    /// For members and twins the rank of the pair among member pairs.
    let rank: Int
    /// The position of the locale in the recipe's list.
    let locale: Int
    /// For unseen ones the number of unseen people in earlier communities.
    let unseenPeopleBefore: Int
  }

  let personCount: Int
  let communitySize: Int
  let localeCount: Int
  let communityCount: Int
  /// Pairs with two communities of full size.
  let wholePairCount: Int
  let memberPairCount: Int
  private let unseenShare: Ratio
  /// Pairs for each member pair.
  private let pairsPerMember: Ratio

  init(personCount: Int, communitySize: Int, localeCount: Int, unseenShare: Ratio) {
    precondition(personCount > 0 && communitySize > 0 && localeCount > 0, "people somewhere")
    precondition(unseenShare.numerator < unseenShare.denominator, "not everybody is unseen")
    self.personCount = personCount
    self.communitySize = communitySize
    self.localeCount = localeCount
    self.unseenShare = unseenShare
    pairsPerMember = Ratio(
      unseenShare.denominator, unseenShare.denominator - unseenShare.numerator)
    communityCount = (personCount - 1) / communitySize + 1
    wholePairCount = personCount / (2 * communitySize)
    memberPairCount = max(1, wholePairCount - unseenShare.floor(times: wholePairCount))
  }

  /// Whether the only member community has no twin.
  var isWithoutTwin: Bool { wholePairCount == 0 }

  /// The number of people in a member community.
  var memberSize: Int { min(communitySize, personCount) }

  /// The number of people who are trained on.
  var memberPersonCount: Int { memberPairCount * memberSize }

  /// The number of people who are neither members nor twins.
  var unseenPersonCount: Int { personCount - memberPersonCount * (isWithoutTwin ? 1 : 2) }

  func size(of community: Int) -> Int {
    min(communitySize, personCount - community * communitySize)
  }

  /// The number of member communities of a locale.
  func memberCount(inLocale locale: Int) -> Int {
    (memberPairCount + localeCount - 1 - locale) / localeCount
  }

  /// The number of people of a locale, whatever their role.
  func peopleCount(inLocale locale: Int) -> Int {
    if isWithoutTwin {
      let others = personCount - memberSize
      return (locale == 0 ? memberSize : 0) + (locale == localeCount - 1 ? others : 0)
    }
    let pairSize = 2 * communitySize
    let unseenPairCount = wholePairCount - memberPairCount
    // Unseen pairs take the locales from the last on, and the pair that is not whole comes after.
    let unseenHere = (unseenPairCount + locale) / localeCount
    let isLast = localeCount - 1 - unseenPairCount % localeCount == locale
    return (memberCount(inLocale: locale) + unseenHere) * pairSize
      + (isLast ? personCount - wholePairCount * pairSize : 0)
  }

  func place(of community: Int) -> Place {
    precondition(community >= 0 && community < communityCount, "a community of the corpus")
    let pair = community / 2
    if isWithoutTwin {
      return community == 0
        ? Place(role: .member, rank: 0, locale: 0, unseenPeopleBefore: 0)
        : Place(role: .unseen, rank: 0, locale: localeCount - 1, unseenPeopleBefore: 0)
    }
    let unseenBefore = unseenShare.floor(times: min(pair, wholePairCount))
    if pair < wholePairCount && unseenShare.floor(times: pair + 1) == unseenBefore {
      let rank = pair - unseenBefore
      return Place(
        role: community % 2 == 0 ? .member : .twin, rank: rank, locale: rank % localeCount,
        unseenPeopleBefore: 0)
    }
    // From the last locale on, so that all have the same number of pairs but for one.
    return Place(
      role: .unseen, rank: unseenBefore,
      locale: localeCount - 1 - unseenBefore % localeCount,
      unseenPeopleBefore: (unseenBefore * 2 + community % 2) * communitySize)
  }

  /// The member community of a locale, counted from 0 there.
  func memberCommunity(_ index: Int, inLocale locale: Int) -> Int {
    isWithoutTwin ? 0 : 2 * pairsPerMember.floor(times: index * localeCount + locale)
  }
}
