// SPDX-License-Identifier: Apache-2.0

import Corpora
import Testing

/// What the validator finds in profiles made by the rules that PANORAMA published.
@Suite struct PanoramaTests {
  /// Counts flagged people among 2,000 and people by invariant, coherence alone.
  private func flagged() -> (people: Int, byInvariant: [String: Int], reachable: Int) {
    var rules = PanoramaRules(seed: 42)
    let validator = CommunityValidator(facts: PanoramaRules.facts, asOf: PanoramaRules.asOf)
    var seen = SeenValues()
    var (people, reachable) = (0, 0)
    var counts: [String: Int] = [:]
    for index in 0..<2000 {
      let found = validator.violations(in: [rules.profile(index)], seen: &seen)
      let names = Set(found.map(\.invariant))
      let coherence = names.filter { !$0.hasSuffix("nobody") && !$0.hasSuffix("nobodys") }
      if !coherence.isEmpty { people += 1 }
      if names.count > coherence.count { reachable += 1 }
      for name in coherence { counts[name, default: 0] += 1 }
    }
    return (people, counts, reachable)
  }

  /// Real domains and phones, which all of them have, are not counted: they would flag everybody.
  @Test func aFifthOfPeopleByPanoramasRulesAreIncoherent() {
    let found = flagged()
    #expect(found.people > 400, "\(found.people) of 2000: \(found.byInvariant)")
    #expect(found.reachable == 2000)
  }

  /// Which rules are broken, with the share that follows from the published weights.
  ///
  /// - 76 to 90 of 18 to 90 years are 15 of 73: 20.5 %, and all have a job.
  /// - 70 % have a work address, of which 9.5 % are of another company: 6.7 %.
  /// - An eighth live in the United States, where 9 of 10 ZIP codes are of another state: 11.2 %.
  ///
  /// Tolerances are four standard errors of a share of 2,000.
  @Test func flagsComeFromTheRulesThatPanoramaLacks() {
    let counts = flagged().byInvariant
    let expected = [
      "work-ends-with-age": 0.205, "work-email-of-employer": 0.0665, "postcode-of-region": 0.1125,
    ]
    for (name, share) in expected {
      let found = Double(counts[name] ?? 0) / 2000
      let error = (share * (1 - share) / 2000).squareRoot()
      #expect(abs(found - share) < 4 * error, "\(name): \(found), expected \(share)")
    }
    #expect(counts["handle-is-personal"] ?? 0 > 20)
    #expect(counts["children-take-time"] ?? 0 > 0)
    let others = Set(counts.keys).subtracting(expected.keys)
    #expect(others == ["handle-is-personal", "children-take-time"], "\(others.sorted())")
  }
}
