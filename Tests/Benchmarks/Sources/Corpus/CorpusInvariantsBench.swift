// SPDX-License-Identifier: Apache-2.0

import Corpora
import Foundation

/// All declared invariants on a million people of the eight locales: how often each is broken.
enum CorpusInvariantsBench {
  private static let personCount = 1_000_000

  static func run(_ surroundings: Surroundings) throws {
    let people = try BenchPeople(surroundings, isOfAllLocales: true)
    let validator = CommunityValidator(
      facts: ProfileFacts(people.lexicon), asOf: CorpusRecipe().asOf)
    var seen = SeenValues()
    var counts: [String: Int] = [:]
    var checkedCount = 0
    var line = ByteBuffer()
    let work = try timed {
      try people.forEachCommunity(of: personCount) { community in
        var profiles: [Profile] = []
        for seat in 0..<community.count {
          line.removeAll()
          people.generator.writeProfileLine(of: seat, in: community, into: &line)
          checkedCount += 1
          profiles.append(try Profile(line: Array(line.array.dropLast()), number: checkedCount))
        }
        for violation in validator.violations(in: profiles, seen: &seen) {
          counts[violation.invariant, default: 0] += 1
        }
      }
    }
    let broken = counts.values.reduce(0, +)
    print(
      "Invariants: \(ProfileInvariant.all.count + CommunityValidator.corpusInvariants.count)"
        + " declared, \(checkedCount) people of \(LocaleCode.allCases.count) locales,"
        + " \(number(work.seconds)) s: \(broken) violations")
    for (name, count) in counts.sorted(by: { $0.value > $1.value }) {
      print("  \(pad(name, 40)) \(count)")
    }
  }
}
