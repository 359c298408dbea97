// SPDX-License-Identifier: Apache-2.0

extension CommunityGenerator {
  /// Draws birth dates and names, after the plan.
  func drawPeople(_ community: inout Community, _ own: OwnDraws) {
    community.people.removeAll(keepingCapacity: true)
    for seat in 0..<community.frame.size {
      var person = Person()
      let plan = community.plan.seats[seat]
      take(plan, into: &person)
      person.index = community.frame.firstPerson + seat
      if plan.group != SeatPlan.noGroup { drawTitle(of: &person, plan, own, seat) }
      drawBirth(of: &person, plan, community, own, seat)
      community.people.append(person)
    }
    for seat in 0..<community.frame.size { drawName(of: seat, in: &community, own) }
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
    person.partnerSeat = plan.partner >= 0 ? Int(plan.partner) : nil
    person.parentSeats = (
      plan.firstParent >= 0 ? Int(plan.firstParent) : nil,
      plan.secondParent >= 0 ? Int(plan.secondParent) : nil
    )
    person.presence = plan.presence
    person.childCount = Int(plan.childCount)
    let hasJob = plan.work == .employed || plan.work == .retired
    person.jobCount = Int(plan.pastJobCount) + (hasJob ? 1 : 0)
  }

  /// Draws the present or last job's title, on whose least age the age depends.
  private func drawTitle(
    of person: inout Person, _ plan: SeatPlan, _ own: OwnDraws, _ seat: Int
  ) {
    var draws = own(.title, seat)
    let age = OccupationWeights.age(ofBand: plan.work == .retired ? 4 : Int(plan.ageBand))
    let title = lexicon.jobs.job(
      for: draws.word(), inGroup: Int(plan.group), education: Int(plan.education.category),
      age: age)
    person.jobs[person.jobCount - 1].title = title ?? 0
  }

  private func drawBirth(
    of person: inout Person, _ plan: SeatPlan, _ community: Community, _ own: OwnDraws, _ seat: Int
  ) {
    var draws = own(.birth, seat)
    let (low, high) = ageRange(person, plan)
    if plan.role == .partner {
      let other = community.people[Int(plan.partner)]
      let lead = other.sex == person.sex ? 0 : person.sex == 1 ? 2 : -2
      let wanted = other.age + lead + draws.below(7) + draws.below(7) - 6
      person.age = min(max(wanted, low), high)
    } else {
      person.age = draws.between(low, high)
    }
    let (year, month, day) = asOf.components
    let last = CivilDate(clamped: year - person.age, month, day)
    let first = CivilDate(clamped: year - person.age - 1, month, day)
    person.birthDate = CivilDate(day: last.day - Int32(draws.below(Int(last.day - first.day))))
    person.age = person.birthDate.age(on: asOf)
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
      low = max(low, Int(lexicon.jobs.minimumAges[title]) + 1)
    }
    if plan.wasWed { low = max(low, 21) }
    if plan.childCount > 0 { low = max(low, 22) }
    if plan.work == .retired { low = max(low, AgeBands.firstRetirementAge) }
    if plan.work == .employed { high = min(high, AgeBands.lastWorkingAge) }
    return (min(low, high), high)
  }

  /// Draws given name and surname; a partner's and a child's depend on earlier seats.
  private func drawName(of seat: Int, in community: inout Community, _ own: OwnDraws) {
    let sheet = sheet(community)
    var draws = own(.names, seat)
    let plan = community.plan.seats[seat]
    var person = community.people[seat]
    person.word = draws.word()
    person.name = newName(of: person, seat, sheet, community, &draws)
    person.birthSurname = sheet.tables.familyNames.index(for: draws.word())
    if let parent = person.parentSeats.first {
      let second = person.parentSeats.second
      let father = second.map { community.people[$0].sex == 1 ? $0 : parent } ?? parent
      person.birthSurname = community.people[father].name.surname
    }
    person.name.surname = person.birthSurname
    if plan.wasWed { drawSpouse(of: &person, plan, sheet, &draws) }
    community.people[seat] = person
    if plan.role == .partner { marry(seat, Int(plan.partner), in: &community) }
  }

  /// Draws a given name that nobody in the community has yet.
  private func newName(
    of person: Person, _ seat: Int, _ sheet: LocaleSheet, _ community: Community,
    _ draws: inout DrawStream
  ) -> PersonName {
    var name = sheet.givenName(sex: person.sex, &draws)
    for _ in 0..<64 {
      let number = sheet.number(of: name)
      var isTaken = false
      for other in 0..<seat where sheet.number(of: community.people[other].name) == number {
        isTaken = true
      }
      if !isTaken { break }
      name = sheet.givenName(sex: person.sex, &draws)
    }
    return name
  }

  /// Draws the spouse who has no seat; for those who have one the names are exchanged later.
  private func drawSpouse(
    of person: inout Person, _ plan: SeatPlan, _ sheet: LocaleSheet, _ draws: inout DrawStream
  ) {
    let sex = CommunityPlan.partnerSex(of: person.sex, &draws)
    person.spouse = sheet.givenName(sex: sex, but: person.name, or: person.name, &draws)
    let surname = sheet.tables.familyNames.index(for: draws.word())
    if plan.takesName { person.name.surname = surname }
    let isShared = plan.takesName || person.sex == 1 && draws.chance(75)
    person.spouse.surname = isShared ? person.name.surname : surname
  }

  /// Gives two seats each other's names.
  private func marry(_ seat: Int, _ other: Int, in community: inout Community) {
    guard community.people[seat].relationship == .married else { return }
    let (left, right) = (community.people[seat], community.people[other])
    if community.plan.seats[seat].takesName {
      community.people[seat].name.surname = right.birthSurname
      community.people[other].name.surname = right.birthSurname
    } else if community.plan.seats[other].takesName {
      community.people[other].name.surname = left.birthSurname
      community.people[seat].name.surname = left.birthSurname
    } else {
      community.people[seat].name.surname = left.birthSurname
      community.people[other].name.surname = right.birthSurname
    }
    community.people[seat].spouse = community.people[other].name
    community.people[other].spouse = community.people[seat].name
  }

  @inline(__always)
  func sheet(_ community: Community) -> LocaleSheet { locales[community.frame.localeIndex] }
}

extension CivilDate {
  /// The date of year, month and day, the month's last where it has no such day.
  @inline(__always)
  init(clamped year: Int, _ month: Int, _ dayOfMonth: Int) {
    let last = dayOfMonth > 28 ? CivilDate.dayCount(year: year, month: month) : 31
    self.init(year: year, month: month, day: min(dayOfMonth, last))
  }

  /// The same day so many years later, the month's last where there is none.
  @inline(__always)
  func adding(years: Int) -> CivilDate {
    let (year, month, day) = components
    return CivilDate(clamped: year + years, month, day)
  }

  /// So many days later.
  @inline(__always)
  func adding(days: Int) -> CivilDate { CivilDate(day: day &+ Int32(days)) }
}
