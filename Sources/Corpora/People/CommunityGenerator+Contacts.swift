// SPDX-License-Identifier: Apache-2.0

extension CommunityGenerator {
  /// Writes phones, mail addresses and the handle.
  ///
  /// Handle and mail addresses end, before the at sign, in as many digits as the corpus has people: a
  /// keyed permutation of the person's index. Whatever stands before them, two people's differ there.
  func writeContacts(
    _ person: Person, _ sheet: borrowing LocaleSheet, _ scene: inout ValueScene,
    _ workspace: inout PeopleWorkspace
  ) {
    begin(.phone, &scene, &workspace.arena)
    writePhone(.mobile, scene.seat, of: person.home, sheet, scene, &workspace.arena)
    if person.presence.contains(.workPhone) {
      begin(.workPhone, &scene, &workspace.arena)
      writePhone(.landline, scene.seat + 256, of: person.home, sheet, scene, &workspace.arena)
    }
    let (given, surname) = (scene[.firstName], scene[.lastName])
    var draws = scene.own(.accounts, scene.seat)
    let suffix = UInt(mailSuffixes(person.index))
    begin(.email, &scene, &workspace.arena)
    writeMailName(given, surname, &draws, &workspace.arena)
    workspace.arena.append(digits: suffix, atLeast: suffixWidth)
    workspace.arena.append(UInt8(ascii: "@"))
    let domain = lexicon.domains.mail.index(for: draws.word())
    lexicon.domains.mail.copy(domain, into: &workspace.arena)
    if person.work == .employed {
      begin(.workEmail, &scene, &workspace.arena)
      writeWorkMail(given, surname, suffix, scene[.employer], &workspace)
    }
    begin(.handle, &scene, &workspace.arena)
    writeHandle(given, surname, &draws, &workspace.arena)
    workspace.arena.append(
      digits: UInt(handleSuffixes(person.index)), atLeast: suffixWidth)
  }

  /// Writes a phone number: the place in the range is the community's word and a number of its own.
  private func writePhone(
    _ kind: PhoneKind, _ number: Int, of home: Home, _ sheet: borrowing LocaleSheet,
    _ scene: ValueScene, _ arena: inout ByteBuffer
  ) {
    PhoneRanges.write(
      serial: scene.phoneSerial &+ UInt64(number), kind: kind,
      areaCode: sheet.areaCode(of: home.city, for: home.word),
      locale: sheet.code, mode: formats, into: &arena)
  }

  /// Writes who is called in need: the partner or a parent with a seat, a friend, or a parent.
  func writeEmergency(
    _ person: Person, _ people: [Person], _ sheet: borrowing LocaleSheet,
    _ scene: inout ValueScene, _ arena: inout ByteBuffer
  ) {
    guard person.presence.contains(.emergencyContact) else { return }
    var draws = scene.own(.contacts, scene.seat)
    let isYoung = person.age < 50 && draws.chance(50)
    let friend = isYoung ? nil : person.firstFriend
    begin(.emergencyContactName, &scene, &arena)
    if let other = person.partnerSeat ?? person.parentSeat ?? friend {
      sheet.write(people[other].name, into: &arena)
      begin(.emergencyContactPhone, &scene, &arena)
      writePhone(.mobile, other, of: people[other].home, sheet, scene, &arena)
    } else {
      sheet.write(draws.chance(65) ? person.mother : person.father, into: &arena)
      begin(.emergencyContactPhone, &scene, &arena)
      writePhone(.mobile, people.count + scene.seat, of: person.home, sheet, scene, &arena)
    }
  }

  private func writeHandle(
    _ given: Range<Int>, _ surname: Range<Int>, _ draws: inout DrawStream,
    _ arena: inout ByteBuffer
  ) {
    switch draws.below(9) {
    case 0, 1:
      writeWord(0, &draws, &arena)
      writeWord(1, &draws, &arena)
    case 2:
      writeWord(0, &draws, &arena)
      arena.append(UInt8(ascii: "_"))
      writeWord(1, &draws, &arena)
    case 3:
      writeWord(1, &draws, &arena)
      arena.append(UInt8(ascii: "."))
      arena.append(plain: given, limit: 12)
    case 4: arena.append(plain: given, limit: 12)
    case 5:
      arena.append(plain: given, limit: 1)
      arena.append(plain: surname, limit: 14)
    case 6:
      arena.append(plain: given, limit: 12)
      arena.append(UInt8(ascii: "_"))
      arena.append(plain: surname, limit: 1)
    case 7:
      arena.append("the_")
      arena.append(plain: given, limit: 12)
    default:
      arena.append(plain: given, limit: 12)
      writeWord(1, &draws, &arena)
    }
  }

  private func writeWord(_ kind: Int, _ draws: inout DrawStream, _ arena: inout ByteBuffer) {
    let word = lexicon.handleWords.index(for: draws.word(), inCategory: kind)
    lexicon.handleWords.texts.copy(word, into: &arena)
  }

  private func writeMailName(
    _ given: Range<Int>, _ surname: Range<Int>, _ draws: inout DrawStream,
    _ arena: inout ByteBuffer
  ) {
    switch draws.below(7) {
    case 0, 1:
      arena.append(plain: given)
      arena.append(UInt8(ascii: "."))
      arena.append(plain: surname)
    case 2:
      arena.append(plain: given)
      arena.append(plain: surname)
    case 3:
      arena.append(plain: given, limit: 1)
      arena.append(UInt8(ascii: "."))
      arena.append(plain: surname)
    case 4:
      arena.append(plain: surname)
      arena.append(UInt8(ascii: "."))
      arena.append(plain: given)
    case 5:
      arena.append(plain: given)
      arena.append(UInt8(ascii: "_"))
      arena.append(plain: surname, limit: 1)
    default:
      writeWord(0, &draws, &arena)
      writeWord(1, &draws, &arena)
    }
  }

  /// Writes the address at work: initial and surname at the employer's reserved domain.
  private func writeWorkMail(
    _ given: Range<Int>, _ surname: Range<Int>, _ suffix: UInt, _ employer: Range<Int>,
    _ workspace: inout PeopleWorkspace
  ) {
    workspace.arena.append(plain: given, limit: 1)
    workspace.arena.append(UInt8(ascii: "."))
    workspace.arena.append(plain: surname)
    workspace.arena.append(digits: suffix, atLeast: suffixWidth)
    workspace.arena.append(UInt8(ascii: "@"))
    workspace.scratch.removeAll()
    workspace.scratch.append(workspace.arena, employer)
    workspace.scratch.writeDomain(into: &workspace.arena)
  }
}

extension ByteBuffer {
  /// Writes the domain of the employer whose name these bytes are.
  fileprivate borrowing func writeDomain(into arena: inout ByteBuffer) {
    withBytes { bytes in
      ReservedDomains.writeEmployer(bytes.bindMemory(to: UInt8.self).span, into: &arena)
    }
  }

  /// Appends the letters of a text of this buffer in small ASCII letters; all else is left out.
  ///
  /// - Parameters:
  ///   - range: The text.
  ///   - limit: How many letters at most.
  @inline(__always)
  fileprivate mutating func append(plain range: Range<Int>, limit: Int = .max) {
    var left = limit
    for place in range where left > 0 {
      let small = self[place] | 0x20
      guard small >= UInt8(ascii: "a"), small <= UInt8(ascii: "z") else { continue }
      append(small)
      left &-= 1
    }
  }
}
