// SPDX-License-Identifier: Apache-2.0

import Compute
import Testing

@testable import Corpora

/// Shares are the weights', by Pearson's statistic over 10,000 people.
@Suite struct PeopleDistributionTests {
  /// The counts of what `code` returns; nil is not counted.
  private func counts(_ kinds: Int, _ code: (Person, Community, Int) -> Int?) throws -> [Int] {
    var counts = Array(repeating: 0, count: kinds)
    try PeopleWorld().forEach(0..<1000) { community in
      for seat in 0..<community.count {
        if let place = code(community.people[seat], community, seat) { counts[place] += 1 }
      }
    }
    return counts
  }

  @Test func bloodTypesAreDrawnByTheirWeights() throws {
    let pool = try ShippedLexicon.result.get().bloodTypes
    let names = Dictionary(uniqueKeysWithValues: pool.texts.enumerated().map { ($1, $0) })
    let counts = try counts(pool.count) { _, community, seat in
      names[community.values.text(seat, .bloodType)]
    }
    let (statistic, bound) = chiSquare(counts, shares: pool.weights.map(Double.init))
    #expect(statistic < bound)
  }

  @Test func headsOfHouseholdsHavePetsByTheirWeights() throws {
    // Members come in pairs that agree, so that only one of each counts.
    let counts = try counts(4) { person, community, seat in
      community.index % 2 == 0 && community.plan.seats[seat].role == .head ? Int(person.pet) : nil
    }
    let weights = PeopleWeights.pets
    let (statistic, bound) = chiSquare(counts, shares: weights.indices.map { Double(weights[$0]) })
    #expect(statistic < bound)
  }

  @Test(arguments: [
    (Attribute.passport, 0.60), (.paymentCard, 0.75), (.emergencyContactName, 0.85),
  ])
  func optionalAttributesAreThereAsOftenAsPlanned(attribute: Attribute, share: Double) throws {
    let counts = try counts(2) { _, community, seat in
      community.index % 2 == 0 ? community.values[seat, attribute].isEmpty ? 0 : 1 : nil
    }
    let total = Double(counts[0] + counts[1])
    // Four standard errors of a share.
    let bound = 4 * (share * (1 - share) / total).squareRoot()
    #expect(abs(Double(counts[1]) / total - share) < bound)
  }

  @Test func adultsOfAllAgesAndStatusesAreThere() throws {
    let bands = try counts(6) { person, _, _ in Int(person.ageBand) }
    #expect(bands.allSatisfy { $0 > 600 })
    let work = try counts(5) { person, _, _ in Int(person.work.rawValue) }
    #expect(work[1] > 4500 && work[4] > 1000 && work.allSatisfy { $0 > 150 })
    let ties = try counts(6) { person, _, _ in Int(person.relationship.rawValue) }
    // PANORAMA: 50 % married; here 35 to 60 %.
    #expect(ties[3] > 3500 && ties[3] < 6000 && ties.allSatisfy { $0 > 150 })
    let ages = try counts(91) { person, _, _ in person.age }
    // Nobody is 18: school and a year of work or study are over, which the last birthday precedes.
    #expect(ages[..<19].allSatisfy { $0 == 0 } && ages[19...90].allSatisfy { $0 > 0 })
  }

  @Test func retiredAndStudentsHaveTheirAges() throws {
    try PeopleWorld().forEach(0..<1000) { community in
      for person in community.people {
        switch person.work {
        case .retired: #expect(person.age >= 59)
        case .student: #expect(person.age < 45)
        case .employed: #expect(person.age <= 74)
        case .unemployed, .homemaker: break
        }
      }
    }
  }

  @Test func aWeightedPickFollowsItsWeights() {
    var draws = DrawStream(key: 5)
    let weights: InlineArray<5, UInt8> = [1, 0, 30, 60, 9]
    var counts = [0, 0, 0, 0, 0]
    for _ in 0..<20_000 { counts[draws.pick(weights)] += 1 }
    #expect(counts[1] == 0)
    let (statistic, bound) = chiSquare(counts, shares: [1, 0, 30, 60, 9])
    #expect(statistic < bound)
  }
}
