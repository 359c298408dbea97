// SPDX-License-Identifier: Apache-2.0

extension CommunityGenerator {
  /// Draws schooling, and jobs from its end to the present, retirement, or the last day at work.
  func drawCareer(
    of person: inout Person, _ plan: SeatPlan, _ sheet: borrowing LocaleSheet, _ seat: Int,
    _ own: OwnDraws
  ) {
    var studyDraws = own(.schooling, seat)
    person.schooling = sheet.calendar.schooling(of: person, asOf: asOf, &studyDraws)
    person.studyField = StudyFields.field(of: plan, &studyDraws)
    if person.jobCount > 0 {
      var draws = own(.career, seat)
      let last = lastDayAtWork(of: person, sheet, &draws)
      if person.work == .retired { person.retirement = last }
      cutCareer(of: &person, until: last, &draws)
      drawTitles(of: &person, plan, &draws)
      if person.work == .employed { person.jobs[person.jobCount - 1].end = nil }
    }
  }

  /// The end of the last job; of people at work the present day.
  private func lastDayAtWork(
    of person: Person, _ sheet: borrowing LocaleSheet, _ draws: inout DrawStream
  ) -> CivilDate {
    switch person.work {
    case .employed, .student: return asOf
    case .unemployed, .homemaker:
      return asOf.adding(days: -draws.between(40, person.age < 25 ? 120 : 900))
    case .retired:
      let usual = sheet.facts.retirementAge
      let age = min(max(60, usual - 4 + draws.below(7)), person.age)
      let latest = asOf.adding(days: -20)
      let wanted = person.birthDate.adding(years: age).adding(days: draws.below(330))
      return min(wanted, latest)
    }
  }

  /// Cuts the time since school into the jobs' spans, with some weeks between.
  private func cutCareer(
    of person: inout Person, until last: CivilDate, _ draws: inout DrawStream
  ) {
    let count = person.jobCount
    let adult = person.birthDate.adding(years: 18)
    var first = max(person.schooling.lastDay, adult)
    let room = Int(last.day - first.day)
    first = first.adding(days: min(draws.between(25, 180), max(1, room / 4)))
    let total = Int(last.day - first.day)
    var weights = InlineArray<4, Int>(repeating: 0)
    var sum = 0
    for place in 0..<count {
      weights[place] = 2 + draws.below(5)
      sum += weights[place]
    }
    var start = first
    for place in 0..<count {
      person.jobs[place].start = start
      start = start.adding(days: total * weights[place] / sum)
      person.jobs[place].end = place == count - 1 ? last : start.adding(days: -1)
    }
    // Who is out of work gets the last title later, by the age at its start.
    if person.work == .employed || person.work == .retired { raiseLastStart(of: &person) }
    for place in 0..<count - 1 {
      let length = Int(person.jobs[place + 1].start.day - person.jobs[place].start.day)
      let pause = min(draws.between(8, 90), length / 3)
      person.jobs[place].end = person.jobs[place + 1].start.adding(days: -pause - 1)
    }
  }

  /// Begins the last job not before its title's least age.
  private func raiseLastStart(of person: inout Person) {
    let last = person.jobCount - 1
    let least = Int(lexicon.jobs.minimumAges[Int(person.jobs[last].title)])
    // A day more: who was born on 29 February has no birthday in most years.
    let earliest = person.birthDate.adding(years: least).adding(days: 1)
    if person.jobs[last].start < earliest { person.jobs[last].start = earliest }
  }

  /// Draws the titles of earlier jobs among those open to the person then, and all employers.
  private func drawTitles(of person: inout Person, _ plan: SeatPlan, _ draws: inout DrawStream) {
    let hasTitle = plan.work == .employed || plan.work == .retired
    for place in 0..<person.jobCount {
      person.jobs[place].employer = draws.word()
      if place == person.jobCount - 1, hasTitle { continue }
      let age = person.birthDate.wholeYears(until: person.jobs[place].start)
      let (group, level) = (Int(plan.group), person.education)
      if let same = openings.job(ofGroup: group, level, age: age, &draws) {
        person.jobs[place].title = same
      } else {
        let other = openings.group(level, age: age, &draws)
        person.jobs[place].title =
          openings.job(ofGroup: other, level, age: age, &draws) ?? 0
      }
    }
  }
}
