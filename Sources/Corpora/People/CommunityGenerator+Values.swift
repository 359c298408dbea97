// SPDX-License-Identifier: Apache-2.0

extension CommunityGenerator {
  /// Writes every attribute's canonical text into the community's values.
  ///
  /// Attributes stand in their order, each after its key: the arena holds the objects `values` of all
  /// profile lines too, and a line copies its own whole.
  func render(
    _ community: inout Community, _ sheet: borrowing LocaleSheet, _ own: OwnDraws,
    _ workspace: inout PeopleWorkspace
  ) {
    var scene = ValueScene(own)
    swap(&scene.values, &community.values)
    scene.values.reset(seatCount: community.people.count)
    workspace.arena.removeAll()
    community.valueEnds.removeAll(keepingCapacity: true)
    for seat in community.people.indices {
      let person = community.people[seat]
      open(seat, &scene, &workspace.arena)
      write(person, sheet, &scene, &workspace)
      writeEmergency(person, community.people, sheet, &scene, &workspace.arena)
      writeLast(person, sheet, &scene, &workspace.arena)
      if person.pastJobCount > 0 {
        let employer = writePreviousEmployer(person, sheet, &scene, &workspace.arena)
        community.people[seat].jobs[person.pastJobCount - 1].employer = employer
      }
      close(&scene, &workspace.arena)
      community.valueEnds.append(UInt32(workspace.arena.count))
    }
    scene.values.take(workspace.arena)
    swap(&scene.values, &community.values)
  }

  /// Writes the attributes up to the emergency contact, which alone repeats other seats' values.
  private func write(
    _ person: Person, _ sheet: borrowing LocaleSheet, _ scene: inout ValueScene,
    _ workspace: inout PeopleWorkspace
  ) {
    writeNames(person, sheet, &scene, &workspace.arena)
    writeOrigin(person, sheet, &scene, &workspace.arena)
    writeHome(person, sheet, &scene, &workspace.arena)
    writeStudies(person, sheet, &scene, &workspace.arena)
    writeFamily(person, sheet, &scene, &workspace.arena)
    writeWork(person, sheet, &scene, &workspace.arena)
    writeMoney(person, sheet, &scene, &workspace.arena)
    writePapers(person, sheet, &scene, &workspace.arena)
    writeContacts(person, sheet, &scene, &workspace)
    writeHealth(person, &scene, &workspace.arena)
  }

  private func writeNames(
    _ person: Person, _ sheet: borrowing LocaleSheet, _ scene: inout ValueScene,
    _ arena: inout ByteBuffer
  ) {
    sheet.write(person.name, into: &arena)
    begin(.firstName, &scene, &arena)
    sheet.writeGiven(person.name, into: &arena)
    begin(.lastName, &scene, &arena)
    sheet.familyNames.copy(Int(person.name.surname), into: &arena)
    if person.takesName || person.birthSurname != person.name.surname {
      begin(.birthName, &scene, &arena)
      sheet.familyNames.copy(Int(person.birthSurname), into: &arena)
    }
    begin(.fatherName, &scene, &arena)
    sheet.write(person.father, into: &arena)
    begin(.motherName, &scene, &arena)
    sheet.write(person.mother, into: &arena)
    begin(.sex, &scene, &arena)
    PersonWords.writeSex(person.sex, into: &arena)
  }

  private func writeOrigin(
    _ person: Person, _ sheet: borrowing LocaleSheet, _ scene: inout ValueScene,
    _ arena: inout ByteBuffer
  ) {
    begin(.birthDate, &scene, &arena)
    arena.append(date: person.birthDate)
    begin(.age, &scene, &arena)
    arena.append(decimal: person.age)
    begin(.nationality, &scene, &arena)
    sheet.facts.copy(.nationality, into: &arena)
    begin(.birthCity, &scene, &arena)
    writeBirthCity(person, sheet, &arena)
    begin(.birthCountry, &scene, &arena)
    if Int(person.birthLocale) == sheet.index {
      sheet.facts.copy(.country, into: &arena)
    } else {
      locales[Int(person.birthLocale)].sheet.facts.copy(.country, into: &arena)
    }
  }

  @inline(__always)
  private func writeBirthCity(
    _ person: Person, _ sheet: borrowing LocaleSheet, _ arena: inout ByteBuffer
  ) {
    if Int(person.birthLocale) == sheet.index {
      sheet.writeCity(person.birthCity, into: &arena)
    } else {
      locales[Int(person.birthLocale)].sheet.writeCity(person.birthCity, into: &arena)
    }
  }

