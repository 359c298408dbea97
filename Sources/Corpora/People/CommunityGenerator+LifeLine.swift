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

  private func collect(_ person: Person, _ life: inout [LifeEvent]) {
    life.append(LifeEvent(kind: .birth, date: person.birthDate))
    collectSchooling(person, &life)
    if let date = person.firstMove { life.append(LifeEvent(kind: .move, date: date)) }
    if let date = person.lastMove { life.append(LifeEvent(kind: .move, number: 1, date: date)) }
    for place in 0..<person.jobCount {
      let (job, number) = (person.jobs[place], UInt8(place))
      life.append(LifeEvent(kind: .jobStart, number: number, date: job.start, end: job.end))
      if let end = job.end { life.append(LifeEvent(kind: .jobEnd, number: number, date: end)) }
    }
    if let date = person.retirement { life.append(LifeEvent(kind: .retirement, date: date)) }
    if let date = person.wedding {
      life.append(LifeEvent(kind: .wedding, date: date, end: person.weddingEnd))
    }
    for place in 0..<person.childCount {
      let date = person.children[place].birthDate
      life.append(LifeEvent(kind: .childBirth, number: UInt8(place), date: date))
    }
    if let date = person.weddingEnd {
      let isDivorced = person.relationship == .divorced
      life.append(LifeEvent(kind: isDivorced ? .divorce : .spouseDeath, date: date))
    }
  }

  private func collectSchooling(_ person: Person, _ life: inout [LifeEvent]) {
    let schooling = person.schooling
    life.append(LifeEvent(kind: .schoolStart, date: schooling.start, end: schooling.end))
    if person.education != .noDiploma {
      life.append(LifeEvent(kind: .graduation, date: schooling.end))
    }
    for place in 0..<schooling.count {
      let (study, number) = (schooling.studies[place], UInt8(place + 1))
      life.append(
        LifeEvent(kind: .schoolStart, number: number, date: study.start, end: study.end))
      if study.hasDegree, let end = study.end {
        life.append(LifeEvent(kind: .graduation, number: number, date: end))
      }
    }
  }

  /// Sorts by insertion; what falls on one day stays in the order in which it was collected.
  private static func sort(_ life: inout [LifeEvent], from start: Int) {
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
