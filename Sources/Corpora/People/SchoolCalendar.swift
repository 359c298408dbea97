// SPDX-License-Identifier: Apache-2.0

/// When a country's school years begin and end, and how long its studies take.
struct SchoolCalendar: Sendable {
  private let startMonth: Int
  private let endMonth: Int
  /// Whether a school year ends in the calendar year in which it began.
  private let endsInSameYear: Bool
  private let schoolAge: Int
  private let schoolYears: Int
  private let bachelorYears: Int
  private let masterYears: Int

  init(_ tables: LocaleTables) {
    switch tables.code {
    case .enAU, .enNZ: (startMonth, endMonth, endsInSameYear) = (2, 12, true)
    case .enIN, .enPH: (startMonth, endMonth, endsInSameYear) = (6, 4, false)
    case .enUS, .enGB, .enCA, .enIE: (startMonth, endMonth, endsInSameYear) = (9, 6, false)
    }
    switch tables.code {
    case .enUS, .enCA, .enPH: (bachelorYears, masterYears) = (4, 2)
    case .enIN: (bachelorYears, masterYears) = (3, 2)
    case .enGB, .enAU, .enNZ, .enIE: (bachelorYears, masterYears) = (3, 1)
    }
    schoolAge = tables.facts.schoolAge
    schoolYears = tables.facts.schoolLeavingAge - tables.facts.schoolAge
  }

  /// The first school year's first month that begins on a day or later.
  private func yearOfStart(onOrAfter date: CivilDate) -> Int {
    let (year, month, day) = date.parts
    return month > startMonth || month == startMonth && day > 1 ? year + 1 : year
  }

  private func start(_ year: Int, _ day: Int) -> CivilDate {
    CivilDate(year: year, month: startMonth, day: 1 + day % 14)
  }

  /// The end of the last of so many school years from the one that begins in `year`.
  private func end(_ year: Int, _ years: Int, _ day: Int) -> CivilDate {
    CivilDate(
      year: year + years - (endsInSameYear ? 1 : 0), month: endMonth, day: 8 + day % 18)
  }

  /// The first study year that begins after school has ended.
  private func yearOfStudy(after end: CivilDate) -> Int {
    yearOfStart(onOrAfter: end.adding(days: 1))
  }

  /// Draws the days of somebody's education.
  ///
  /// School begins after the birthday that makes children old enough, and ends at the usual age; a
  /// year earlier for those who would not have finished by `asOf` what they have finished.
  func schooling(of person: Person, asOf: CivilDate, _ draws: inout DrawStream) -> Schooling {
    var schooling = Schooling()
    schooling.schoolWord = draws.word()
    schooling.collegeWord = draws.word()
    let days = draws.word() >> 8
    var year = yearOfStart(onOrAfter: person.birthDate.adding(years: schoolAge))
    for _ in 0..<3 {
      fill(&schooling, person, from: year, Int(truncatingIfNeeded: days), asOf)
      if schooling.lastDay <= asOf.adding(days: -30) { break }
      year -= 1
    }
    return schooling
  }

  private func fill(
    _ schooling: inout Schooling, _ person: Person, from year: Int, _ days: Int, _ asOf: CivilDate
  ) {
    let isDropout = person.education == .noDiploma
    schooling.start = start(year, days)
    schooling.end = end(year, schoolYears - (isDropout ? 2 : 0), days / 16)
    schooling.count = 0
    let first = yearOfStudy(after: schooling.end)
    switch person.education {
    case .noDiploma, .highSchool: break
    case .someCollege where person.work == .student:
      study(.bachelor, from: current(after: first, days, asOf), years: nil, days, &schooling)
    case .someCollege: study(.someCollege, from: first, years: 1, days, &schooling)
    case .associate: study(.associate, from: first, years: 2, days, &schooling)
    case .vocational, .diploma, .certificate:
      schooling.isPractical = true
      study(person.education, from: first, years: 1, days, &schooling)
    case .bachelor, .master, .doctorate:
      study(.bachelor, from: first, years: bachelorYears, days, &schooling)
      fillHigher(&schooling, person, after: first + bachelorYears, days, asOf)
    }
  }

  private func fillHigher(
    _ schooling: inout Schooling, _ person: Person, after year: Int, _ days: Int,
    _ asOf: CivilDate
  ) {
    if person.education == .bachelor {
      guard person.work == .student else { return }
      study(.master, from: current(after: year, days, asOf), years: nil, days / 5, &schooling)
      return
    }
    study(.master, from: year, years: masterYears, days / 5, &schooling)
    if person.education == .doctorate {
      study(.doctorate, from: year + masterYears, years: 4, days / 7, &schooling)
    }
  }

  /// The year in which a study began that goes on: one of the last three, if one could begin then.
  private func current(after first: Int, _ days: Int, _ asOf: CivilDate) -> Int {
    let last = yearOfStart(onOrAfter: asOf.adding(days: -20)) - 1
    return max(min(first, last), last - days % 3)
  }

  private func study(
    _ level: EducationLevel, from year: Int, years: Int?, _ days: Int,
    _ schooling: inout Schooling
  ) {
    var study = Study()
    study.level = level
    study.start = start(year, days / 32)
    study.end = years.map { end(year, $0, days / 64) }
    study.hasDegree = level != .someCollege && years != nil
    schooling.studies[schooling.count] = study
    schooling.count += 1
  }
}

extension Schooling {
  /// The last day that must have passed: of what was finished the end, of what goes on the start.
  var lastDay: CivilDate {
    guard count > 0 else { return end }
    let last = studies[count - 1]
    return last.end ?? last.start
  }
}
