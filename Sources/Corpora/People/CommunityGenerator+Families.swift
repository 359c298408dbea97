// SPDX-License-Identifier: Apache-2.0

extension CommunityGenerator {
  /// Draws the children, the wedding and its end of one person or couple.
  func drawFamily(
    of seat: Int, in community: inout Community, _ sheet: borrowing LocaleSheet, _ own: OwnDraws
  ) {
    let plan = community.plan.seats[seat]
    guard plan.role != .partner, plan.wasWed || plan.childCount > 0 else { return }
    var draws = own(.family, seat)
    var person = community.people[seat]
    let partner = person.partnerSeat.map { community.people[$0].birthDate }
    let window = FamilyWindow(person.birthDate, partner ?? person.birthDate, asOf)
    if plan.childCount > 0 {
      let seated = plan.grownChild >= 0 ? community.people[Int(plan.grownChild)] : nil
      drawChildren(of: &person, plan, window, seated?.birthDate, &draws)
      nameChildren(of: &person, seated?.name, sheet, &draws)
    }
    if plan.wasWed { drawWedding(of: &person, window, &draws) }
    community.people[seat] = person
    if let partner = person.partnerSeat { share(person, with: partner, in: &community) }
  }

  /// Gives a partner the same children and wedding.
  private func share(_ person: Person, with partner: Int, in community: inout Community) {
    community.people[partner].children = person.children
    community.people[partner].childCount = person.childCount
    community.people[partner].wedding = person.wedding
    community.people[partner].weddingEnd = person.weddingEnd
  }

  private func drawChildren(
    of person: inout Person, _ plan: SeatPlan, _ window: FamilyWindow, _ seated: CivilDate?,
    _ draws: inout DrawStream
  ) {
    if let seated {
      return placeSiblings(of: seated, plan.grownChild, &person, window, &draws)
    }
    let count = person.childCount
    var (low, high) = window.youngest(plan)
    low = max(low, window.first + (count - 1) * FamilyWindow.gap)
    var day = draws.between(low, max(low, high))
    for place in stride(from: count - 1, through: 0, by: -1) {
      person.children[place].birthDate = CivilDate(day: Int32(day))
      if place == 0 { break }
      let slack = max(0, day - window.first - place * FamilyWindow.gap)
      day -= FamilyWindow.gap + draws.below(min(slack / place, 1100) + 1)
    }
  }

  /// Puts the siblings of a grown child who has a seat before or after it.
  private func placeSiblings(
    of child: CivilDate, _ seat: Int16, _ person: inout Person, _ window: FamilyWindow,
    _ draws: inout DrawStream
  ) {
    var (first, last) = (Int(child.day), Int(child.day))
    person.children[0].birthDate = child
    person.children[0].seat = seat
    for place in 1..<person.childCount {
      let step = FamilyWindow.gap + draws.below(500)
      if first - step >= window.first && draws.chance(60) || last + step > window.last {
        first -= step
        for later in stride(from: place, to: 0, by: -1) {
          person.children[later] = person.children[later - 1]
        }
        person.children[0] = Child()
        person.children[0].birthDate = CivilDate(day: Int32(first))
      } else {
        last += step
        person.children[place].birthDate = CivilDate(day: Int32(last))
      }
    }
  }

  /// Names the children, all differently; one who has a seat has the name from there.
  private func nameChildren(
    of person: inout Person, _ seated: PersonName?, _ sheet: borrowing LocaleSheet,
    _ draws: inout DrawStream
  ) {
    for place in 0..<person.childCount {
      var name = seated ?? PersonName()
      if person.children[place].seat == nil {
        repeat {
          name = sheet.givenName(
            sex: UInt8(draws.below(2)), but: person.name, or: person.spouse, &draws)
        } while isTaken(name, by: person, until: place, seated, sheet)
      }
      person.children[place].given = name.given
      person.children[place].isFemale = name.isFemale
    }
  }

  /// Whether an older sibling, or the one who has a seat, has a given name.
  private func isTaken(
    _ name: PersonName, by person: Person, until end: Int, _ seated: PersonName?,
    _ sheet: borrowing LocaleSheet
  ) -> Bool {
    let number = sheet.number(of: name)
    if let seated, sheet.number(of: seated) == number { return true }
    for place in 0..<end where sheet.number(of: person.children[place].name) == number {
      return true
    }
    return false
  }

  private func drawWedding(
    of person: inout Person, _ window: FamilyWindow, _ draws: inout DrawStream
  ) {
    let low = window.grownUp
    if person.childCount > 0 {
      let high = Int(person.children[0].birthDate.day) - 100
      person.wedding = CivilDate(day: Int32(draws.between(max(low, high - 2500), high)))
    } else {
      let isOver = person.relationship != .married
      let high = min(window.today - (isOver ? 1100 : 60), window.last)
      let room = max(1, high - low)
      let day = low + (draws.below(room) + draws.below(room)) / 2
      person.wedding = CivilDate(day: Int32(day))
    }
    guard person.relationship != .married, let wedding = person.wedding else { return }
    var earliest = Int(wedding.day) + 400
    if person.childCount > 0 {
      earliest = max(earliest, Int(person.children[person.childCount - 1].birthDate.day) + 200)
    }
    let latest = window.today - 60
    let isDivorced = person.relationship == .divorced
    let day =
      isDivorced
      ? draws.between(earliest, min(latest, earliest + 7300))
      : draws.between(max(earliest, latest - 5500), latest)
    person.weddingEnd = CivilDate(day: Int32(day))
  }
}

/// The days between which a person or couple can marry and have children.
struct FamilyWindow {
  /// The least days between two births.
  static let gap = 400
  /// The corpus's day.
  let today: Int
  /// From when on everybody involved is grown up, from when on there are children, and until when.
  let grownUp: Int
  let first: Int
  let last: Int

  init(_ one: CivilDate, _ other: CivilDate, _ asOf: CivilDate) {
    let (older, younger) = (min(one, other), max(one, other))
    today = Int(asOf.day)
    grownUp = Int(younger.adding(years: 19).day)
    first = Int(younger.adding(years: 20).day)
    last = Int(older.adding(years: 45).day) - 1
  }

  /// Between which days the youngest child was born.
  func youngest(_ plan: SeatPlan) -> (low: Int, high: Int) {
    let adult = today - 18 * 365 - 5
    let isOver = plan.relationship == .divorced || plan.relationship == .widowed
    let high = min(today - (isOver ? 500 : 40), last)
    switch (plan.householdKind, plan.relationship) {
    case (.family, _): return (max(first, adult + 30), high)
    case (.couple, _), (_, .widowed): return (first, min(high, adult - 10))
    default: return (first, high)
    }
  }
}
