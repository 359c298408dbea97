// SPDX-License-Identifier: Apache-2.0

extension CommunityGenerator {
  func writeFamily(
    _ person: Person, _ seat: Int, _ writer: inout ValueWriter, _ arena: inout ByteBuffer
  ) {
    let sheet = writer.sheet
    writer.start = arena.count
    sheet.write(person.father, into: &arena)
    writer.close(seat, .fatherName, arena)
    sheet.write(person.mother, into: &arena)
    writer.close(seat, .motherName, arena)
    arena.append(decimal: person.childCount)
    writer.close(seat, .childrenCount, arena)
    if person.presence.contains(.spouseName) {
      sheet.write(person.spouse, into: &arena)
      writer.close(seat, .spouseName, arena)
    }
    if person.relationship == .married, let wedding = person.wedding {
      arena.append(date: wedding)
      writer.close(seat, .weddingDate, arena)
    }
    if person.childCount > 0 {
      sheet.writeGiven(person.children[0].name, into: &arena)
      writer.close(seat, .childName, arena)
    }
  }

  /// Writes an employer's name.
  @inline(__always)
  func writeEmployer(_ job: Job, _ sheet: LocaleSheet, _ arena: inout ByteBuffer) {
    sheet.tables.employers.write(
      industry: Int(lexicon.jobs.industryOfJob[Int(job.title)]), word: job.employer, into: &arena)
  }

  func writeWork(
    _ person: inout Person, _ seat: Int, _ writer: inout ValueWriter,
    _ workspace: inout PeopleWorkspace
  ) {
    writer.start = workspace.arena.count
    writeTitle(of: person, &workspace.arena)
    writer.close(seat, .jobTitle, workspace.arena)
    let previous = writer.start
    if person.pastJobCount > 0 {
      writeEmployer(person.jobs[person.pastJobCount - 1], writer.sheet, &workspace.arena)
      writer.close(seat, .previousEmployer, workspace.arena)
    }
    guard person.work == .employed else { return }
    writeEmployer(of: &person, writer.sheet, &workspace, but: previous..<writer.start)
    writer.close(seat, .employer, workspace.arena)
    workspace.arena.append(date: person.jobs[person.jobCount - 1].start)
    writer.close(seat, .workSince, workspace.arena)
    writeWorkMail(of: person, seat, writer, &workspace)
    writer.close(seat, .workEmail, workspace.arena)
  }

  /// Writes the present employer's name, which lies in `scratch` then too.
  ///
  /// Where it is by chance the name of the one before, which lies at `previous`, another is taken.
  private func writeEmployer(
    of person: inout Person, _ sheet: LocaleSheet, _ workspace: inout PeopleWorkspace,
    but previous: Range<Int>
  ) {
    while true {
      workspace.scratch.removeAll()
      writeEmployer(person.jobs[person.jobCount - 1], sheet, &workspace.scratch)
      if !workspace.arena.holds(workspace.scratch, at: previous) { break }
      person.jobs[person.jobCount - 1].employer &+= 1
    }
    workspace.arena.append(workspace.scratch, 0..<workspace.scratch.count)
  }

  /// Writes what somebody does: the title, or what stands in its place.
  private func writeTitle(of person: Person, _ arena: inout ByteBuffer) {
    switch person.work {
    case .student: arena.append("student")
    case .unemployed: arena.append("unemployed")
    case .homemaker: arena.append("homemaker")
    case .retired:
      arena.append("retired ")
      lexicon.jobs.titles.copy(Int(person.jobs[person.jobCount - 1].title), into: &arena)
    case .employed:
      lexicon.jobs.titles.copy(Int(person.jobs[person.jobCount - 1].title), into: &arena)
    }
  }

