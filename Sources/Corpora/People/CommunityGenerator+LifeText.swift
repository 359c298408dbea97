// SPDX-License-Identifier: Apache-2.0

extension CommunityGenerator {
  /// Appends a life line's events as JSON objects with commas between.
  func writeLifeLine(
    of seat: Int, in community: Community, _ sheet: borrowing LocaleSheet,
    into buffer: inout ByteBuffer
  ) {
    let person = community.people[seat]
    let residence = Residence(person)
    var job = 0..<0
    var isFirst = true
    for place in community.lifeRange(of: seat) {
      let event = community.life[place]
      keys.writeKind(event.kind, isFirst: isFirst, into: &buffer)
      isFirst = false
      buffer.append(date: event.date)
      if let end = event.end {
        buffer.append(#"","end":""#)
        buffer.append(date: end)
      }
      buffer.append(#"","what":""#)
      let start = buffer.count
      if event.kind == .jobEnd {
        buffer.appendAgain(job)
      } else {
        writeWhat(event, person, residence, community, sheet, &buffer)
      }
      if event.kind == .jobStart { job = start..<buffer.count }
      if event.kind.hasPlace {
        buffer.append(#"","place":""#)
        writePlace(residence.city(on: event), sheet, &buffer)
      }
      buffer.append(#""}"#)
    }
  }

  private func writePlace(
    _ place: (city: Int32, isBirth: Bool, locale: Int), _ sheet: borrowing LocaleSheet,
    _ buffer: inout ByteBuffer
  ) {
    if place.isBirth, place.locale != sheet.index {
      locales[place.locale].sheet.writeCity(place.city, into: &buffer)
    } else {
      sheet.writeCity(place.city, into: &buffer)
    }
  }

  private func writeWhat(
    _ event: LifeStep, _ person: Person, _ residence: Residence, _ community: Community,
    _ sheet: borrowing LocaleSheet, _ buffer: inout ByteBuffer
  ) {
    let number = Int(event.number)
    switch event.kind {
    case .birth: sheet.write(person.birthName, into: &buffer)
    case .schoolStart: writeSchool(number, person, community, sheet, &buffer)
    case .graduation:
      PersonWords.write(
        number == 0 ? .highSchool : person.schooling.studies[number - 1].level, into: &buffer)
    case .move: sheet.writeCity(residence.city(on: event).city, into: &buffer)
    case .jobStart, .jobEnd: writeJob(number, person, community, sheet, &buffer)
    case .retirement:
      lexicon.jobs.titles.copy(Int(person.jobs[person.jobCount - 1].title), into: &buffer)
    case .wedding, .divorce, .spouseDeath: sheet.write(person.spouse, into: &buffer)
    case .childBirth: sheet.writeGiven(person.children[number].name, into: &buffer)
    }
  }

  /// Writes a school's name; the last one's stands among the values already.
  private func writeSchool(
    _ number: Int, _ person: Person, _ community: Community, _ sheet: borrowing LocaleSheet,
    _ buffer: inout ByteBuffer
  ) {
    let count = person.schooling.count
    if number == count || count == 2 && number == 1 {
      let seat = person.index - community.frame.firstPerson
      buffer.append(community.values.bytes, community.values[seat, .school])
    } else if number == 0 {
      sheet.writeSchool(person.schooling, into: &buffer)
    } else {
      sheet.writeCollege(number - 1, person.schooling, into: &buffer)
    }
  }

  /// Writes title and employer; the last two employers' names stand among the values already.
  private func writeJob(
    _ number: Int, _ person: Person, _ community: Community, _ sheet: borrowing LocaleSheet,
    _ buffer: inout ByteBuffer
  ) {
    lexicon.jobs.titles.copy(Int(person.jobs[number].title), into: &buffer)
    buffer.append(", ")
    let seat = person.index - community.frame.firstPerson
    if number == person.pastJobCount {
      buffer.append(community.values.bytes, community.values[seat, .employer])
    } else if number == person.pastJobCount - 1 {
      buffer.append(community.values.bytes, community.values[seat, .previousEmployer])
    } else {
      writeEmployer(person.jobs[number], sheet, &buffer)
    }
  }
}

extension LifeStep.Kind {
  /// Whether an event has a place: weddings, births of children and losses have none.
  @inline(__always)
  fileprivate var hasPlace: Bool {
    switch self {
    case .birth, .schoolStart, .graduation, .move, .jobStart, .jobEnd: true
    case .retirement, .wedding, .childBirth, .divorce, .spouseDeath: false
    }
  }
}

/// Where somebody lived when.
private struct Residence {
  private let birthLocale: Int
  private let birthCity: Int32
  private let middleCity: Int32
  private let lastCity: Int32
  private let firstMove: CivilDate
  private let lastMove: CivilDate

  init(_ person: Person) {
    birthLocale = Int(person.birthLocale)
    birthCity = person.birthCity
    lastCity = person.home.city
    middleCity = person.middleCity ?? lastCity
    // Who never moved lives in the birth city all the time.
    lastMove = person.lastMove ?? CivilDate(day: .max)
    firstMove = person.firstMove ?? lastMove
  }

  /// The city of that day, of a move the new one.
  @inline(__always)
  func city(on event: LifeStep) -> (city: Int32, isBirth: Bool, locale: Int) {
    if event.date >= lastMove { return (lastCity, false, birthLocale) }
    if event.date >= firstMove { return (middleCity, false, birthLocale) }
    return (birthCity, true, birthLocale)
  }
}

extension Person {
  /// The name at birth.
  var birthName: PersonName {
    var name = name
    name.surname = birthSurname
    return name
  }
}
