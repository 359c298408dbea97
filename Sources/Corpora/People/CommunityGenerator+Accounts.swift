// SPDX-License-Identifier: Apache-2.0

extension CommunityGenerator {
  /// Writes the handle and the private mail address, which nobody else in the corpus has.
  ///
  /// Both end, before the at sign, in as many digits as the corpus has people: a keyed permutation of
  /// the person's index. Whatever stands before them, two people's differ in these digits.
  func renderAccounts(
    _ person: Person, _ seat: Int, _ own: OwnDraws, _ community: inout Community,
    _ arena: inout ByteBuffer
  ) {
    var draws = own(.contacts, seat + 256)
    let (given, surname) = (community.values[seat, .firstName], community.values[seat, .lastName])
    var start = arena.count
    writeHandle(given, surname, &draws, &arena)
    arena.append(digits: UInt(handleSuffixes(person.index)), atLeast: suffixWidth)
    community.values.close(seat, .handle, &start, arena)
    writeMailName(given, surname, &draws, &arena)
    arena.append(digits: UInt(mailSuffixes(person.index)), atLeast: suffixWidth)
    arena.append(UInt8(ascii: "@"))
    lexicon.domains.mail.copy(lexicon.domains.mail.index(for: draws.word()), into: &arena)
    community.values.close(seat, .email, &start, arena)
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
    let words = lexicon.handleWords
    words.texts.copy(words.index(for: draws.word(), inCategory: kind), into: &arena)
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
  func writeWorkMail(
    of person: Person, _ seat: Int, _ community: Community, _ workspace: inout PeopleWorkspace
  ) {
    workspace.arena.append(plain: community.values[seat, .firstName], limit: 1)
    workspace.arena.append(UInt8(ascii: "."))
    workspace.arena.append(plain: community.values[seat, .lastName])
    workspace.arena.append(digits: UInt(mailSuffixes(person.index)), atLeast: suffixWidth)
    workspace.arena.append(UInt8(ascii: "@"))
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

  /// Whether these bytes at a range are all those of another buffer.
  @inline(__always)
  borrowing func holds(_ other: borrowing ByteBuffer, at range: Range<Int>) -> Bool {
    guard range.count == other.count else { return false }
    for place in range where self[place] != other[place - range.lowerBound] { return false }
    return true
  }

  /// Appends the letters of a text of this buffer in small ASCII letters; all else is left out.
  ///
  /// - Parameters:
  ///   - range: The text.
  ///   - limit: How many letters at most.
  @inline(__always)
  mutating func append(plain range: Range<Int>, limit: Int = .max) {
    var left = limit
    for place in range where left > 0 {
      let small = self[place] | 0x20
      guard small >= UInt8(ascii: "a"), small <= UInt8(ascii: "z") else { continue }
      append(small)
      left &-= 1
    }
  }

  /// Appends a date as `YYYY-MM-DD`.
  @inline(__always)
  mutating func append(date: CivilDate) {
    let (year, month, day) = date.components
    append(digits: UInt(year), atLeast: 4)
    append(UInt8(ascii: "-"))
    append(digits: UInt(month), atLeast: 2)
    append(UInt8(ascii: "-"))
    append(digits: UInt(day), atLeast: 2)
  }
}