  /// Writes the address, once for a household: others' is copied with the keys between.
  private func writeHome(
    _ person: Person, _ sheet: borrowing LocaleSheet, _ scene: inout ValueScene,
    _ arena: inout ByteBuffer
  ) {
    begin(.streetAddress, &scene, &arena)
    guard person.isHead else {
      let first = scene.values[scene.seat - 1, .streetAddress].lowerBound
      let shift = arena.count - first
      arena.appendAgain(first..<scene.values[scene.seat - 1, .country].upperBound)
      for place in Attribute.streetAddress.index..<Attribute.country.index {
        let range = scene.values[scene.seat - 1, place]
        scene.values.set(
          scene.seat, place, range.lowerBound + shift..<range.upperBound + shift)
      }
      scene.attribute = .country
      scene.start = scene.values[scene.seat - 1, .country].lowerBound + shift
      return
    }
    let city = Int(person.home.city)
    var draws = DrawStream(key: person.home.word, 1)
    writeStreet(sheet, &draws, &arena)
    begin(.city, &scene, &arena)
    sheet.writeCity(person.home.city, into: &arena)
    begin(.region, &scene, &arena)
    sheet.places.regionNames.copy(Int(sheet.places.regionOfCity[city]), into: &arena)
    begin(.postcode, &scene, &arena)
    sheet.places.writePostcode(of: city, form: draws.word(), word: draws.word(), into: &arena)
    begin(.country, &scene, &arena)
    sheet.facts.copy(.country, into: &arena)
  }

  private func writeStreet(
    _ sheet: borrowing LocaleSheet, _ draws: inout DrawStream, _ arena: inout ByteBuffer
  ) {
    arena.append(decimal: 1 + (draws.chance(60) ? draws.below(199) : draws.below(1800)))
    arena.append(UInt8(ascii: " "))
    sheet.streets.write(draws.word(), into: &arena)
    guard draws.chance(20) else { return }
    arena.append(", ")
    sheet.streets.units.copy(sheet.streets.units.index(for: draws.word()), into: &arena)
    arena.append(UInt8(ascii: " "))
    arena.append(decimal: 1 + draws.below(60))
  }

  private func writeStudies(
    _ person: Person, _ sheet: borrowing LocaleSheet, _ scene: inout ValueScene,
    _ arena: inout ByteBuffer
  ) {
    begin(.education, &scene, &arena)
    PersonWords.writeEducation(person, into: &arena)
    begin(.school, &scene, &arena)
    if person.schooling.count > 0 {
      sheet.writeCollege(person.schooling.count - 1, person.schooling, into: &arena)
    } else {
      sheet.writeSchool(person.schooling, into: &arena)
    }
  }

  private func writeFamily(
    _ person: Person, _ sheet: borrowing LocaleSheet, _ scene: inout ValueScene,
    _ arena: inout ByteBuffer
  ) {
    begin(.relationshipStatus, &scene, &arena)
    PersonWords.write(person.relationship, into: &arena)
    if person.presence.contains(.spouseName) {
      begin(.spouseName, &scene, &arena)
      sheet.write(person.spouse, into: &arena)
    }
    if person.relationship == .married, let wedding = person.wedding {
      begin(.weddingDate, &scene, &arena)
      arena.append(date: wedding)
    }
    begin(.childrenCount, &scene, &arena)
    arena.append(decimal: person.childCount)
    if person.childCount > 0 {
      begin(.childName, &scene, &arena)
      sheet.writeGiven(person.children[0].name, into: &arena)
    }
  }

  /// Writes what comes after the emergency contact.
  private func writeLast(
    _ person: Person, _ sheet: borrowing LocaleSheet, _ scene: inout ValueScene,
    _ arena: inout ByteBuffer
  ) {
    begin(.interest, &scene, &arena)
    lexicon.interests.texts.copy(Int(person.interests[0]), into: &arena)
    begin(.secondInterest, &scene, &arena)
    lexicon.interests.texts.copy(Int(person.interests[1]), into: &arena)
    writePet(person, &scene, &arena)
    if let date = person.lastMove {
      begin(.movedFrom, &scene, &arena)
      if let city = person.middleCity {
        sheet.writeCity(city, into: &arena)
      } else {
        writeBirthCity(person, sheet, &arena)
      }
      begin(.movedDate, &scene, &arena)
      arena.append(date: date)
    }
  }
}
