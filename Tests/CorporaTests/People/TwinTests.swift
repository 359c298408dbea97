// SPDX-License-Identifier: Apache-2.0

import Compute
import Testing

@testable import Corpora

/// Members and twins agree in what is conditioned on and in nothing else but by chance.
@Suite struct TwinTests {
  private func pairs(_ count: Int, _ body: (Community, Community) throws -> Void) throws {
    let world = try PeopleWorld()
    for pair in 0..<count {
      try body(world.community(2 * pair), world.community(2 * pair + 1))
    }
  }

  @Test func twinsAgreeInConditionedFacets() throws {
    let conditioned = Facet.allCases.filter { $0 != .incomeLevel }
    try pairs(160) { member, twin in
      for seat in 0..<member.count {
        for facet in conditioned {
          #expect(member.facet(facet, of: seat) == twin.facet(facet, of: seat), "\(facet)")
        }
        #expect(member.people[seat].education == twin.people[seat].education)
        #expect(member.people[seat].childCount == twin.people[seat].childCount)
        #expect(member.partner(of: seat) == twin.partner(of: seat))
      }
    }
  }

  @Test func twinsHaveTheSameAttributes() throws {
    try pairs(160) { member, twin in
      for seat in 0..<member.count {
        for attribute in Attribute.allCases {
          let (left, right) = (member.values[seat, attribute], twin.values[seat, attribute])
          #expect(left.isEmpty == right.isEmpty, "\(attribute)")
        }
      }
    }
  }

  @Test func twinsDifferInWhatNamesThem() throws {
    var (same, count) = (0, 0)
    try pairs(160) { member, twin in
      for seat in 0..<member.count {
        count += 1
        let names = (member.values.text(seat, .fullName), twin.values.text(seat, .fullName))
        if names.0 == names.1 { same += 1 }
        for attribute in [Attribute.handle, .email, .streetAddress, .nationalID] {
          #expect(
            member.values.text(seat, attribute) != twin.values.text(seat, attribute),
            "\(attribute)")
        }
      }
    }
    // Two draws of a full name agree with probability below 1 in 1000.
    #expect(same <= count / 100)
  }

  /// The null: two independent fair bits agree half of the time, with deviation sqrt(n)/2.
  @Test func whatIsNotConditionedIsIndependent() throws {
    var (agreements, count) = ([0, 0, 0, 0], 0)
    try pairs(400) { member, twin in
      for seat in 0..<member.count {
        count += 1
        let (left, right) = (member.people[seat], twin.people[seat])
        let bits = [
          (left.birthDate.day, right.birthDate.day),
          (Int32(left.name.given), Int32(right.name.given)),
          (Int32(left.home.city), Int32(right.home.city)),
          (Int32(left.interests[0]), Int32(right.interests[0])),
        ]
        agreements[0] += (bits[0].0 ^ bits[0].1) & 1 == 0 ? 1 : 0
        // Ranks are not fair bits; a hash of them is one by halves of the table's entries.
        for place in 1..<4 {
          let hashes = (Seed.mix(UInt64(bits[place].0)), Seed.mix(UInt64(bits[place].1)))
          agreements[place] += (hashes.0 ^ hashes.1) & 1 == 0 ? 1 : 0
        }
      }
    }
    let deviation = Double(count).squareRoot() / 2
    #expect(abs(Double(agreements[0]) - Double(count) / 2) < 4 * deviation)
    for place in 1..<4 {
      // A table whose hashed halves weigh 1/2 + e and 1/2 - e agrees with probability 1/2 + 2 e^2;
      // e is below 0.1 for tables of 40 entries and more.
      #expect(Double(agreements[place]) > Double(count) / 2 - 4 * deviation)
      #expect(Double(agreements[place]) < Double(count) * 0.52 + 4 * deviation)
    }
  }

  /// A control for the test above: what is conditioned on agrees always.
  @Test func theTestOfIndependenceSeesDependence() throws {
    var (agreements, count) = (0, 0)
    try pairs(40) { member, twin in
      for seat in 0..<member.count {
        count += 1
        agreements += member.people[seat].sex & 1 == twin.people[seat].sex & 1 ? 1 : 0
      }
    }
    #expect(Double(agreements) > Double(count) / 2 + 4 * Double(count).squareRoot() / 2)
  }
}
