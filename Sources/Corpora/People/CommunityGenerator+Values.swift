// SPDX-License-Identifier: Apache-2.0

extension CommunityGenerator {
  /// Writes every attribute's canonical text into the community's values.
  func render(
    _ community: inout Community, _ sheet: LocaleSheet, _ own: OwnDraws,
    _ workspace: inout PeopleWorkspace
  ) {
    var writer = ValueWriter(community, sheet, own)
    swap(&writer.values, &community.values)
    writer.values.reset(seatCount: community.people.count)
    workspace.arena.removeAll()
    for seat in community.people.indices {
      writeNames(community.people[seat], seat, &writer, &workspace.arena)
    }
    for seat in community.people.indices {
      writePersonal(community.people[seat], seat, &writer, &workspace.arena)
      writePlaces(community.people[seat], seat, &writer, &workspace.arena)
      writeFamily(community.people[seat], seat, &writer, &workspace.arena)
      writeWork(&community.people[seat], seat, &writer, &workspace)
      writeMoney(community.people[seat], seat, &writer, &workspace.arena)
      writePapers(community.people[seat], seat, &writer, &workspace.arena)
      writeAccounts(community.people[seat], seat, &writer, &workspace.arena)
      writeTraits(community.people[seat], seat, &writer, &workspace.arena)
      writeEmergency(community.people[seat], seat, &writer, &workspace.arena)
    }
    writer.values.take(workspace.arena)
    swap(&writer.values, &community.values)
  }

  /// Writes names and numbers, which come first because other seats' values repeat them.
  private func writeNames(
    _ person: Person, _ seat: Int, _ writer: inout ValueWriter, _ arena: inout ByteBuffer
  ) {
    let start = arena.count
    writer.sheet.writeGiven(person.name, into: &arena)
    let middle = arena.count
    arena.append(UInt8(ascii: " "))
    writer.sheet.tables.familyNames.copy(Int(person.name.surname), into: &arena)
    writer.start = arena.count
    writer.values.set(seat, .fullName, start..<writer.start)
    writer.values.set(seat, .firstName, start..<middle)
    writer.values.set(seat, .lastName, middle + 1..<writer.start)
    if person.takesName || person.birthSurname != person.name.surname {
      writer.sheet.tables.familyNames.copy(Int(person.birthSurname), into: &arena)
      writer.close(seat, .birthName, arena)
    }
    writePhone(.mobile, of: person, &writer, &arena)
    writer.close(seat, .phone, arena)
    guard person.presence.contains(.workPhone) else { return }
    writePhone(.landline, of: person, &writer, &arena)
    writer.close(seat, .workPhone, arena)
  }

  func writePhone(
    _ kind: PhoneKind, of person: Person, _ writer: inout ValueWriter, _ arena: inout ByteBuffer
  ) {
    let sheet = writer.sheet
    let code = sheet.tables.places.areaCode(of: Int(person.home.city), for: person.home.word)
    PhoneRanges.write(
      serial: writer.phoneSerial, kind: kind, areaCode: code.map { Int(sheet.areaCodes[$0]) } ?? 0,
      locale: sheet.tables.code, mode: formats, into: &arena)
    writer.phoneSerial &+= 1
  }

  private func writePersonal(
    _ person: Person, _ seat: Int, _ writer: inout ValueWriter, _ arena: inout ByteBuffer
  ) {
    writer.start = arena.count
    PersonWords.writeSex(person.sex, into: &arena)
    writer.close(seat, .sex, arena)
    arena.append(date: person.birthDate)
    writer.close(seat, .birthDate, arena)
    arena.append(decimal: person.age)
    writer.close(seat, .age, arena)
    writer.sheet.tables.facts.copy(.nationality, into: &arena)
    writer.close(seat, .nationality, arena)
    PersonWords.writeEducation(person, into: &arena)
    writer.close(seat, .education, arena)
    if person.schooling.count > 0 {
      writer.sheet.writeCollege(person.schooling.count - 1, of: person, into: &arena)
    } else {
      writer.sheet.writeSchool(of: person, into: &arena)
    }
    writer.close(seat, .school, arena)
    PersonWords.write(person.relationship, into: &arena)
    writer.close(seat, .relationshipStatus, arena)
  }

