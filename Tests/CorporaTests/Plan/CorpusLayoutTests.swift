// SPDX-License-Identifier: Apache-2.0

import Compute
import Corpora
import Testing

@Suite struct CorpusLayoutTests {
  @Test func fiftyPeopleInTwoPairsAndAHalfByHand() throws {
    // Communities of 10: pairs (0, 1) and (2, 3) are whole and below one tenth, so both are member
    // and twin; community 4 has no partner and is unseen. 20 members, 20 twins, 10 unseen.
    // 90 posts: members floor(90 * 20 / 50) = 36, twins 36, unseen 18. With two locales pair 0 lives
    // in the first and pair 1 in the second; 18 posts over 10 people are 1 2 2 2 2 1 2 2 2 2:
    // floor(1.8 i) = 0 1 3 5 7 9 10 12 14 16 18.
    var recipe = LayoutCase.recipe(people: 50, locales: 2, social: 90)
    recipe.replicationClasses = [1, 3]
    let layout = try LayoutCase.layout(recipe)
    #expect((0..<5).map { layout.role(of: $0) } == [.member, .twin, .member, .twin, .unseen])
    #expect((0..<4).map { layout.locale(of: $0) } == [.enUS, .enUS, .enGB, .enGB])
    #expect(layout.documentCount(.social) == 90)
    for community in 0..<5 {
      var counts = [Int](repeating: 0, count: 10)
      layout.assignments(of: community) { counts[$0.seat] += 1 }
      #expect(counts == [1, 2, 2, 2, 2, 1, 2, 2, 2, 2])
    }
    // Social posts have the focus list of 3; the first person's only post has ordinal 0, the second
    // person's posts ordinals 1 and 2, the third's 3 and 4.
    var focuses: [Attribute] = []
    layout.assignments(of: 2) { focuses.append($0.focus) }
    #expect(focuses.prefix(5) == [.city, .jobTitle, .email, .city, .jobTitle])
    // 18 posts in 3 strata of 6 in each of 2 locales: 3 of class 1 and 3 of class 3 in each, so
    // 6 strata * (3 * 1 + 3 * 3) = 72 examples.
    #expect(layout.exampleCount == 72)
  }

  @Test func panoramasCountsAreExact() throws {
    var recipe = CorpusRecipe()
    recipe.profileCount = 9_674
    recipe.locales = LocaleCode.allCases
    let counts: [DocumentKind: Int] = [
      .social: 88_408, .forum: 83_546, .review: 79_758, .comment: 77_472, .ad: 45_936,
      .article: 9_674,
    ]
    recipe.documents = counts.mapValues { .total($0) }
    let layout = try LayoutCase.layout(recipe)
    var counted: [DocumentKind: Int] = [:]
    for community in 0..<layout.communityCount {
      layout.assignments(of: community) { counted[$0.kind, default: 0] += 1 }
    }
    #expect(counted == counts)
    #expect(layout.documentCount == 384_794)
    #expect(counts.allSatisfy { layout.documentCount($0.key) == $0.value })
  }

  @Test func everyTenthPairAndWhatIsNoPairAreUnseen() throws {
    let layout = try LayoutCase.layout(LayoutCase.recipe(people: 415))
    // 42 communities, 20 whole pairs; pairs 9 and 19 are unseen, and 40 with 41, of 10 and 5.
    let unseen = (0..<42).filter { layout.role(of: $0) == .unseen }
    #expect(unseen == [18, 19, 38, 39, 40, 41])
    #expect(layout.size(of: 41) == 5)
    #expect(layout.member(ofTwin: 7) == 6)
    #expect(layout.member(ofTwin: 6) == nil)
  }

  @Test func oneCommunityIsAMemberWithoutTwin() throws {
    for people in [1, 7, 10, 15] {
      let layout = try LayoutCase.layout(LayoutCase.recipe(people: people, articles: people))
      #expect(layout.role(of: 0) == .member)
      #expect(layout.communityCount == (people > 10 ? 2 : 1))
      #expect(layout.documentCount(.article) == people)
    }
  }

  @Test func kindsWithoutFocusAreRefused() {
    let recipe = LayoutCase.recipe(people: 20, social: 40)
    for focuses in [[:], [DocumentKind.social: []], [.social: [Attribute.city, .city]]] {
      #expect(throws: CorpusError.self) {
        _ = try CorpusLayout(recipe: recipe, seed: Seed(1), focuses: focuses)
      }
    }
  }

  @Test func addingPeopleMovesNoCommunityToAnotherRoleOrPlace() throws {
    let small = try LayoutCase.layout(LayoutCase.recipe(people: 400, locales: 8))
    let large = try LayoutCase.layout(LayoutCase.recipe(people: 1_730, locales: 8))
    for community in 0..<small.communityCount {
      #expect(small.role(of: community) == large.role(of: community))
      #expect(small.locale(of: community) == large.locale(of: community))
    }
  }
}
