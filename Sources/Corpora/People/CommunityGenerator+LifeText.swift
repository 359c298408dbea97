// SPDX-License-Identifier: Apache-2.0

extension CommunityGenerator {
  /// Appends a life line's events as JSON objects with commas between.
  func writeLifeLine(of seat: Int, in community: Community, into buffer: inout ByteBuffer) {
    var writer = LifeWriter(community, seat, locales)
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
      writeWhat(event, community.people[seat], &writer, &buffer)
      if event.kind.hasPlace {
        buffer.append(#"","place":""#)
        writer.writePlace(event, into: &buffer)
      }
      buffer.append(#""}"#)
    }
  }

  private func writeWhat(
    _ event: LifeStep, _ person: Person, _ writer: inout LifeWriter, _ buffer: inout ByteBuffer
  ) {
    let sheet = writer.sheet
    switch event.kind {
    case .birth: sheet.write(person.birthName, into: &buffer)
    case .schoolStart:
      if event.number > 0 {
        sheet.writeCollege(Int(event.number) - 1, of: person, into: &buffer)
      } else {
        sheet.writeSchool(of: person, into: &buffer)
      }
    case .graduation:
      let level =
        event.number == 0
        ? EducationLevel.highSchool : person.schooling.studies[Int(event.number) - 1].level
      PersonWords.write(level, into: &buffer)
    case .move: sheet.writeCity(writer.destination(event), into: &buffer)
    case .jobStart:
      let job = person.jobs[Int(event.number)]
      let start = buffer.count
      lexicon.jobs.titles.copy(Int(job.title), into: &buffer)
      buffer.append(", ")
      writeEmployer(job, sheet, &buffer)
      writer.job = start..<buffer.count
    case .jobEnd: buffer.appendAgain(writer.job)
    case .retirement:
      lexicon.jobs.titles.copy(Int(person.jobs[person.jobCount - 1].title), into: &buffer)
    case .wedding, .divorce, .spouseDeath: sheet.write(person.spouse, into: &buffer)
    case .childBirth:
      sheet.writeGiven(person.children[Int(event.number)].name, into: &buffer)
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

/// What is needed to write a life line: where somebody lived when.
private struct LifeWriter {
  let sheet: LocaleSheet
  private let birthSheet: LocaleSheet
  private let birthCity: Int32
  private let middleCity: Int32
  private let city: Int32
  private let firstMove: CivilDate
  private let lastMove: CivilDate
  /// Where the text about the job begun last lies, which its end repeats.
  var job = 0..<0

  init(_ community: Community, _ seat: Int, _ locales: [LocaleSheet]) {
    sheet = locales[community.frame.localeIndex]
    birthSheet = locales[Int(community.people[seat].birthLocale)]
    birthCity = community.people[seat].birthCity
    city = community.people[seat].home.city
    middleCity = community.people[seat].middleCity ?? city
    // Who never moved lives in the birth city all the time.
    lastMove = community.people[seat].lastMove ?? CivilDate(day: .max)
    firstMove = community.people[seat].firstMove ?? lastMove
  }

  func destination(_ event: LifeStep) -> Int32 { event.number == 0 ? middleCity : city }

  /// Writes the city in which the person lived then, of a move the new one.
  func writePlace(_ event: LifeStep, into buffer: inout ByteBuffer) {
    if event.date >= lastMove {
      sheet.writeCity(city, into: &buffer)
    } else if event.date >= firstMove {
      sheet.writeCity(middleCity, into: &buffer)
    } else {
      birthSheet.writeCity(birthCity, into: &buffer)
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
