// SPDX-License-Identifier: Apache-2.0

extension CommunityGenerator {
  /// Writes an employer's name.
  @inline(__always)
  func writeEmployer(_ job: Job, _ sheet: borrowing LocaleSheet, _ arena: inout ByteBuffer) {
    sheet.employers.write(
      industry: Int(lexicon.jobs.industryOfJob[Int(job.title)]), word: job.employer, into: &arena)
  }

  func writeWork(
    _ person: Person, _ sheet: borrowing LocaleSheet, _ scene: inout ValueScene,
    _ arena: inout ByteBuffer
  ) {
    begin(.jobTitle, &scene, &arena)
    switch person.work {
    case .student: arena.append("student")
    case .unemployed: arena.append("unemployed")
    case .homemaker: arena.append("homemaker")
    case .retired:
      arena.append("retired ")
      lexicon.jobs.titles.copy(Int(person.jobs[person.jobCount - 1].title), into: &arena)
    case .employed:
      let job = person.jobs[person.jobCount - 1]
      lexicon.jobs.titles.copy(Int(job.title), into: &arena)
      begin(.employer, &scene, &arena)
      writeEmployer(job, sheet, &arena)
      begin(.workSince, &scene, &arena)
      arena.append(date: job.start)
    }
  }

  /// Writes the employer before; another one where by chance it has the present one's name.
  ///
  /// - Returns: The employer's identity.
  func writePreviousEmployer(
    _ person: Person, _ sheet: borrowing LocaleSheet, _ scene: inout ValueScene,
    _ arena: inout ByteBuffer
  ) -> UInt64 {
    var job = person.jobs[person.pastJobCount - 1]
    begin(.previousEmployer, &scene, &arena)
    writeEmployer(job, sheet, &arena)
    while person.work == .employed, arena.repeats(scene[.employer], from: scene.start) {
      arena.truncate(to: scene.start)
      job.employer &+= 1
      writeEmployer(job, sheet, &arena)
    }
    return job.employer
  }

  func writeMoney(
    _ person: Person, _ sheet: borrowing LocaleSheet, _ scene: inout ValueScene,
    _ arena: inout ByteBuffer
  ) {
    begin(.income, &scene, &arena)
    PersonWords.writeAmount(person.income, sheet, into: &arena)
    begin(.incomeLevel, &scene, &arena)
    PersonWords.writeIncomeLevel(person.incomeLevel, into: &arena)
    begin(.financeStatus, &scene, &arena)
    PersonWords.writeFinanceStatus(person.financeStatus, into: &arena)
    begin(.netWorth, &scene, &arena)
    PersonWords.writeAmount(person.netWorth, sheet, into: &arena)
    begin(.creditScore, &scene, &arena)
    arena.append(decimal: person.creditScore)
  }

  func writePapers(
    _ person: Person, _ sheet: borrowing LocaleSheet, _ scene: inout ValueScene,
    _ arena: inout ByteBuffer
  ) {
    var draws = scene.own(.papers, scene.seat)
    begin(.nationalID, &scene, &arena)
    NationalIdentifiers.write(word: draws.word(), locale: sheet.code, mode: formats, into: &arena)
    if person.presence.contains(.passport) {
      begin(.passport, &scene, &arena)
      Passports.write(word: draws.word(), locale: sheet.code, mode: formats, into: &arena)
    }
    if person.presence.contains(.licence) {
      begin(.driversLicence, &scene, &arena)
      DrivingLicences.write(word: draws.word(), locale: sheet.code, mode: formats, into: &arena)
    }
    if person.presence.contains(.card) {
      begin(.paymentCard, &scene, &arena)
      PaymentCards.write(word: draws.word(), mode: formats, into: &arena)
    }
  }

  func writeHealth(
    _ person: Person, _ scene: inout ValueScene, _ arena: inout ByteBuffer
  ) {
    var draws = scene.own(.traits, scene.seat)
    begin(.bloodType, &scene, &arena)
    lexicon.bloodTypes.copy(lexicon.bloodTypes.index(for: draws.word()), into: &arena)
    if person.presence.contains(.allergy) {
      begin(.allergy, &scene, &arena)
      lexicon.allergies.copy(lexicon.allergies.index(for: draws.word()), into: &arena)
    }
    if person.presence.contains(.disability) {
      begin(.disability, &scene, &arena)
      lexicon.disabilities.copy(lexicon.disabilities.index(for: draws.word()), into: &arena)
    }
  }

  /// Writes the pet's name, which couples and families have in common.
  func writePet(_ person: Person, _ scene: inout ValueScene, _ arena: inout ByteBuffer) {
    if person.pet == 0 { return }
    begin(.petName, &scene, &arena)
    let head = Int(max(person.firstParent, person.partner))
    if head >= 0, head < scene.seat {
      arena.appendAgain(scene.values[head, .petName])
    } else {
      var draws = scene.own(.traits, scene.seat + 256)
      let name = lexicon.petNames.index(for: draws.word(), inCategory: Int(person.pet) - 1)
      lexicon.petNames.texts.copy(name, into: &arena)
    }
  }
}

extension ByteBuffer {
  /// Whether the bytes of a range stand once more from a position to the end.
  @inline(__always)
  borrowing func repeats(_ range: Range<Int>, from start: Int) -> Bool {
    guard range.count == count - start else { return false }
    for place in range where self[place] != self[start + place - range.lowerBound] {
      return false
    }
    return true
  }
}
