// SPDX-License-Identifier: Apache-2.0

import Compute
import Corpora
import Testing

@Suite struct CorpusSetTests {
  @Test func halfOfTheMemberCommunitiesHaveOneToForgetByDefault() throws {
    // 830 people: 83 communities, 41 whole pairs, 4 of them unseen: 37 member communities, 370
    // members, a twentieth of them is 18.5, rounded up 19.
    let layout = try LayoutCase.layout(LayoutCase.recipe(people: 830))
    #expect(layout.forgetCount == 19)
    let counts = (0..<83).map { layout.forgetSeats(in: $0).nonzeroBitCount }
    #expect(counts.reduce(0, +) == 19)
    #expect(counts.allSatisfy { $0 <= 1 })
    #expect(
      (0..<83).allSatisfy { layout.role(of: $0) == .member || layout.forgetSeats(in: $0) == 0 })
  }

  @Test func theShareIsExactOverallAndWithinOneInEveryPlace() throws {
    for recipe in LayoutCase.all {
      let layout = try LayoutCase.layout(recipe)
      var byLocale: [LocaleCode: (members: Int, forgotten: Int)] = [:]
      for community in 0..<layout.communityCount where layout.role(of: community) == .member {
        let seats = layout.forgetSeats(in: community)
        #expect(
          layout.size(of: community) == 64 || seats >> UInt64(layout.size(of: community)) == 0)
        let locale = layout.locale(of: community)
        byLocale[locale, default: (0, 0)].members += layout.size(of: community)
        byLocale[locale, default: (0, 0)].forgotten += seats.nonzeroBitCount
      }
      let share = recipe.forgetShare
      let members = byLocale.values.reduce(0) { $0 + $1.members }
      let forgotten = byLocale.values.reduce(0) { $0 + $1.forgotten }
      #expect(forgotten == layout.forgetCount)
      let rounded =
        (2 * share.numerator * members + share.denominator) / (2 * share.denominator)
      #expect(forgotten == max(1, rounded))
      for (_, counts) in byLocale where members > 0 {
        let expected = Double(counts.members) * Double(forgotten) / Double(members)
        #expect(abs(Double(counts.forgotten) - expected) < 1)
      }
    }
  }

  @Test func thoseTiedToOneToForgetAreNeighbours() throws {
    let layout = try LayoutCase.layout(LayoutCase.recipe(people: 400))
    for community in 0..<layout.communityCount {
      let seats = layout.forgetSeats(in: community)
      for seat in 0..<10 {
        let alone = layout.set(of: seat, in: community, ties: 0)
        let tied = layout.set(of: seat, in: community, ties: seats)
        switch layout.role(of: community) {
        case .twin: #expect(alone == .twin && tied == .twin)
        case .unseen: #expect(alone == .unseen && tied == .unseen)
        case .member:
          let isForgotten = seats >> UInt64(seat) & 1 == 1
          #expect(alone == (isForgotten ? .forget : .retain))
          #expect(tied == (isForgotten ? .forget : seats == 0 ? .retain : .neighbour))
        }
      }
    }
  }

  @Test func whoIsToForgetDependsOnTheSeed() throws {
    let recipe = LayoutCase.recipe(people: 2_000)
    let seats = try (0..<2).map { seed in
      let layout = try LayoutCase.layout(recipe, seed: seed)
      return (0..<layout.communityCount).map { layout.forgetSeats(in: $0) }
    }
    #expect(seats[0] != seats[1])
  }

  @Test func aShareOfZeroForgetsNobody() throws {
    var recipe = LayoutCase.recipe(people: 200)
    recipe.forgetShare = Ratio(0)
    let layout = try LayoutCase.layout(recipe)
    #expect(layout.forgetCount == 0)
    #expect((0..<20).allSatisfy { layout.forgetSeats(in: $0) == 0 })
  }
}
