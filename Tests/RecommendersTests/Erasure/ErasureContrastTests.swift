// SPDX-License-Identifier: Apache-2.0

import Compute
import Recommenders
import TestSupport
import Testing

/// Three users and four items whose counts are worked by hand.
///
/// Train: u0 has i0 i1, u1 has i0 i2, u2 has i0 i3. Held out: u0 has i2 i3, u1 has i1, u2 nothing.
private struct Hand {
  let users = identifiers("u", 3)
  let items = identifiers("i", 4)
  var train: Interactions { pairs([(0, 0), (0, 1), (1, 0), (1, 2), (2, 0), (2, 3)]) }
  var heldOut: Interactions { pairs([(0, 2), (0, 3), (1, 1)]) }

  func pairs(_ pairs: [(Int32, Int32)]) -> Interactions {
    Interactions(
      users: users, items: items, pairs: pairs.map { Interaction(user: $0.0, item: $0.1) })
  }

  func contrast(_ kind: ErasureRequest.Kind, _ request: ErasureRequest) -> ErasureContrast {
    ErasureContrast(
      kind, of: request, train: train, heldOut: heldOut,
      popularity: PartnerPopularity([train, heldOut]))
  }
}

@Suite struct ErasureContrastTests {
  private let hand = Hand()

  @Test func erasedInteractionsAreComparedWithinTheirUser() {
    let request = ErasureRequest(interactions: [
      Interaction(user: 0, item: 1), Interaction(user: 1, item: 2), Interaction(user: 2, item: 3),
    ])
    let contrast = hand.contrast(.interactions, request)
    #expect(contrast.groups.map(\.row) == [0, 1, 2])
    #expect(contrast.groups.map(\.erased) == [[1], [2], [3]])
    #expect(contrast.groups.map(\.heldOut) == [[2, 3], [1], []])
    #expect(contrast.groups.allSatisfy { $0.side == .user })
    #expect(contrast.erasedCount == 3)
    #expect(contrast.matchedCount == 2)
  }

  @Test func anErasedHeldOutPairIsNoComparison() {
    let request = ErasureRequest(interactions: [
      Interaction(user: 0, item: 1), Interaction(user: 0, item: 2),
    ])
    #expect(hand.contrast(.interactions, request).groups.map(\.heldOut) == [[3]])
  }

  @Test func erasedUsersAreComparedWithTheirOwnHeldOutPairs() {
    let contrast = hand.contrast(.users, ErasureRequest(users: [0]))
    #expect(contrast.groups.map(\.erased) == [[0, 1]])
    #expect(contrast.groups.map(\.heldOut) == [[2, 3]])
  }

  @Test func erasedItemsAreComparedWithinTheItem() {
    let contrast = hand.contrast(.items, ErasureRequest(items: [0, 1]))
    #expect(contrast.groups.allSatisfy { $0.side == .item })
    #expect(contrast.groups.map(\.row) == [0, 1])
    #expect(contrast.groups.map(\.erased) == [[0, 1, 2], [0]])
    #expect(contrast.groups.map(\.heldOut) == [[], [1]])
  }

  @Test func inMixturesPairsOfErasedItemsAndUsersAreLeftOut() {
    let request = ErasureRequest(
      users: [0], items: [3], interactions: [Interaction(user: 1, item: 2)])
    #expect(request.kinds == [.interactions, .users, .items])
    // u0 loses the held-out pair with the erased i3.
    #expect(hand.contrast(.users, request).groups.map(\.heldOut) == [[2]])
    #expect(hand.contrast(.interactions, request).groups.map(\.erased) == [[2]])
    // i3 loses the held-out pair with the erased u0.
    #expect(hand.contrast(.items, request).groups.map(\.erased) == [[2]])
    #expect(hand.contrast(.items, request).groups.map(\.heldOut) == [[]])
  }

  @Test func heldOutPairsAreWeightedToTheErasedPairsDeciles() {
    // Counts over both sets: i0 3, i1 2, i2 2, i3 2; ascending, i1 starts at 0/9, i2 at 2/9, i3 at
    // 4/9 and i0 at 6/9 of all pairs: deciles 0, 2, 4, 6.
    // Erased with a match: i1 (0) and i2 (2). Held out: i2 (2), i3 (4), i1 (0).
    let request = ErasureRequest(interactions: [
      Interaction(user: 0, item: 1), Interaction(user: 1, item: 2), Interaction(user: 2, item: 3),
    ])
    let weights = hand.contrast(.interactions, request).groups.map(\.weights)
    // Decile 0: 1/2 erased over 1/3 held out; decile 4 has no erased pair: u2's is unmatched.
    #expect(weights.count == 3 && weights[2] == [])
    expectClose(weights[0], [1.5, 0], absolute: 1e-15)
    expectClose(weights[1], [1.5], absolute: 1e-15)
  }

  @Test func weightedHeldOutPairsHaveTheErasedPairsDeciles() {
    let data = sample(userCount: 40, itemCount: 50, share: 0.4, seed: 8)
    let split = InteractionSplit(data, seed: Seed(1), testShare: 0.3)
    let request = ErasureRequest(users: Array(0..<20))
    let contrast = ErasureContrast(
      .users, of: request, train: split.train, heldOut: split.test,
      popularity: PartnerPopularity([split.train, split.validation, split.test]))
    let counts = data.itemCounts
    let order = counts.indices.sorted { (counts[$0], $0) < (counts[$1], $1) }
    var decile = [Int](repeating: 0, count: 50)
    var before = 0
    for item in order {
      decile[item] = before * 10 / data.count
      before += counts[item]
    }
    var erased = [Double](repeating: 0, count: 10)
    var held = [Double](repeating: 0, count: 10)
    for group in contrast.groups where !group.heldOut.isEmpty {
      for partner in group.erased { erased[decile[Int(partner)]] += 1 }
      for (partner, weight) in zip(group.heldOut, group.weights) {
        held[decile[Int(partner)]] += weight
      }
    }
    let erasedTotal = erased.reduce(0, +)
    let heldTotal = held.reduce(0, +)
    expectClose(held.map { $0 / heldTotal }, erased.map { $0 / erasedTotal }, absolute: 1e-12)
  }
}
