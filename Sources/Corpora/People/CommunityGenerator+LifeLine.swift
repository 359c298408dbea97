// SPDX-License-Identifier: Apache-2.0

extension CommunityGenerator {
  /// Writes everybody's life line in the order of days.
  func writeLife(_ community: inout Community) {
    community.life.removeAll(keepingCapacity: true)
    community.lifeEnds.removeAll(keepingCapacity: true)
    for seat in community.people.indices {
      let start = community.life.count
      collect(community.people[seat], &community.life)
      CommunityGenerator.sort(&community.life, from: start)
      community.lifeEnds.append(UInt16(community.life.count))
    }
  }

  private func collect(_ person: Person, _ life: inout [LifeStep]) {
    life.append(LifeStep(kind: .birth, date: person.birthDate))
    collectSchooling(person, &life)
    if let date = person.firstMove { life.append(LifeStep(kind: .move, date: date)) }
    if let date = person.lastMove { life.append(LifeStep(kind: .move, number: 1, date: date)) }
    for place in 0..<person.jobCount {
      let (job, number) = (person.jobs[place], UInt8(place))
      life.append(LifeStep(kind: .jobStart, number: number, date: job.start, end: job.end))
      if let end = job.end { life.append(LifeStep(kind: .jobEnd, number: number, date: end)) }
    }
    if let date = person.retirement { life.append(LifeStep(kind: .retirement, date: date)) }
    if let date = person.wedding {
      life.append(LifeStep(kind: .wedding, date: date, end: person.weddingEnd))
    }
    for place in 0..<person.childCount {
      let date = person.children[place].birthDate
      life.append(LifeStep(kind: .childBirth, number: UInt8(place), date: date))
    }
    if let date = person.weddingEnd {
      let isDivorced = person.relationship == .divorced
      life.append(LifeStep(kind: isDivorced ? .divorce : .spouseDeath, date: date))
    }
  }

  private func collectSchooling(_ person: Person, _ life: inout [LifeStep]) {
    let schooling = person.schooling
    life.append(LifeStep(kind: .schoolStart, date: schooling.start, end: schooling.end))
    if person.education != .noDiploma {
      life.append(LifeStep(kind: .graduation, date: schooling.end))
    }
    for place in 0..<schooling.count {
      let (study, number) = (schooling.studies[place], UInt8(place + 1))
      life.append(
        LifeStep(kind: .schoolStart, number: number, date: study.start, end: study.end))
      if study.hasDegree, let end = study.end {
        life.append(LifeStep(kind: .graduation, number: number, date: end))
      }
    }
  }

  /// Sorts by insertion; what falls on one day stays in the order in which it was collected.
  private static func sort(_ life: inout [LifeStep], from start: Int) {
    for place in start + 1..<life.count {
      let event = life[place]
      var hole = place
      while hole > start, event.date < life[hole - 1].date {
        life[hole] = life[hole - 1]
        hole -= 1
      }
      life[hole] = event
    }
  }
}
