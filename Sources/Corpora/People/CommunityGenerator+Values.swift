// SPDX-License-Identifier: Apache-2.0

extension CommunityGenerator {
  /// Writes every attribute's canonical text into the community's values.
  func render(
    _ community: inout Community, _ own: OwnDraws, _ workspace: inout PeopleWorkspace
  ) {
    community.values.reset(seatCount: community.people.count)
    workspace.arena.removeAll()
    var contacts = own(.contacts)
    var phones = contacts.word()
    for seat in community.people.indices {
      renderNames(seat, &community, &workspace.arena)
      renderPhones(seat, &phones, &community, &workspace.arena)
    }
    for seat in community.people.indices {
      let person = community.people[seat]
      renderIdentity(person, seat, &community, &workspace.arena)
      renderPlaces(person, seat, &community, &workspace.arena)
      renderFamily(person, seat, &community, &workspace.arena)
      renderWork(person, seat, &community, &workspace)
      renderMoney(person, seat, &community, &workspace.arena)
      renderPapers(person, seat, own, &community, &workspace.arena)
      renderAccounts(person, seat, own, &community, &workspace.arena)
      renderCharacter(person, seat, own, &community, &workspace.arena)
      renderEmergency(person, seat, own, &phones, &community, &workspace.arena)
    }
    community.values.take(workspace.arena)
  }

  /// Names come first, because other seats' values repeat them.
  private func renderNames(
    _ seat: Int, _ community: inout Community, _ arena: inout ByteBuffer
  ) {
    let tables = sheet(community).tables
    let person = community.people[seat]
    let start = arena.count
    let pool = person.name.isFemale ? tables.femaleNames : tables.maleNames
    pool.copy(person.name.given, into: &arena)
    let middle = arena.count
    arena.append(UInt8(ascii: " "))
    tables.familyNames.copy(person.name.surname, into: &arena)
    let end = arena.count
    community.values.set(seat, .fullName, start..<end)
    community.values.set(seat, .firstName, start..<middle)
    community.values.set(seat, .lastName, middle + 1..<end)
    if person.birthSurname != person.name.surname || community.plan.seats[seat].takesName {
      tables.familyNames.copy(person.birthSurname, into: &arena)
      community.values.set(seat, .birthName, end..<arena.count)
    }
  }

  private func renderPhones(
    _ seat: Int, _ serial: inout UInt64, _ community: inout Community, _ arena: inout ByteBuffer
  ) {
    let person = community.people[seat]
    let start = arena.count
    writePhone(.mobile, serial, of: person, community, &arena)
    serial &+= 1
    community.values.set(seat, .phone, start..<arena.count)
    guard person.presence.contains(.workPhone) else { return }
    let middle = arena.count
    writePhone(.landline, serial, of: person, community, &arena)
    serial &+= 1
    community.values.set(seat, .workPhone, middle..<arena.count)
  }

  func writePhone(
    _ kind: PhoneKind, _ serial: UInt64, of person: Person, _ community: Community,
    _ arena: inout ByteBuffer
  ) {
    let sheet = sheet(community)
    let code = sheet.tables.places.areaCode(of: person.home.city, for: person.home.word)
    PhoneRanges.write(
      serial: serial, kind: kind, areaCode: code.map { Int(sheet.areaCodes[$0]) } ?? 0,
      locale: community.frame.locale, mode: formats, into: &arena)
  }

  private func renderIdentity(
    _ person: Person, _ seat: Int, _ community: inout Community, _ arena: inout ByteBuffer
  ) {
    let facts = sheet(community).tables.facts
    var start = arena.count
    PersonWords.writeSex(person.sex, into: &arena)
    community.values.close(seat, .sex, &start, arena)
    arena.append(date: person.birthDate)
    community.values.close(seat, .birthDate, &start, arena)
    arena.append(decimal: person.age)
    community.values.close(seat, .age, &start, arena)
    facts.copy(.nationality, into: &arena)
    community.values.close(seat, .nationality, &start, arena)
    PersonWords.writeEducation(person, into: &arena)
    community.values.close(seat, .education, &start, arena)
    writeSchool(of: person, community, &arena)
    community.values.close(seat, .school, &start, arena)
    PersonWords.write(person.relationship, into: &arena)
    community.values.close(seat, .relationshipStatus, &start, arena)
  }

