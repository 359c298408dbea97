// SPDX-License-Identifier: Apache-2.0

import Compute
import Corpora
import Foundation
import TestSupport
import Testing

/// The validator on the people that the generator makes with the lexicon of the repository.
@Suite struct GeneratedPeopleTests {
  private static let lexicon = Result {
    try Lexicon(
      contentsOf: SuiteFolder.packageRoot(of: #filePath).appendingPathComponent("Corpora/lexicons")
        .path)
  }

  /// Counts the violations among so many communities, by invariant.
  private func violations(
    communities: Int, formats: FormatMode
  ) throws -> (counts: [String: Int], people: Int) {
    let lexicon = try GeneratedPeopleTests.lexicon.get()
    let generator = CommunityGenerator(
      lexicon: lexicon, seed: Seed(11), personCount: communities * 10, asOf: SampleWorld.asOf,
      formats: formats)
    let validator = CommunityValidator(facts: ProfileFacts(lexicon), asOf: SampleWorld.asOf)
    var seen = SeenValues()
    var counts: [String: Int] = [:]
    var people = 0
    var line = ByteBuffer()
    for index in 0..<communities {
      let frame = CommunityFrame(
        index: index, pair: index / 2, firstPerson: index * 10, size: 10,
        locale: LocaleCode.allCases[index / 2 % LocaleCode.allCases.count])
      let community = generator.community(frame)
      var profiles: [Profile] = []
      for seat in 0..<10 {
        line.removeAll()
        generator.writeProfileLine(of: seat, in: community, into: &line)
        people += 1
        profiles.append(try Profile(line: Array(line.array.dropLast()), number: people))
      }
      for violation in validator.violations(in: profiles, seen: &seen) {
        counts[violation.invariant, default: 0] += 1
      }
    }
    return (counts, people)
  }

  @Test func noGeneratedPersonBreaksAnInvariant() throws {
    let found = try violations(communities: 160, formats: .reserved)
    #expect(found.people == 1600)
    #expect(found.counts.isEmpty, "\(found.counts.sorted { $0.key < $1.key })")
  }

  @Test func realisticFormatsBreakThoseAboutReservedNumbersAndNoOther() throws {
    let found = try violations(communities: 32, formats: .realistic)
    let about = Set(ProfileInvariant.all.filter(\.isAboutFormats).map(\.name))
    #expect(Set(found.counts.keys) == about, "\(found.counts.sorted { $0.key < $1.key })")
    #expect(found.counts["phone-reaches-nobody"] == found.people)
    #expect(found.counts["national-id-is-nobodys"] == found.people)
  }
}
