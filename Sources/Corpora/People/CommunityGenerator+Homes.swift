// SPDX-License-Identifier: Apache-2.0

extension CommunityGenerator {
  /// Draws an address for each household, in a city of its own.
  ///
  /// Households of a community do not share a place: what a whole community shared would tell its
  /// members from its twins to anybody who has read other people of the community.
  func drawHomes(_ community: inout Community, _ sheet: borrowing LocaleSheet, _ own: OwnDraws) {
    var draws = own(.homes)
    var home = Home()
    for seat in community.people.indices {
      if community.plan.seats[seat].role == .head {
        home.word = draws.word()
        home.city = sheet.city(&draws)
      } else if community.plan.seats[seat].household != community.plan.seats[seat - 1].household {
        preconditionFailure("a household begins with its head")
      }
      community.people[seat].home = home
    }
  }

  /// Draws the place of birth and the moves from there to the present city.
  func drawMoves(
    of person: inout Person, _ plan: SeatPlan, _ sheet: borrowing LocaleSheet, _ seat: Int,
    _ own: OwnDraws
  ) {
    person.birthLocale = UInt8(sheet.index)
    person.birthCity = person.home.city
    if plan.moveCount == 0 { return }
    var draws = own(.moves, seat)
    drawBirthplace(of: &person, sheet, &draws)
    let isInChildhood = plan.grownChild >= 0 || person.jobCount == 0 || draws.chance(20)
    person.lastMove =
      isInChildhood
      ? childhoodDay(of: person, 9, 17, &draws) : dayBeforeJob(of: person, &draws)
    if plan.moveCount > 1 {
      let isAtHome = Int(person.birthLocale) == sheet.index
      person.middleCity = sheet.city(
        but: person.home.city, or: isAtHome ? person.birthCity : person.home.city, &draws)
      person.firstMove = childhoodDay(of: person, 1, 8, &draws)
    }
  }

  /// One of nine movers was born in another country.
  private func drawBirthplace(
    of person: inout Person, _ sheet: borrowing LocaleSheet, _ draws: inout DrawStream
  ) {
    guard draws.chance(11) else {
      person.birthCity = sheet.city(but: person.home.city, or: person.home.city, &draws)
      return
    }
    let step = 1 + draws.below(LocaleCode.count - 1)
    let abroad = (sheet.index + step) % LocaleCode.count
    person.birthLocale = UInt8(abroad)
    repeat {
      person.birthCity = locales[abroad].sheet.city(&draws)
    } while sheet.isCity(person.home.city, named: person.birthCity, of: locales[abroad].sheet)
  }

  private func childhoodDay(
    of person: Person, _ low: Int, _ high: Int, _ draws: inout DrawStream
  ) -> CivilDate {
    let first = person.birthDate.adding(years: low)
    return first.adding(days: draws.below((high - low) * 365))
  }

  /// A day in the pause before one of the jobs.
  private func dayBeforeJob(of person: Person, _ draws: inout DrawStream) -> CivilDate {
    let place = draws.below(person.jobCount)
    let start = person.jobs[place].start
    let before = place == 0 ? person.schooling.lastDay : person.jobs[place - 1].end ?? start
    let pause = Int(start.day - before.day) - 1
    return start.adding(days: -min(max(pause, 0), 2 + draws.below(30)))
  }
}

extension LocaleSheet {
  /// Draws a city that has the name of neither of two.
  func city(but first: Int32, or second: Int32, _ draws: inout DrawStream) -> Int32 {
    for _ in 0..<16 {
      let city = city(&draws)
      if !isCity(first, named: city, of: self), !isCity(second, named: city, of: self) {
        return city
      }
    }
    var next = first
    repeat {
      next = (next + 1) % Int32(places.cityCount)
    } while isCity(first, named: next, of: self) || isCity(second, named: next, of: self)
    return next
  }

  /// Whether a city has the name of one of another country, or of the same.
  func isCity(_ city: Int32, named other: Int32, of sheet: borrowing LocaleSheet) -> Bool {
    let (left, right) = (Int(city), Int(other))
    let length = places.cityNames.length(of: left)
    guard length == sheet.places.cityNames.length(of: right) else { return false }
    for place in 0..<length {
      let byte = places.cityNames.byte(place, of: left)
      if byte != sheet.places.cityNames.byte(place, of: right) { return false }
    }
    return true
  }
}