  /// Writes the name of the last school or college.
  func writeSchool(of person: Person, _ community: Community, _ arena: inout ByteBuffer) {
    let schools = sheet(community).tables.schools
    let schooling = person.schooling
    guard schooling.count > 0 else {
      return schools.write(.secondary, word: schooling.schoolWord, into: &arena)
    }
    writeCollege(schooling.count - 1, of: person, schools, &arena)
  }

  /// Writes the name of the college of one of the studies.
  func writeCollege(
    _ place: Int, of person: Person, _ schools: SchoolTable, _ arena: inout ByteBuffer
  ) {
    let isPractical =
      switch person.education {
      case .vocational, .diploma, .certificate: true
      default: false
      }
    // A doctorate is often written elsewhere than the first degree.
    let word = person.schooling.collegeWord &+ (place == 2 ? 1 : 0)
    schools.write(isPractical ? .vocational : .university, word: word, into: &arena)
  }

  private func renderPlaces(
    _ person: Person, _ seat: Int, _ community: inout Community, _ arena: inout ByteBuffer
  ) {
    let tables = sheet(community).tables
    let places = tables.places
    var start = arena.count
    locales[Int(person.birthLocale)].tables.places.cityNames.copy(person.birthCity, into: &arena)
    community.values.close(seat, .birthCity, &start, arena)
    locales[Int(person.birthLocale)].tables.facts.copy(.country, into: &arena)
    community.values.close(seat, .birthCountry, &start, arena)
    writeStreetAddress(person.home, tables, &arena)
    community.values.close(seat, .streetAddress, &start, arena)
    places.cityNames.copy(person.home.city, into: &arena)
    community.values.close(seat, .city, &start, arena)
    places.regionNames.copy(Int(places.regionOfCity[person.home.city]), into: &arena)
    community.values.close(seat, .region, &start, arena)
    var draws = DrawStream(key: person.home.word, 2)
    places.writePostcode(
      of: person.home.city, form: draws.word(), word: draws.word(), into: &arena)
    community.values.close(seat, .postcode, &start, arena)
    tables.facts.copy(.country, into: &arena)
    community.values.close(seat, .country, &start, arena)
    guard let date = person.lastMove else { return }
    writeCityBefore(person, community, &arena)
    community.values.close(seat, .movedFrom, &start, arena)
    arena.append(date: date)
    community.values.close(seat, .movedDate, &start, arena)
  }

  /// Writes the city that the last move left.
  func writeCityBefore(_ person: Person, _ community: Community, _ arena: inout ByteBuffer) {
    if let city = person.middleCity {
      sheet(community).tables.places.cityNames.copy(city, into: &arena)
    } else {
      locales[Int(person.birthLocale)].tables.places.cityNames.copy(person.birthCity, into: &arena)
    }
  }

  private func writeStreetAddress(
    _ home: Home, _ tables: LocaleTables, _ arena: inout ByteBuffer
  ) {
    var draws = DrawStream(key: home.word, 1)
    arena.append(decimal: 1 + (draws.chance(60) ? draws.below(199) : draws.below(1800)))
    arena.append(UInt8(ascii: " "))
    tables.streets.write(draws.word(), into: &arena)
    guard draws.chance(20) else { return }
    arena.append(", ")
    tables.streets.units.copy(tables.streets.units.index(for: draws.word()), into: &arena)
    arena.append(UInt8(ascii: " "))
    arena.append(decimal: 1 + draws.below(60))
  }
}

extension CommunityValues {
  /// Notes that an attribute's text runs from `start` to the arena's end, where the next one starts.
  @inline(__always)
  mutating func close(
    _ seat: Int, _ attribute: Attribute, _ start: inout Int, _ arena: borrowing ByteBuffer
  ) {
    set(seat, attribute, start..<arena.count)
    start = arena.count
  }
}
