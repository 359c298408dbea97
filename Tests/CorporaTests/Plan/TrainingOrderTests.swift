// SPDX-License-Identifier: Apache-2.0

import Compute
import Corpora
import Testing

@Suite struct TrainingOrderTests {
  @Test func itHoldsEveryMemberDocumentAndCanaryExactlyAsOftenAsPlanned() throws {
    for recipe in LayoutCase.all where recipe.profileCount <= 205 {
      let layout = try LayoutCase.layout(recipe)
      var left: [TrainingExample: Int] = [:]
      for document in LayoutCase.documents(of: layout) {
        for copy in 0..<document.assignment.copies {
          left[TrainingExample(document: document.address, copy: copy + 1)] = 1
        }
      }
      for canary in 0..<layout.canaries.count {
        for copy in 0..<layout.canaries.copies(of: canary) {
          left[TrainingExample(document: .canary(canary), copy: copy + 1)] = 1
        }
      }
      #expect(left.count == layout.exampleCount)
      for position in 0..<layout.exampleCount {
        left[layout.example(at: position), default: 0] -= 1
      }
      #expect(left.values.allSatisfy { $0 == 0 }, "\(recipe)")
    }
  }

  @Test func copiesOfADocumentAreSpreadAsByChance() throws {
    let layout = try LayoutCase.layout(
      LayoutCase.recipe(people: 400, social: 1_200, commentsPerCommunity: 5))
    let count = layout.exampleCount
    var positions: [DocumentAddress: [Int]] = [:]
    for position in 0..<count {
      positions[layout.example(at: position).document, default: []].append(position)
    }
    var adjacent = 0
    var expected = 0.0
    var (gaps, gapCount) = (0.0, 0.0)
    for places in positions.values where places.count > 1 {
      adjacent += zip(places, places.dropFirst()).filter { $1 == $0 + 1 }.count
      // k of n places at random: k (k - 1) / n neighbouring pairs; the mean gap is (n + 1)/(k + 1).
      let copies = Double(places.count)
      expected += copies * (copies - 1) / Double(count)
      for (left, right) in zip(places, places.dropFirst()) {
        gaps += Double(right - left) * (copies + 1) / Double(count + 1)
        gapCount += 1
      }
    }
    // A Poisson count; 5 standard deviations.
    #expect(abs(Double(adjacent) - expected) < 5 * expected.squareRoot(), "\(adjacent) \(expected)")
    #expect(abs(gaps / gapCount - 1) < 0.05, "\(gaps / gapCount)")
  }

  @Test func shardsInARowGiveTheWholeOrder() throws {
    let layout = try LayoutCase.layout(LayoutCase.recipe(people: 97, social: 800))
    let whole = (0..<layout.exampleCount).map { layout.example(at: $0) }
    for shardCount in [1, 2, 3, 64] {
      var joined: [TrainingExample] = []
      var communities: [Int] = []
      for shard in 0..<shardCount {
        layout.examples(at: layout.positions(inShard: shard, of: shardCount)) { joined.append($0) }
        communities += layout.communities(inShard: shard, of: shardCount)
      }
      #expect(joined == whole)
      #expect(communities == Array(0..<layout.communityCount))
    }
  }

  @Test func leavingASetOutKeepsTheOrderOfTheRest() throws {
    let layout = try LayoutCase.layout(LayoutCase.recipe(people: 97, social: 800))
    let isForgotten = { (address: DocumentAddress) in
      guard case .personal(let person, _, _) = address else { return false }
      let home = layout.home(of: person)
      return layout.set(of: home.seat, in: home.community, ties: 0) == .forget
    }
    var (all, gold): ([TrainingExample], [TrainingExample]) = ([], [])
    layout.examples(at: 0..<layout.exampleCount) { all.append($0) }
    layout.examples(at: 0..<layout.exampleCount, without: isForgotten) { gold.append($0) }
    #expect(gold == all.filter { !isForgotten($0.document) })
    #expect(gold.count < all.count && !gold.isEmpty)
  }

  @Test func otherSeedsGiveOtherOrders() throws {
    let recipe = LayoutCase.recipe(people: 97, social: 800)
    let (first, second) = try (
      LayoutCase.layout(recipe, seed: 1), LayoutCase.layout(recipe, seed: 2)
    )
    let same = (0..<first.exampleCount).filter { first.example(at: $0) == second.example(at: $0) }
    #expect(same.count < 20)
  }

  @Test func identifiersComeBack() {
    let addresses: [DocumentAddress] = [
      .personal(person: 123, kind: .social, number: 4),
      .personal(person: 123_456_789, kind: .purchase, number: 0),
      .communal(community: 12, kind: .thread, number: 34), .canary(17),
    ]
    #expect(
      addresses.map(\.id) == [
        "p0000123-social-4", "p123456789-purchase-0", "c000012-comment-34", "canary-0017",
      ])
    #expect(addresses.map { DocumentAddress(id: $0.id) } == addresses)
    for wrong in [
      "", "p123-social-4", "p0000123-social-04", "p0000123-sociable-4", "c000012-social-4",
      "q0000123-social-4", "p0000123-social", "canary-17", "p0000123-social--4", "p00000123-ad-1",
      "p0000123-ad-99999999999999999999",
    ] {
      #expect(DocumentAddress(id: wrong) == nil, "\(wrong)")
    }
  }
}
