// SPDX-License-Identifier: Apache-2.0

internal import Compute

/// Which people of member communities will have to be forgotten.
///
/// F = floor(share * members + 1/2), one at least unless the share is 0, are shared out over member
/// communities in the order of locales; which community of a locale stands where in that order is
/// keyed, and so are the seats.
struct ForgetPlan: Sendable {
  private let seatSeed: Seed
  private let orders: [KeyedPermutation]
  private let firstPlaces: [Int]
  private let shares: Apportionment
  private let localeCount: Int

  init(roles: CommunityRoles, share: Ratio, seed: Seed) {
    let seed = seed.derive("forget")
    let members = roles.memberPersonCount
    let wanted = share.rounded(times: members)
    shares = Apportionment(
      total: share.numerator == 0 ? 0 : min(max(wanted, 1), members), over: roles.memberPairCount)
    var before = 0
    var orders: [KeyedPermutation] = []
    var firstPlaces: [Int] = []
    for locale in 0..<roles.localeCount {
      let count = roles.memberCount(inLocale: locale)
      firstPlaces.append(before)
      orders.append(KeyedPermutation(count: count, key: seed.derive("locale", locale).value))
      before += count
    }
    (self.orders, self.firstPlaces, localeCount) = (orders, firstPlaces, roles.localeCount)
    seatSeed = seed.derive("seat")
  }

  /// The number of people who will have to be forgotten.
  var personCount: Int { shares.total }

  /// The seats of a community, one bit each.
  func seats(at place: CommunityRoles.Place, community: Int, size: Int) -> UInt64 {
    guard place.role == .member else { return 0 }
    let index = orders[place.locale](place.rank / localeCount)
    let count = shares.count(of: firstPlaces[place.locale] + index)
    guard count > 0 else { return 0 }
    let order = KeyedPermutation(count: size, key: seatSeed.derive("community", community).value)
    return (0..<count).reduce(0) { $0 | 1 << UInt64(order($1)) }
  }
}

extension CorpusLayout {
  /// The number of people who will have to be forgotten.
  public var forgetCount: Int { forgetPlan.personCount }

  /// The seats of a community whose people will have to be forgotten, one bit each.
  public func forgetSeats(in community: Int) -> UInt64 {
    forgetPlan.seats(
      at: roles.place(of: community), community: community, size: size(of: community))
  }

  /// What a person's documents are for.
  ///
  /// - Parameters:
  ///   - seat: The person's seat.
  ///   - community: The person's community.
  ///   - ties: The seats of the person's household and friends, one bit each.
  /// - Returns: The set.
  public func set(of seat: Int, in community: Int, ties: UInt64) -> CorpusSet {
    switch role(of: community) {
    case .twin: return .twin
    case .unseen: return .unseen
    case .member:
      let forgotten = forgetSeats(in: community)
      if forgotten >> UInt64(seat) & 1 == 1 { return .forget }
      return forgotten & ties != 0 ? .neighbour : .retain
    }
  }
}
