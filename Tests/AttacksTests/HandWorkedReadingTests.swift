// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Recommenders
import TestSupport
import Testing

/// Two users, nine items and a model whose scores are the items' biases, from 9 for a to 1 for i.
///
/// Ann trained on a, d, f and holds out b, e, h; ben trained on a, c and holds out d.
@Suite struct HandWorkedReadingTests {
  private let users = IdentifierIndex(["ann", "ben"])
  private let items = IdentifierIndex(["a", "b", "c", "d", "e", "f", "g", "h", "i"])

  private func set(_ ann: String, _ ben: String) -> Interactions {
    let rows = ann.map { (user: "ann", item: "\($0)") } + ben.map { (user: "ben", item: "\($0)") }
    return Interactions(
      users: users, items: items,
      pairs: rows.compactMap { row in
        guard let user = users.position(of: row.user), let item = items.position(of: row.item)
        else { return nil }
        return Interaction(user: Int32(user), item: Int32(item))
      })
  }

  private var split: InteractionSplit {
    InteractionSplit(train: set("adf", "ac"), validation: set("", ""), test: set("beh", "d"))
  }

  private var model: MatrixFactorization {
    var table = ParameterTable(rowCount: 9, width: 2)
    for item in 0..<9 { table.setRow(item, to: [0, Float(9 - item)]) }
    return MatrixFactorization(
      users: users, items: items, userTable: ParameterTable(rowCount: 2, width: 2),
      itemTable: table)
  }

  private func probe(_ request: ErasureRequest, cutoff: Int = 2) -> ErasureProbe {
    ErasureProbe(request, split: split, seed: Seed(1), cutoff: cutoff)
  }

  /// Ann's a and d.
  private var request: ErasureRequest {
    ErasureRequest(interactions: [
      Interaction(user: 0, item: 0), Interaction(user: 0, item: 3),
    ])
  }

  @Test func placementsScoresAndRanksAreTheOnesWorkedByHand() throws {
    let reading = probe(request).read(model, kernels: .portable)
    let kind = try #require(reading.kinds.first)
    // Counts: a 2, d 2, the others 1, of 9 in all. Ascending b c e f h are deciles 0 1 2 3 4, and
    // a begins at 5 of 9, decile 5, d at 7 of 9, decile 7: no held-out pair has their deciles.
    #expect(kind.matched.placements == [])
    #expect(probe(request).contrasts.first?.matchedCount == 0)
    // Scores 9 and 6 among 8, 5, 2: mean 5, variance (9 + 0 + 9) / 3.
    expectClose(
      kind.matched.memberScores, [4 / 6.0.squareRoot(), 1 / 6.0.squareRoot()], absolute: 1e-12)
    // Each held-out score among the two others: 8 of 5 and 2, 5 of 8 and 2, 2 of 8 and 5.
    expectClose(kind.matched.nonMemberScores, [4.5 / 1.5, 0, -4.5 / 1.5], absolute: 1e-12)
    // Unseen are all items but f and the one itself: 7. Above a none, above d are a, b, c.
    expectClose(kind.recoveryRanks, [0, 3.0 / 7], absolute: 1e-15)
  }

  @Test func listsAreThoseOfTheUsersConcerned() {
    let reading = probe(request).read(model, kernels: .portable)
    // Ann's retained f is masked: a and b come first, of which a is one of two erased items.
    #expect(reading.forget == ServedUsers(users: [0], recall: [0.5], ndcg: reading.forget.ndcg))
    expectClose(reading.forget.ndcg, [1 / (1 + 1 / 1.584_962_500_721_156)], absolute: 1e-12)
    // Ann gets a and b: b is one of three test items. Ben's a and c are masked: b and d.
    expectClose(reading.retain.recall, [1.0 / 3, 1], absolute: 1e-15)
    #expect(reading.retain.users == [0, 1])
    expectClose(reading.heldOut.recall, [1.0 / 3], absolute: 1e-15)
  }

  @Test func servedListsAnswerWhatListsCan() {
    let mixed = ErasureRequest(
      users: [1], items: [0],
      interactions: [
        Interaction(user: 0, item: 3)
      ])
    let reading = probe(mixed).read(lists: [
      ServedList(user: "ann", items: ["d", "a", "b"]), ServedList(user: "stranger", items: ["x"]),
    ])
    // Ann's erased pairs are a and d, both in her first two places; the third is beyond the cut-off.
    #expect(reading.forget.users == [0, 1])
    #expect(reading.forget.recall == [1, 0])
    #expect(reading.retain.recall == [0])
    #expect(reading.servedItemCount == 1)
    #expect(reading.storedUserCount == 0)
    #expect(reading.kinds.map(\.kind) == [.interactions, .users, .items])
    #expect(reading.kinds.allSatisfy { $0.matched.areaUnderCurve == nil && $0.foldIn == nil })
    let stillThere = probe(mixed).read(lists: [ServedList(user: "ben", items: [])])
    #expect(stillThere.storedUserCount == 1)
    #expect(stillThere.servedItemCount == 0)
  }

  @Test func aModelWithoutTheErasedRowsStillAnswers() throws {
    let mixed = ErasureRequest(users: [1], items: [0])
    let left = model.removing(users: ["ben"], items: ["a"])
    let reading = probe(mixed).read(left, kernels: .portable)
    #expect(reading.storedUserCount == 0 && reading.storedItemCount == 0)
    #expect(reading.servedItemCount == 0)
    #expect(reading.forget.users == [0, 1])
    // Nobody is served a; ben as a stranger gets b, then c, which was his.
    #expect(reading.forget.recall == [0, 0.5])
    for kind in reading.kinds {
      #expect((kind.matched.memberScores + kind.matched.nonMemberScores).allSatisfy { $0.isFinite })
      #expect(kind.recoveryRanks.allSatisfy { (0...1).contains($0) })
    }
  }
}
