// SPDX-License-Identifier: Apache-2.0

extension CommunityGenerator {
  func renderFamily(
    _ person: Person, _ seat: Int, _ community: inout Community, _ arena: inout ByteBuffer
  ) {
    let tables = sheet(community).tables
    var start = arena.count
    write(person.father, tables, &arena)
    community.values.close(seat, .fatherName, &start, arena)
    write(person.mother, tables, &arena)
    community.values.close(seat, .motherName, &start, arena)
    arena.append(decimal: person.childCount)
    community.values.close(seat, .childrenCount, &start, arena)
    if person.presence.contains(.spouseName) {
      write(person.spouse, tables, &arena)
      community.values.close(seat, .spouseName, &start, arena)
    }
    if person.relationship == .married, let wedding = person.wedding {
      arena.append(date: wedding)
      community.values.close(seat, .weddingDate, &start, arena)
    }
    if person.childCount > 0 {
      writeGiven(person.children[0], tables, &arena)
      community.values.close(seat, .childName, &start, arena)
    }
  }

  /// Writes given name and surname.
  func write(_ name: PersonName, _ tables: LocaleTables, _ arena: inout ByteBuffer) {
    (name.isFemale ? tables.femaleNames : tables.maleNames).copy(name.given, into: &arena)
    arena.append(UInt8(ascii: " "))
    tables.familyNames.copy(name.surname, into: &arena)
  }

  func writeGiven(_ child: Child, _ tables: LocaleTables, _ arena: inout ByteBuffer) {
    (child.isFemale ? tables.femaleNames : tables.maleNames).copy(child.given, into: &arena)
  }

  /// Writes an employer's name.
  func writeEmployer(_ job: Job, _ tables: LocaleTables, _ arena: inout ByteBuffer) {
    tables.employers.write(
      industry: Int(lexicon.jobs.industryOfJob[job.title]), word: job.employer, into: &arena)
  }

  func renderWork(
    _ person: Person, _ seat: Int, _ community: inout Community,
    _ workspace: inout PeopleWorkspace
  ) {
    let tables = sheet(community).tables
    var start = workspace.arena.count
    writeTitle(of: person, &workspace.arena)
    community.values.close(seat, .jobTitle, &start, workspace.arena)
    let pastCount = person.work == .employed ? person.jobCount - 1 : person.jobCount
    let previous = start
    if pastCount > 0 {
      writeEmployer(person.jobs[pastCount - 1], tables, &workspace.arena)
      community.values.close(seat, .previousEmployer, &start, workspace.arena)
    }
    guard person.work == .employed else { return }
    var job = person.jobs[person.jobCount - 1]
    workspace.scratch.removeAll()
    writeEmployer(job, tables, &workspace.scratch)
    while workspace.arena.holds(workspace.scratch, at: previous..<start) {
      // By chance the name of the one before: take another one.
      job.employer &+= 1
      community.people[seat].jobs[person.jobCount - 1].employer = job.employer
      workspace.scratch.removeAll()
      writeEmployer(job, tables, &workspace.scratch)
    }
    workspace.arena.append(workspace.scratch, 0..<workspace.scratch.count)
    community.values.close(seat, .employer, &start, workspace.arena)
    workspace.arena.append(date: job.start)
    community.values.close(seat, .workSince, &start, workspace.arena)
    writeWorkMail(of: person, seat, community, &workspace)
    community.values.close(seat, .workEmail, &start, workspace.arena)
  }

  /// Writes what somebody does: the title, or what stands in its place.
  private func writeTitle(of person: Person, _ arena: inout ByteBuffer) {
    switch person.work {
    case .student: arena.append("student")
    case .unemployed: arena.append("unemployed")
    case .homemaker: arena.append("homemaker")
    case .retired:
      arena.append("retired ")
      lexicon.jobs.titles.copy(person.jobs[person.jobCount - 1].title, into: &arena)
    case .employed:
      lexicon.jobs.titles.copy(person.jobs[person.jobCount - 1].title, into: &arena)
    }
  }

