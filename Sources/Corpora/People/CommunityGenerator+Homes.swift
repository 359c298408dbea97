// SPDX-License-Identifier: Apache-2.0

extension CommunityGenerator {
  /// Draws an address for each household, most of them in one city.
  func drawHomes(_ community: inout Community, _ own: OwnDraws) {
    let places = sheet(community).tables.places
    var draws = own(.homes)
    let centre = places.city(for: draws.word())
    var home = Home()
    for seat in community.people.indices {
      if community.plan.seats[seat].role == .head {
        let word = draws.word()
        let isNear = draws.chance(60)
        let isInRegion = draws.chance(60)
        home.city =
          isNear
          ? centre
          : isInRegion
            ? places.city(for: word, inRegion: Int(places.regionOfCity[centre]))
            : places.city(for: word)
        home.word = draws.word()
      }
      community.people[seat].home = home
    }
  }

  /// Draws the place of birth and the moves from there to the present city.
  func drawMoves(of seat: Int, in community: inout Community, _ own: OwnDraws) {
    var draws = own(.moves, seat)
    let plan = community.plan.seats[seat]
    var person = community.people[seat]
    person.birthLocale = UInt8(community.frame.localeIndex)
    person.birthCity = person.home.city
    if plan.moveCount > 0 {
      let places = sheet(community).tables.places
      drawBirthplace(of: &person, places, &draws)
      let isInChildhood = plan.grownChild >= 0 || person.jobCount == 0 && person.age < 25
      person.lastMove =
        isInChildhood || person.jobCount == 0 || draws.chance(20)
        ? childhoodDay(of: person, 9, 17, &draws) : dayBeforeJob(of: person, &draws)
      if plan.moveCount > 1 {
        let isAbroad = Int(person.birthLocale) != community.frame.localeIndex
        person.middleCity = CommunityGenerator.city(
          in: places, but: person.home.city, or: isAbroad ? person.home.city : person.birthCity,
          &draws)
        person.firstMove = childhoodDay(of: person, 1, 8, &draws)
      }
    }
    community.people[seat] = person
  }

  /// One of nine movers was born in another country.
  private func drawBirthplace(
    of person: inout Person, _ places: PlaceTable, _ draws: inout DrawStream
  ) {
    if draws.chance(11) {
      let step = 1 + draws.below(LocaleCode.count - 1)
      let locale = (Int(person.birthLocale) + step) % LocaleCode.count
      person.birthLocale = UInt8(locale)
      let abroad = locales[locale].tables.places
      repeat {
        person.birthCity = abroad.city(for: draws.word())
      } while abroad.cityNames.isSameText(
        person.birthCity, places.cityNames, person.home.city)
    } else {
      person.birthCity = CommunityGenerator.city(
        in: places, but: person.home.city, or: person.home.city, &draws)
    }
  }

  /// Draws a city that is neither of two.
  private static func city(
    in places: PlaceTable, but first: Int, or second: Int, _ draws: inout DrawStream
  ) -> Int {
    for _ in 0..<6 {
      let city = places.city(for: draws.word())
      if differs(city, places, first, second) { return city }
    }
    var next = first
    repeat { next = (next + 1) % places.cityCount } while !differs(next, places, first, second)
    return next
  }

  private static func differs(
    _ city: Int, _ places: PlaceTable, _ first: Int, _ second: Int
  ) -> Bool {
    !places.cityNames.isSameText(city, places.cityNames, first)
      && !places.cityNames.isSameText(city, places.cityNames, second)
  }

  private func childhoodDay(
    of person: Person, _ low: Int, _ high: Int, _ draws: inout DrawStream
  ) -> CivilDate {
    let first = person.birthDate.adding(years: low).day
    let last = person.birthDate.adding(years: high).day
    return CivilDate(day: Int32(draws.between(Int(first), Int(last))))
  }

  /// A day in the pause before one of the jobs.
  private func dayBeforeJob(of person: Person, _ draws: inout DrawStream) -> CivilDate {
    let place = draws.below(person.jobCount)
    let start = person.jobs[place].start
    let before = place == 0 ? person.schooling.freeFrom : person.jobs[place - 1].end ?? start
    let pause = Int(start.day - before.day) - 1
    return start.adding(days: -min(max(pause, 0), 2 + draws.below(30)))
  }
}

extension TextPool {
  /// Whether a text is that of another pool.
  @inline(__always)
  func isSameText(_ index: Int, _ other: TextPool, _ otherIndex: Int) -> Bool {
    let length = length(of: index)
    guard length == other.length(of: otherIndex) else { return false }
    for place in 0..<length where byte(place, of: index) != other.byte(place, of: otherIndex) {
      return false
    }
    return true
  }
}
