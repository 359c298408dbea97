// SPDX-License-Identifier: Apache-2.0

extension CommunityGenerator {
  /// Draws birth dates and names, after the plan.
  func drawPeople(_ community: inout Community, _ sheet: borrowing LocaleSheet, _ own: OwnDraws) {
    community.people.removeAll(keepingCapacity: true)
    for seat in 0..<community.frame.size {
      var person = Person()
      let plan = community.plan.seats[seat]
      take(plan, into: &person)
      person.index = community.frame.firstPerson + seat
      if community.friendCount(of: seat) > 0 {
        person.friend = Int16(community.friend(0, of: seat))
      }
      if plan.group != SeatPlan.noGroup { drawTitle(of: &person, plan, own, seat) }
      let head = plan.role == .partner ? Int(plan.partner) : nil
      let partner = head.map { (community.people[$0].age, community.people[$0].sex) }
      drawBirth(of: &person, plan, partner, own, seat)
      community.people.append(person)
    }
    for seat in 0..<community.frame.size { drawName(of: seat, in: &community, sheet, own) }
  }

  private func take(_ plan: SeatPlan, into person: inout Person) {
    person.sex = plan.sex
    person.ageBand = plan.ageBand
    person.relationship = plan.relationship
    person.education = plan.education
    person.work = plan.work
    person.occupation = plan.work == .employed ? plan.group : SeatPlan.noGroup
    person.pet = plan.pet
    person.style.register = plan.register
    person.householdKind = plan.householdKind
    person.household = Int(plan.household)
    person.partner = plan.partner
    person.firstParent = plan.firstParent
    person.secondParent = plan.secondParent
    person.presence = plan.presence
    person.takesName = plan.takesName
    person.isHead = plan.role == .head
    person.childCount = Int(plan.childCount)
    let hasJob = plan.work == .employed || plan.work == .retired
    person.jobCount = Int(plan.pastJobCount) + (hasJob ? 1 : 0)
  }

  /// Draws the present or last job's title, on whose least age the age depends.
  private func drawTitle(
    of person: inout Person, _ plan: SeatPlan, _ own: OwnDraws, _ seat: Int
  ) {
    var draws = own(.title, seat)
    let age = JobOpenings.age(ofBand: plan.work == .retired ? 4 : Int(plan.ageBand))
    let title = openings.job(ofGroup: Int(plan.group), plan.education, age: age, &draws)
    person.jobs[person.jobCount - 1].title = title ?? 0
  }

  private func drawBirth(
    of person: inout Person, _ plan: SeatPlan, _ partner: (age: Int, sex: UInt8)?, _ own: OwnDraws,
    _ seat: Int
  ) {
    var draws = own(.birth, seat)
    let (low, high) = ageRange(person, plan)
    if let other = partner {
      let lead = other.sex == person.sex ? 0 : person.sex == 1 ? 2 : -2
      let wanted = other.age + lead + draws.below(7) + draws.below(7) - 6
      person.age = min(max(wanted, low), high)
    } else {
      person.age = draws.between(low, high)
    }
    let (year, month, day) = asOf.parts
    let last = CivilDate(clamped: year - person.age, month, day)
    let first = CivilDate(clamped: year - person.age - 1, month, day)
    person.birthDate = CivilDate(day: last.day - Int32(draws.below(Int(last.day - first.day))))
    person.age = person.birthDate.wholeYears(until: asOf)
  }

  /// The ages that leave time for all that is planned.
  private func ageRange(_ person: Person, _ plan: SeatPlan) -> (low: Int, high: Int) {
    var low = Int(AgeBands.low[Int(plan.ageBand)])
    var high = Int(AgeBands.high[Int(plan.ageBand)])
    let isStarter = plan.work == .student && plan.education == .someCollege
    let jobless = plan.work == .student ? 0 : 1
    low = max(
      low, isStarter ? 19 : plan.education.floorAge + jobless + 2 * Int(plan.pastJobCount))
    if person.jobCount > 0 {
      let title = person.jobs[person.jobCount - 1].title
      low = max(low, Int(lexicon.jobs.minimumAges[Int(title)]) + 1)
    }
    if plan.wasWed { low = max(low, 21) }
    if plan.childCount > 0 { low = max(low, 22) }
    if plan.work == .retired { low = max(low, AgeBands.firstRetirementAge) }
    if plan.work == .employed { high = min(high, AgeBands.lastWorkingAge) }
    return (min(low, high), high)
  }

  /// Draws given name and surname; a partner's and a child's depend on earlier seats.
  private func drawName(
    of seat: Int, in community: inout Community, _ sheet: borrowing LocaleSheet, _ own: OwnDraws
  ) {
    var draws = own(.names, seat)
    let plan = community.plan.seats[seat]
    let name = newName(seat, sheet, community, &draws)
    var surname = sheet.surname(&draws)
    if plan.firstParent >= 0 {
      let (first, second) = (Int(plan.firstParent), Int(plan.secondParent))
      let father = second >= 0 && community.people[second].sex == 1 ? second : first
      surname = community.people[father].name.surname
    }
    community.people[seat].word = draws.word()
    community.people[seat].name = name
    community.people[seat].name.surname = surname
    community.people[seat].birthSurname = surname
    if plan.wasWed { drawSpouse(of: &community.people[seat], plan, sheet, &draws) }
    if plan.role == .partner { marry(seat, Int(plan.partner), in: &community) }
  }

  /// Draws a given name that nobody in the community has yet.
  private func newName(
    _ seat: Int, _ sheet: borrowing LocaleSheet, _ community: borrowing Community,
    _ draws: inout DrawStream
  ) -> PersonName {
    let sex = community.people[seat].sex
    var name = sheet.givenName(sex: sex, &draws)
    for _ in 0..<64 {
      let number = sheet.number(of: name)
      var isTaken = false
      for other in 0..<seat where sheet.number(of: community.people[other].name) == number {
        isTaken = true
      }
      if !isTaken { break }
      name = sheet.givenName(sex: sex, &draws)
    }
    return name
  }

  /// Draws the spouse who has no seat; for those who have one the names are exchanged later.
  private func drawSpouse(
    of person: inout Person, _ plan: SeatPlan, _ sheet: borrowing LocaleSheet,
    _ draws: inout DrawStream
  ) {
    let sex = CommunityPlan.partnerSex(of: person.sex, &draws)
    person.spouse = sheet.givenName(sex: sex, but: person.name, or: person.name, &draws)
    let surname = sheet.surname(&draws)
    if plan.takesName { person.name.surname = surname }
    let isShared = plan.takesName || person.sex == 1 && draws.chance(75)
    person.spouse.surname = isShared ? person.name.surname : surname
  }

  /// Gives two seats each other's names.
  private func marry(_ seat: Int, _ other: Int, in community: inout Community) {
    guard community.people[seat].relationship == .married else { return }
    let (left, right) = (
      community.people[seat].birthSurname, community.people[other].birthSurname
    )
    let isTaken = community.plan.seats[seat].takesName
    community.people[seat].name.surname = isTaken ? right : left
    community.people[other].name.surname = community.plan.seats[other].takesName ? left : right
    community.people[seat].spouse = community.people[other].name
    community.people[other].spouse = community.people[seat].name
  }
}