  func writeMoney(
    _ person: Person, _ seat: Int, _ writer: inout ValueWriter, _ arena: inout ByteBuffer
  ) {
    let sheet = writer.sheet
    writer.start = arena.count
    PersonWords.writeAmount(person.income, sheet, into: &arena)
    writer.close(seat, .income, arena)
    PersonWords.writeIncomeLevel(person.incomeLevel, into: &arena)
    writer.close(seat, .incomeLevel, arena)
    PersonWords.writeFinanceStatus(person.financeStatus, into: &arena)
    writer.close(seat, .financeStatus, arena)
    PersonWords.writeAmount(person.netWorth, sheet, into: &arena)
    writer.close(seat, .netWorth, arena)
    arena.append(decimal: person.creditScore)
    writer.close(seat, .creditScore, arena)
  }

  func writePapers(
    _ person: Person, _ seat: Int, _ writer: inout ValueWriter, _ arena: inout ByteBuffer
  ) {
    let locale = writer.sheet.tables.code
    var draws = writer.own(.papers, seat)
    writer.start = arena.count
    NationalIdentifiers.write(word: draws.word(), locale: locale, mode: formats, into: &arena)
    writer.close(seat, .nationalID, arena)
    if person.presence.contains(.passport) {
      Passports.write(word: draws.word(), locale: locale, mode: formats, into: &arena)
      writer.close(seat, .passport, arena)
    }
    if person.presence.contains(.licence) {
      DrivingLicences.write(word: draws.word(), locale: locale, mode: formats, into: &arena)
      writer.close(seat, .driversLicence, arena)
    }
    if person.presence.contains(.card) {
      PaymentCards.write(word: draws.word(), mode: formats, into: &arena)
      writer.close(seat, .paymentCard, arena)
    }
  }

  func writeTraits(
    _ person: Person, _ seat: Int, _ writer: inout ValueWriter, _ arena: inout ByteBuffer
  ) {
    var draws = writer.own(.traits, seat)
    writer.start = arena.count
    lexicon.bloodTypes.copy(lexicon.bloodTypes.index(for: draws.word()), into: &arena)
    writer.close(seat, .bloodType, arena)
    lexicon.interests.texts.copy(Int(person.interests[0]), into: &arena)
    writer.close(seat, .interest, arena)
    lexicon.interests.texts.copy(Int(person.interests[1]), into: &arena)
    writer.close(seat, .secondInterest, arena)
    if person.presence.contains(.allergy) {
      lexicon.allergies.copy(lexicon.allergies.index(for: draws.word()), into: &arena)
      writer.close(seat, .allergy, arena)
    }
    if person.presence.contains(.disability) {
      lexicon.disabilities.copy(lexicon.disabilities.index(for: draws.word()), into: &arena)
      writer.close(seat, .disability, arena)
    }
    let head = max(person.firstParent, person.partner)
    if head >= 0, head < seat {
      writer.repeatValue(of: Int(head), seat, .petName)
    } else if person.pet > 0 {
      let name = lexicon.petNames.index(for: draws.word(), inCategory: Int(person.pet) - 1)
      lexicon.petNames.texts.copy(name, into: &arena)
      writer.close(seat, .petName, arena)
    }
  }

  /// Writes who is called in need: the partner or a parent with a seat, a friend, or a parent.
  func writeEmergency(
    _ person: Person, _ seat: Int, _ writer: inout ValueWriter, _ arena: inout ByteBuffer
  ) {
    guard person.presence.contains(.emergencyContact) else { return }
    var draws = writer.own(.contacts, seat)
    let isYoung = person.age < 50 && draws.chance(50)
    if let other = person.partnerSeat ?? person.parentSeat ?? (isYoung ? nil : person.firstFriend) {
      writer.values.set(seat, .emergencyContactName, writer.values[other, .fullName])
      writer.values.set(seat, .emergencyContactPhone, writer.values[other, .phone])
      return
    }
    writer.start = arena.count
    writer.sheet.write(draws.chance(65) ? person.mother : person.father, into: &arena)
    writer.close(seat, .emergencyContactName, arena)
    writePhone(.mobile, of: person, &writer, &arena)
    writer.close(seat, .emergencyContactPhone, arena)
  }
}
