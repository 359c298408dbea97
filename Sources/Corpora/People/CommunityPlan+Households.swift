// SPDX-License-Identifier: Apache-2.0

extension CommunityPlan {
  /// Adds somebody who lives alone, whoever their children live with.
  mutating func addLoner(_ plan: SeatPlan, _ draws: inout DrawStream) {
    var head = plan
    let band = Int(head.ageBand)
    head.relationship = Relationship(drawn: draws.pick(PeopleWeights.alone[band]))
    switch head.relationship {
    case .divorced: head.childCount = UInt8(draws.pick(PeopleWeights.childrenOfDivorced[band]))
    case .widowed where band >= 3:
      head.childCount = UInt8(draws.pick(PeopleWeights.childrenGone[band]))
    default: break
    }
    seats.append(head)
  }

  /// Adds a couple of which both have seats.
  mutating func addPair(_ plan: SeatPlan, _ draws: inout DrawStream) {
    var (head, partner) = (plan, plan)
    partner.role = .partner
    partner.sex = CommunityPlan.partnerSex(of: head.sex, &draws)
    // The oldest band is wide: a partner below it might be too young for common children.
    if head.householdKind == .couple, head.ageBand < 5, draws.chance(12) {
      partner.ageBand = head.ageBand > 0 && draws.chance(50) ? head.ageBand - 1 : head.ageBand + 1
    }
    head.relationship = CommunityPlan.couple(min(head.ageBand, partner.ageBand), &draws)
    partner.relationship = head.relationship
    head.childCount = CommunityPlan.childCount(
      head.householdKind, band: Int(min(head.ageBand, partner.ageBand)), &draws)
    partner.childCount = head.childCount
    join(&head, &partner, &draws)
    seats.append(head)
    seats.append(partner)
  }

  /// Ties two seats that are added next.
  private func join(_ head: inout SeatPlan, _ partner: inout SeatPlan, _ draws: inout DrawStream) {
    head.partner = Int16(seats.count + 1)
    partner.partner = Int16(seats.count)
    guard head.relationship == .married, draws.chance(80) else { return }
    // A woman takes the name of her husband; of two alike the second takes that of the first.
    if head.sex == 0 && partner.sex == 1 { head.takesName = true } else { partner.takesName = true }
  }

  /// Adds one of a couple whose other half has no seat.
  mutating func addHalf(_ plan: SeatPlan, _ draws: inout DrawStream) {
    var head = plan
    head.relationship = CommunityPlan.couple(head.ageBand, &draws)
    head.childCount = CommunityPlan.childCount(head.householdKind, band: Int(head.ageBand), &draws)
    seats.append(head)
  }

  /// Adds a parent without partner, whose children are at home.
  mutating func addLoneParent(_ plan: SeatPlan, _ draws: inout DrawStream) {
    var head = plan
    head.relationship =
      Relationship(drawn: draws.pick(PeopleWeights.loneParents[Int(head.ageBand)]))
    head.childCount = head.ageBand == 0 ? 1 : UInt8(draws.pick(PeopleWeights.childrenOfOne))
    seats.append(head)
  }

  /// Adds one or two parents with a grown child at home, who has a seat.
  mutating func addGrownChild(_ plan: SeatPlan, room: Int, _ draws: inout DrawStream) {
    var head = plan
    head.sex = UInt8(draws.below(2))
    // A child of 25 to 34 needs parents of 55 to 64, so that they were 18 to 45 when it was born.
    let first = seats.count
    let hasTwo = room > 2 && draws.chance(70)
    head.childCount = UInt8(1 + draws.below(3))
    head.grownChild = Int16(first + (hasTwo ? 2 : 1))
    if hasTwo {
      head.relationship = .married
      var partner = head
      partner.role = .partner
      partner.sex = 1 - head.sex
      join(&head, &partner, &draws)
      // The child's band fits the parents' only where both are of one.
      partner.ageBand = head.ageBand
      seats.append(head)
      seats.append(partner)
    } else {
      head.relationship = draws.chance(75) ? .divorced : .widowed
      seats.append(head)
    }
    addChild(of: first, hasTwo, &draws)
  }

  private mutating func addChild(of parent: Int, _ hasTwo: Bool, _ draws: inout DrawStream) {
    var child = SeatPlan()
    child.household = seats[parent].household
    child.householdKind = .family
    child.role = .child
    child.ageBand = seats[parent].ageBand == 4 ? 1 : 0
    child.sex = UInt8(draws.pick(PeopleWeights.sexes))
    child.relationship = draws.chance(25) ? .inRelationship : .single
    child.firstParent = Int16(parent)
    child.secondParent = hasTwo ? Int16(parent + 1) : -1
    seats.append(child)
  }

  /// Adds two to four people of like age who share a flat.
  mutating func addFlatmates(_ plan: SeatPlan, room: Int, _ draws: inout DrawStream) {
    for place in 0..<min(room, 2 + draws.below(3)) {
      var mate = plan
      if place > 0 {
        mate.role = .flatmate
        mate.sex = UInt8(draws.pick(PeopleWeights.sexes))
      }
      mate.relationship =
        Relationship(drawn: draws.pick(PeopleWeights.flatmates[Int(mate.ageBand)]))
      seats.append(mate)
    }
  }

  /// The sex of somebody's partner: nine of ten times the other one.
  static func partnerSex(of sex: UInt8, _ draws: inout DrawStream) -> UInt8 {
    if sex > 1 { return UInt8(draws.below(2)) }
    return draws.chance(92) ? 1 - sex : sex
  }

  private static func couple(_ band: UInt8, _ draws: inout DrawStream) -> Relationship {
    Relationship(drawn: 1 + draws.pick(PeopleWeights.couples[Int(band)]))
  }

  /// The number of children: in families at home, of couples grown up and gone.
  private static func childCount(
    _ kind: HouseholdKind, band: Int, _ draws: inout DrawStream
  ) -> UInt8 {
    if kind == .couple { return UInt8(draws.pick(PeopleWeights.childrenGone[band])) }
    return band == 0 ? 1 : UInt8(draws.pick(PeopleWeights.childrenOfTwo))
  }
}
