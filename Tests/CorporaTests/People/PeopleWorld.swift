// SPDX-License-Identifier: Apache-2.0

import Compute

@testable import Corpora

/// Communities of ten in pairs, the pairs by turns in the eight locales.
struct PeopleWorld {
  let generator: CommunityGenerator
  let size: Int

  init(
    seed: UInt64 = 7, personCount: Int = 20_000, size: Int = 10, formats: FormatMode = .reserved
  ) throws {
    generator = CommunityGenerator(
      lexicon: try ShippedLexicon.result.get(), seed: Seed(seed), personCount: personCount,
      asOf: CivilDate(year: 2026, month: 1, day: 1), formats: formats)
    self.size = size
  }

  func frame(_ index: Int) -> CommunityFrame {
    CommunityFrame(
      index: index, pair: index / 2, firstPerson: index * size, size: size,
      locale: LocaleCode.allCases[index / 2 % LocaleCode.count])
  }

  func community(_ index: Int) -> Community { generator.community(frame(index)) }

  /// Calls `body` with each community; one value is used again for all.
  func forEach(_ range: Range<Int>, _ body: (Community) throws -> Void) rethrows {
    var workspace = PeopleWorkspace()
    var community = Community(frame: frame(range.lowerBound))
    for index in range {
      generator.fill(&community, frame(index), &workspace)
      try body(community)
    }
  }

  func lines(of community: Community) -> [UInt8] {
    var buffer = ByteBuffer()
    for seat in 0..<community.count {
      generator.writeProfileLine(of: seat, in: community, into: &buffer)
    }
    return buffer.array
  }
}

/// Pearson's statistic of counts against expected shares, and the most that chance allows.
///
/// The bound is the mean of a chi-square variable with k degrees of freedom and five of its standard
/// deviations, k + 5 sqrt(2k), which one run in some 10^4 exceeds.
func chiSquare(_ counts: [Int], shares: [Double]) -> (statistic: Double, bound: Double) {
  let total = Double(counts.reduce(0, +))
  let sum = shares.reduce(0, +)
  var statistic = 0.0
  for (count, share) in zip(counts, shares) where share > 0 {
    let expected = total * share / sum
    statistic += (Double(count) - expected) * (Double(count) - expected) / expected
  }
  let freedom = Double(shares.filter { $0 > 0 }.count - 1)
  return (statistic, freedom + 5 * (2 * freedom).squareRoot())
}