  private func writePlaces(
    _ person: Person, _ seat: Int, _ writer: inout ValueWriter, _ arena: inout ByteBuffer
  ) {
    let origin = locales[Int(person.birthLocale)]
    writer.start = arena.count
    origin.writeCity(person.birthCity, into: &arena)
    writer.close(seat, .birthCity, arena)
    origin.tables.facts.copy(.country, into: &arena)
    writer.close(seat, .birthCountry, arena)
    if seat > 0, writer.household == person.household {
      for place in ValueWriter.shared.indices {
        writer.repeatValue(of: seat - 1, seat, ValueWriter.shared[place])
      }
    } else {
      writeAddress(person.home, seat, &writer, &arena)
      writer.household = person.household
    }
    guard let date = person.lastMove else { return }
    if let city = person.middleCity {
      writer.sheet.writeCity(city, into: &arena)
    } else {
      origin.writeCity(person.birthCity, into: &arena)
    }
    writer.close(seat, .movedFrom, arena)
    arena.append(date: date)
    writer.close(seat, .movedDate, arena)
  }

  private func writeAddress(
    _ home: Home, _ seat: Int, _ writer: inout ValueWriter, _ arena: inout ByteBuffer
  ) {
    let tables = writer.sheet.tables
    let city = Int(home.city)
    var draws = DrawStream(key: home.word, 1)
    arena.append(decimal: 1 + (draws.chance(60) ? draws.below(199) : draws.below(1800)))
    arena.append(UInt8(ascii: " "))
    tables.streets.write(draws.word(), into: &arena)
    if draws.chance(20) {
      arena.append(", ")
      tables.streets.units.copy(tables.streets.units.index(for: draws.word()), into: &arena)
      arena.append(UInt8(ascii: " "))
      arena.append(decimal: 1 + draws.below(60))
    }
    writer.close(seat, .streetAddress, arena)
    writer.sheet.writeCity(home.city, into: &arena)
    writer.close(seat, .city, arena)
    tables.places.regionNames.copy(Int(tables.places.regionOfCity[city]), into: &arena)
    writer.close(seat, .region, arena)
    tables.places.writePostcode(of: city, form: draws.word(), word: draws.word(), into: &arena)
    writer.close(seat, .postcode, arena)
    tables.facts.copy(.country, into: &arena)
    writer.close(seat, .country, arena)
  }
}

/// Where the canonical texts of a community go while they are written.
struct ValueWriter {
  var values = CommunityValues()
  let sheet: LocaleSheet
  let own: OwnDraws
  /// The next phone's place in the range: a random word of the community plus a count.
  var phoneSerial: UInt64
  /// Where the text begins that is being written.
  var start = 0
  /// The household whose address was written last.
  var household = -1

  /// What a household has in common.
  static let shared: InlineArray<5, Attribute> = [
    .streetAddress, .city, .region, .postcode, .country,
  ]

  init(_ community: Community, _ sheet: LocaleSheet, _ own: OwnDraws) {
    self.sheet = sheet
    self.own = own
    var draws = own(.contacts)
    phoneSerial = draws.word()
  }

  /// Notes that an attribute's text runs to the arena's end, where the next one starts.
  @inline(__always)
  mutating func close(_ seat: Int, _ attribute: Attribute, _ arena: borrowing ByteBuffer) {
    values.set(seat, attribute, start..<arena.count)
    start = arena.count
  }

  /// Notes that somebody's text is that of somebody else, written before.
  @inline(__always)
  mutating func repeatValue(of other: Int, _ seat: Int, _ attribute: Attribute) {
    values.set(seat, attribute, values[other, attribute])
  }
}
