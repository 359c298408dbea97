// SPDX-License-Identifier: Apache-2.0

extension CommunityGenerator {
  /// Appends a life line's events as JSON objects with commas between.
  func writeLifeLine(
    _ person: Person, _ seat: Int, _ community: Community, _ buffer: inout ByteBuffer
  ) {
    var isFirst = true
    for event in community.lifeLine(of: seat) {
      keys.writeKind(event.kind, isFirst: isFirst, into: &buffer)
      isFirst = false
      buffer.append(date: event.date)
      if let end = event.end {
        buffer.append(#"","end":""#)
        buffer.append(date: end)
      }
      buffer.append(#"","what":""#)
      writeWhat(event, person, community, &buffer)
      if writesPlace(event) {
        buffer.append(#"","place":""#)
        writePlace(event, person, community, &buffer)
      }
      buffer.append(#""}"#)
    }
  }

  /// Whether an event has a place: weddings, births of children and losses have none.
  private func writesPlace(_ event: LifeStep) -> Bool {
    switch event.kind {
    case .birth, .schoolStart, .graduation, .move, .jobStart, .jobEnd: true
    case .retirement, .wedding, .childBirth, .divorce, .spouseDeath: false
    }
  }

  private func writeWhat(
    _ event: LifeStep, _ person: Person, _ community: Community, _ buffer: inout ByteBuffer
  ) {
    let tables = sheet(community).tables
    switch event.kind {
    case .birth: write(person.birthName, tables, &buffer)
    case .schoolStart: writeSchool(event, person, tables, &buffer)
    case .graduation:
      let level =
        event.number == 0
        ? EducationLevel.highSchool : person.schooling.studies[Int(event.number) - 1].level
      PersonWords.write(level, into: &buffer)
    case .move: writeDestination(event, person, community, &buffer)
    case .jobStart, .jobEnd:
      let job = person.jobs[Int(event.number)]
      lexicon.jobs.titles.copy(job.title, into: &buffer)
      buffer.append(", ")
      writeEmployer(job, tables, &buffer)
    case .retirement:
      lexicon.jobs.titles.copy(person.jobs[person.jobCount - 1].title, into: &buffer)
    case .wedding, .divorce, .spouseDeath: write(person.spouse, tables, &buffer)
    case .childBirth: writeGiven(person.children[Int(event.number)], tables, &buffer)
    }
  }

  private func writeSchool(
    _ event: LifeStep, _ person: Person, _ tables: LocaleTables, _ buffer: inout ByteBuffer
  ) {
    if event.number > 0 {
      writeCollege(Int(event.number) - 1, of: person, tables.schools, &buffer)
    } else {
      tables.schools.write(.secondary, word: person.schooling.schoolWord, into: &buffer)
    }
  }

  private func writeDestination(
    _ event: LifeStep, _ person: Person, _ community: Community, _ buffer: inout ByteBuffer
  ) {
    let city = event.number == 0 ? person.middleCity ?? person.home.city : person.home.city
    sheet(community).tables.places.cityNames.copy(city, into: &buffer)
  }

  /// Writes the city in which the person lived then.
  private func writePlace(
    _ event: LifeStep, _ person: Person, _ community: Community, _ buffer: inout ByteBuffer
  ) {
    let places = sheet(community).tables.places
    if event.kind == .move, event.number == 0 {
      return writeDestination(event, person, community, &buffer)
    }
    if event.kind != .birth, event.date >= person.lastMove ?? event.date {
      places.cityNames.copy(person.home.city, into: &buffer)
    } else if event.kind != .birth, let first = person.firstMove, event.date >= first {
      places.cityNames.copy(person.middleCity ?? person.home.city, into: &buffer)
    } else {
      locales[Int(person.birthLocale)].tables.places.cityNames
        .copy(person.birthCity, into: &buffer)
    }
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
