// SPDX-License-Identifier: Apache-2.0

internal import Compute

/// What the two communities of a pair have in common: households, ties and the plan of each seat.
///
/// A pure function of the pair's seed, the size and the locale's tables. Nothing here may depend on
/// what the generator draws by the community's own seed.
struct CommunityPlan {
  /// The seats, those of a household next to each other.
  var seats: [SeatPlan] = []
  /// The friends of each seat, in `friendLimit` places, of which `friendCounts` says how many hold.
  var friends: [UInt8] = []
  var friendCounts: [UInt8] = []

  /// The most friends that somebody has in the community.
  static let friendLimit = 4

  private var householdCount: UInt8 = 0

  /// Draws the plan anew.
  mutating func draw(seed: Seed, size: Int, groups: OccupationWeights) {
    var draws = DrawStream(key: seed.derive("plan").value)
    seats.removeAll(keepingCapacity: true)
    householdCount = 0
    while seats.count < size { addHousehold(room: size - seats.count, &draws) }
    for seat in 0..<size {
      var seatDraws = DrawStream(key: seed.value, seat)
      complete(seat, groups, &seatDraws)
    }
    befriend(&draws)
  }

  /// Adds a household that fits into the room left.
  private mutating func addHousehold(room: Int, _ draws: inout DrawStream) {
    var pattern = HouseholdPattern.allCases[draws.pick(PeopleWeights.patterns)]
    if pattern.leastSize > room { pattern = pattern.smaller }
    let band = UInt8(draws.pick(PeopleWeights.bands[Int(pattern.rawValue)]))
    var head = SeatPlan()
    head.household = householdCount
    head.householdKind = pattern.kind
    head.ageBand = band
    head.sex = UInt8(draws.pick(PeopleWeights.sexes))
    switch pattern {
    case .alone: addLoner(head, &draws)
    case .couple: addPair(head, &draws)
    case .coupleOffStage, .familyOffStage: addHalf(head, &draws)
    case .family: addPair(head, &draws)
    case .loneParent: addLoneParent(head, &draws)
    case .grownChild: addGrownChild(head, room: room, &draws)
    case .shared: addFlatmates(head, room: room, &draws)
    }
    householdCount += 1
  }
}

/// The households that are drawn; off-stage partners are facts and no seats.
enum HouseholdPattern: UInt8, CaseIterable {
  case alone
  case couple
  case coupleOffStage
  case family
  case familyOffStage
  case loneParent
  case grownChild
  case shared

  var kind: HouseholdKind {
    switch self {
    case .alone: .alone
    case .couple, .coupleOffStage: .couple
    case .family, .familyOffStage, .loneParent, .grownChild: .family
    case .shared: .shared
    }
  }

  var leastSize: Int {
    switch self {
    case .alone, .coupleOffStage, .familyOffStage, .loneParent: 1
    case .couple, .family, .grownChild, .shared: 2
    }
  }

  /// What takes its place where only one seat is left.
  var smaller: HouseholdPattern {
    switch self {
    case .couple: .coupleOffStage
    case .family: .familyOffStage
    case .grownChild: .loneParent
    case .shared, .alone: .alone
    case .coupleOffStage, .familyOffStage, .loneParent: self
    }
  }
}
