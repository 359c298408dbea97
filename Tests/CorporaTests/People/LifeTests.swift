// SPDX-License-Identifier: Apache-2.0

import Compute
import Testing

@testable import Corpora

@Suite struct LifeTests {
  private static let asOf = CivilDate(year: 2026, month: 1, day: 1)

  private func people(_ count: Int, _ body: (Person, Int, Community) throws -> Void) throws {
    try PeopleWorld().forEach(0..<count) { community in
      for seat in 0..<community.count { try body(community.people[seat], seat, community) }
    }
  }

  @Test func livesAreInOrderAndEndToday() throws {
    try people(400) { person, seat, community in
      let life = Array(community.lifeLine(of: seat))
      #expect(life.first?.kind == .birth)
      #expect(zip(life, life.dropFirst()).allSatisfy { $0.date <= $1.date })
      #expect(
        life.allSatisfy { $0.date <= LifeTests.asOf && ($0.end ?? $0.date) <= LifeTests.asOf })
      #expect(life.allSatisfy { $0.end.map { end in end.day > -60_000 } ?? true })
      #expect(life.allSatisfy { step in step.end.map { $0 >= step.date } ?? true })
      #expect(person.age == person.birthDate.age(on: LifeTests.asOf))
      #expect(AgeBands.band(of: person.age) == Int(person.ageBand), "\(person.index)")
    }
  }

  @Test func parentsAreEighteenToFortyFive() throws {
    try people(400) { person, _, _ in
      for place in 0..<person.childCount {
        let child = person.children[place]
        let age = person.birthDate.age(on: child.birthDate)
        #expect((18...45).contains(age), "\(person.index)")
        #expect(child.birthDate <= LifeTests.asOf)
        if place > 0 {
          #expect(child.birthDate.day - person.children[place - 1].birthDate.day >= 400)
        }
      }
    }
  }

  @Test func householdsAreWhatTheyAreCalled() throws {
    try people(400) { person, seat, community in
      let members = community.people.indices.filter {
        community.people[$0].household == person.household
      }
      switch person.householdKind {
      case .alone: #expect(members.count == 1)
      case .shared: #expect(members.count >= 2)
      case .couple: #expect(person.relationship.rawValue <= Relationship.married.rawValue)
      case .family:
        let isHome = (0..<person.childCount).contains { place in
          let child = person.children[place]
          return child.seat != nil || child.birthDate.age(on: LifeTests.asOf) < 18
        }
        #expect(isHome || person.parentSeat != nil, "\(person.index)")
      }
      for attribute in [Attribute.streetAddress, .city, .postcode] {
        let texts = Set(members.map { community.values.text($0, attribute) })
        #expect(texts.count == 1)
      }
      if let partner = community.partner(of: seat) {
        #expect(community.partner(of: partner) == seat)
        #expect(members.contains(partner))
      }
    }
  }

  @Test func jobsFollowEachOtherAndTheStudies() throws {
    let jobs = try ShippedLexicon.result.get().jobs
    try people(400) { person, _, _ in
      for place in 0..<person.jobCount {
        let job = person.jobs[place]
        #expect(job.start > person.schooling.lastDay, "\(person.index)")
        #expect(job.end.map { $0 > job.start } ?? (person.work == .employed))
        if place > 0 { #expect(person.jobs[place - 1].end.map { $0 < job.start } == true) }
        let age = person.birthDate.age(on: job.start)
        #expect(
          jobs.isOpen(Int(job.title), education: Int(person.education.category), age: age),
          "\(person.index)")
      }
    }
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 25])
  func friendsAreMutualAndAllConnected(size: Int) throws {
    try PeopleWorld(size: size).forEach(0..<60) { community in
      let count = community.count
      var reached: Set<Int> = [0]
      var open = [0]
      while let seat = open.popLast() {
        for number in 0..<community.friendCount(of: seat) {
          let friend = community.friend(number, of: seat)
          if reached.insert(friend).inserted { open.append(friend) }
        }
      }
      #expect(reached.count == count)
      for seat in 0..<count {
        let friends = (0..<community.friendCount(of: seat)).map { community.friend($0, of: seat) }
        #expect((min(2, count - 1)...4).contains(friends.count))
        #expect(Set(friends).count == friends.count && !friends.contains(seat))
        for friend in friends {
          let others = (0..<community.friendCount(of: friend)).map {
            community.friend($0, of: friend)
          }
          #expect(others.contains(seat))
        }
        if count >= 7, let partner = community.partner(of: seat) {
          #expect(!friends.contains(partner))
        }
      }
    }
  }
}
