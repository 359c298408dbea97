// SPDX-License-Identifier: Apache-2.0

extension CommunityPlan {
  /// Draws what the household leaves open.
  mutating func complete(_ seat: Int, _ groups: OccupationWeights, _ draws: inout DrawStream) {
    var plan = seats[seat]
    let band = Int(plan.ageBand)
    plan.work = CommunityPlan.work(plan, &draws)
    plan.education = CommunityPlan.education(plan, &draws)
    plan.pastJobCount = CommunityPlan.pastJobs(plan, &draws)
    let hadJob = plan.work == .employed || plan.work == .retired || plan.pastJobCount > 0
    if hadJob {
      let workingBand = plan.work == .retired ? 4 : band
      plan.group = UInt8(groups.pick(Int(plan.education.category), band: workingBand, &draws))
    }
    plan.register = CommunityPlan.register(plan, &draws)
    let pet = UInt8(draws.pick(PeopleWeights.pets))
    // A family has its pets in common.
    switch plan.role {
    case .head, .flatmate: plan.pet = pet
    case .partner: plan.pet = seats[Int(plan.partner)].pet
    case .child: plan.pet = seats[Int(plan.firstParent)].pet
    }
    plan.moveCount = plan.role == .child ? 0 : UInt8(draws.pick(PeopleWeights.moves))
    // Whose grown child grew up in the town moved there before: at most once, as a child.
    if plan.grownChild >= 0 { plan.moveCount = min(plan.moveCount, 1) }
    plan.presence = CommunityPlan.presence(plan, &draws)
    if plan.partner < 0, plan.sex == 0, plan.wasWed {
      // Who is divorced has gone back to the own name more often than not.
      plan.takesName = draws.chance(plan.relationship == .divorced ? 40 : 80)
    }
    seats[seat] = plan
  }

  private static func work(_ plan: SeatPlan, _ draws: inout DrawStream) -> WorkStatus {
    let work = WorkStatus.allCases[draws.pick(PeopleWeights.work[Int(plan.ageBand)])]
    let isMinding = plan.hasPartner && plan.householdKind.rawValue <= HouseholdKind.family.rawValue
    let isAtHome = isMinding && plan.role != .child && plan.householdKind != .alone
    return work == .homemaker && !isAtHome ? .employed : work
  }

  private static func education(_ plan: SeatPlan, _ draws: inout DrawStream) -> EducationLevel {
    if plan.work == .student {
      let level: EducationLevel = plan.ageBand == 0 || draws.chance(20) ? .someCollege : .bachelor
      return plan.ageBand == 0 && draws.chance(8) ? .bachelor : level
    }
    return EducationLevel.allCases[draws.pick(PeopleWeights.education[Int(plan.ageBand)])]
  }

  /// How many jobs came before: no more than there were years for, two for each.
  private static func pastJobs(_ plan: SeatPlan, _ draws: inout DrawStream) -> UInt8 {
    if plan.work == .student { return 0 }
    let drawn = draws.pick(PeopleWeights.pastJobs[Int(plan.ageBand)])
    let years = Int(AgeBands.high[Int(plan.ageBand)]) - plan.education.floorAge - 2
    let atLeast = plan.work == .unemployed && plan.ageBand > 1 ? 1 : 0
    return UInt8(min(max(drawn, atLeast), max(0, years / 2)))
  }

  private static func register(_ plan: SeatPlan, _ draws: inout DrawStream) -> UInt8 {
    let drawn = draws.pick(PeopleWeights.registers[Int(plan.ageBand)])
    let isLearned = plan.education.category >= 5
    return UInt8(isLearned && drawn < 2 && draws.chance(35) ? drawn + 1 : drawn)
  }

  private static func presence(_ plan: SeatPlan, _ draws: inout DrawStream) -> AttributePresence {
    var presence: AttributePresence = []
    if draws.chance(60) { presence.insert(.passport) }
    if draws.chance(plan.ageBand == 0 ? 70 : 87) { presence.insert(.licence) }
    if draws.chance(70), plan.work == .employed { presence.insert(.workPhone) }
    if draws.chance(40) { presence.insert(.allergy) }
    if draws.chance(plan.ageBand == 5 ? 30 : 14) { presence.insert(.disability) }
    if draws.chance(75) { presence.insert(.card) }
    if draws.chance(85) { presence.insert(.emergencyContact) }
    let named = draws.below(100)
    switch plan.relationship {
    case .married: presence.insert(.spouseName)
    case .widowed where named < 70, .divorced where named < 60: presence.insert(.spouseName)
    default: break
    }
    return presence
  }
}