  func renderMoney(
    _ person: Person, _ seat: Int, _ community: inout Community, _ arena: inout ByteBuffer
  ) {
    let facts = sheet(community).tables.facts
    var start = arena.count
    PersonWords.writeAmount(person.income, facts, into: &arena)
    community.values.close(seat, .income, &start, arena)
    PersonWords.writeIncomeLevel(person.incomeLevel, into: &arena)
    community.values.close(seat, .incomeLevel, &start, arena)
    PersonWords.writeFinanceStatus(person.financeStatus, into: &arena)
    community.values.close(seat, .financeStatus, &start, arena)
    PersonWords.writeAmount(person.netWorth, facts, into: &arena)
    community.values.close(seat, .netWorth, &start, arena)
    arena.append(decimal: person.creditScore)
    community.values.close(seat, .creditScore, &start, arena)
  }

  func renderPapers(
    _ person: Person, _ seat: Int, _ own: OwnDraws, _ community: inout Community,
    _ arena: inout ByteBuffer
  ) {
    let locale = community.frame.locale
    var draws = own(.papers, seat)
    var start = arena.count
    NationalIdentifiers.write(word: draws.word(), locale: locale, mode: formats, into: &arena)
    community.values.close(seat, .nationalID, &start, arena)
    if person.presence.contains(.passport) {
      Passports.write(word: draws.word(), locale: locale, mode: formats, into: &arena)
      community.values.close(seat, .passport, &start, arena)
    }
    if person.presence.contains(.licence) {
      DrivingLicences.write(word: draws.word(), locale: locale, mode: formats, into: &arena)
      community.values.close(seat, .driversLicence, &start, arena)
    }
    if person.presence.contains(.card) {
      PaymentCards.write(word: draws.word(), mode: formats, into: &arena)
      community.values.close(seat, .paymentCard, &start, arena)
    }
  }

  func renderCharacter(
    _ person: Person, _ seat: Int, _ own: OwnDraws, _ community: inout Community,
    _ arena: inout ByteBuffer
  ) {
    var draws = own(.character, seat + 256)
    var start = arena.count
    lexicon.bloodTypes.copy(lexicon.bloodTypes.index(for: draws.word()), into: &arena)
    community.values.close(seat, .bloodType, &start, arena)
    lexicon.interests.texts.copy(Int(person.interests[0]), into: &arena)
    community.values.close(seat, .interest, &start, arena)
    lexicon.interests.texts.copy(Int(person.interests[1]), into: &arena)
    community.values.close(seat, .secondInterest, &start, arena)
    if person.presence.contains(.allergy) {
      lexicon.allergies.copy(lexicon.allergies.index(for: draws.word()), into: &arena)
      community.values.close(seat, .allergy, &start, arena)
    }
    if person.presence.contains(.disability) {
      lexicon.disabilities.copy(lexicon.disabilities.index(for: draws.word()), into: &arena)
      community.values.close(seat, .disability, &start, arena)
    }
    if let head = person.parentSeats.first ?? person.partnerSeat, head < seat {
      community.values.set(seat, .petName, community.values[head, .petName])
    } else if person.pet > 0 {
      let name = lexicon.petNames.index(for: draws.word(), inCategory: Int(person.pet) - 1)
      lexicon.petNames.texts.copy(name, into: &arena)
      community.values.close(seat, .petName, &start, arena)
    }
  }

  /// Writes who is called in need: the partner or a parent with a seat, a friend, or a parent.
  func renderEmergency(
    _ person: Person, _ seat: Int, _ own: OwnDraws, _ phones: inout UInt64,
    _ community: inout Community, _ arena: inout ByteBuffer
  ) {
    guard person.presence.contains(.emergencyContact) else { return }
    var draws = own(.contacts, seat)
    let isYoung = person.age < 50 && draws.chance(50)
    let friend = community.friendCount(of: seat) > 0 ? community.friend(0, of: seat) : nil
    if let other = person.partnerSeat ?? person.parentSeats.first ?? (isYoung ? nil : friend) {
      community.values.set(seat, .emergencyContactName, community.values[other, .fullName])
      community.values.set(seat, .emergencyContactPhone, community.values[other, .phone])
      return
    }
    var start = arena.count
    let parent = draws.chance(65) ? person.mother : person.father
    write(parent, sheet(community).tables, &arena)
    community.values.close(seat, .emergencyContactName, &start, arena)
    writePhone(.mobile, phones, of: person, community, &arena)
    phones &+= 1
    community.values.close(seat, .emergencyContactPhone, &start, arena)
  }
}
