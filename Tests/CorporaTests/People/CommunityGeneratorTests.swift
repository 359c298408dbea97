// SPDX-License-Identifier: Apache-2.0

import Compute
import Evidence
import Foundation
import TestSupport
import Testing

@testable import Corpora

@Suite struct CommunityGeneratorTests {
  @Test func aCommunityIsTheSameAloneAndInSequence() throws {
    let world = try PeopleWorld()
    var inSequence: [[UInt8]] = []
    world.forEach(0..<48) { inSequence.append(world.lines(of: $0)) }
    for index in [47, 3, 16, 31, 0] {
      #expect(world.lines(of: world.community(index)) == inSequence[index], "community \(index)")
    }
  }

  @Test func leavingOthersOutChangesNobody() throws {
    let world = try PeopleWorld()
    var others: [Int: [UInt8]] = [:]
    var workspace = PeopleWorkspace()
    var community = world.community(40)
    for index in stride(from: 45, through: 1, by: -4) {
      world.generator.fill(&community, world.frame(index), &workspace)
      others[index] = world.lines(of: community)
    }
    world.forEach(0..<46) { community in
      if let lines = others[community.index] { #expect(world.lines(of: community) == lines) }
    }
  }

  @Test func anotherSeedMakesOtherPeople() throws {
    let (left, right) = (try PeopleWorld(seed: 7), try PeopleWorld(seed: 8))
    #expect(left.lines(of: left.community(5)) != right.lines(of: right.community(5)))
  }

  @Test func everybodyHasWhatAllPeopleHave() throws {
    let mandatory: [Attribute] = [
      .fullName, .firstName, .lastName, .fatherName, .motherName, .sex, .birthDate, .age,
      .nationality, .birthCity, .birthCountry, .streetAddress, .city, .region, .postcode, .country,
      .education, .school, .relationshipStatus, .childrenCount, .jobTitle, .income, .incomeLevel,
      .financeStatus, .netWorth, .creditScore, .nationalID, .phone, .email, .handle, .bloodType,
      .interest, .secondInterest,
    ]
    try PeopleWorld().forEach(0..<320) { community in
      for seat in 0..<community.count {
        for attribute in mandatory {
          #expect(
            !community.values[seat, attribute].isEmpty, "\(attribute) of \(community.index).\(seat)"
          )
        }
      }
    }
  }

  @Test func everyAttributeIsThereForSome() throws {
    var found: Set<Attribute> = []
    try PeopleWorld().forEach(0..<320) { community in
      for seat in 0..<community.count {
        for attribute in Attribute.allCases where !community.values[seat, attribute].isEmpty {
          found.insert(attribute)
        }
      }
    }
    #expect(Set(Attribute.allCases).subtracting(found).isEmpty)
  }

  @Test func nobodySharesAHandleOrAMailAddress() throws {
    var seen: [Attribute: Set<String>] = [.handle: [], .email: [], .workEmail: []]
    try PeopleWorld().forEach(0..<2000) { community in
      for seat in 0..<community.count {
        for attribute in [Attribute.handle, .email, .workEmail] {
          let text = community.values.text(seat, attribute)
          if text.isEmpty { continue }
          #expect(seen[attribute]?.insert(text).inserted == true, "\(attribute)")
        }
      }
    }
    #expect(seen[.handle]?.count == 20_000)
  }

  @Test func linesAreJSONWithKeysInOneOrder() throws {
    let world = try PeopleWorld()
    let community = world.community(9)
    let lines = world.lines(of: community).split(separator: UInt8(ascii: "\n"))
    #expect(lines.count == 10)
    let keys = [
      "\"id\"", "\"index\"", "\"community\"", "\"locale\"", "\"values\"", "\"household\"",
      "\"friends\"", "\"life\"", "\"interests\"", "\"style\"", "\"facets\"",
    ]
    for (seat, line) in lines.enumerated() {
      let object = try #require(
        try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
      let values = try #require(object["values"] as? [String: String])
      for attribute in Attribute.allCases {
        #expect(values[attribute.name] ?? "" == community.values.text(seat, attribute))
      }
      let text = String(decoding: line, as: UTF8.self)
      let places = keys.map { text.range(of: $0 + ":")?.lowerBound }
      #expect(!places.contains(nil))
      #expect(places.compactMap(\.self) == places.compactMap(\.self).sorted())
    }
  }

  /// A changed digest changes every corpus: raise the schema's version with it.
  @Test func profileLinesAreThoseOfTheGoldenDigest() throws {
    let world = try PeopleWorld(seed: 2026, personCount: 960)
    var text = ""
    for locale in 0..<LocaleCode.count {
      var bytes: [UInt8] = []
      world.forEach(locale * 2..<locale * 2 + 2) { bytes += world.lines(of: $0) }
      text += "\(LocaleCode.allCases[locale].rawValue) \(try Digest.sha256(bytes).hex)\n"
    }
    GoldenFile.expect(text, matches: "people-lines.txt")
  }
}
