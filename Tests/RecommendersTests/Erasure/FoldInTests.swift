// SPDX-License-Identifier: Apache-2.0

import Compute
import Recommenders
import TestSupport
import Testing

@Suite struct FoldInTests {
  private struct Stored: Decodable {
    struct Case: Decodable {
      let width: Int
      let table: [[Float]]
      let present: [Bool]
      let partners: [Int32]
      let fit: [Double]
    }
    let cases: [Case]
  }

  @Test func fitsEqualAPlainDenseSolve() throws {
    for stored in try Oracle.load("fold_in", as: Stored.self).cases {
      var table = ParameterTable(rowCount: stored.table.count, width: stored.width)
      for (row, values) in stored.table.enumerated() { table.setRow(row, to: values) }
      let foldIn = FoldIn(table: table, isPresent: stored.present, columns: 0..<stored.width)
      // Outer products are summed in single precision.
      expectClose(
        foldIn.fit(stored.partners), stored.fit, absolute: 1e-5, relative: 1e-5,
        "\(stored.width) wide")
    }
  }

  @Test func aHandWorkedFit() {
    // Rows [1, 0] and [0, 2], the first one chosen: diagonal .1 * 1 + .9 * 1 + .1 and .1 * 4 + .1.
    var table = ParameterTable(rowCount: 2, width: 2)
    table.setRow(0, to: [1, 0])
    table.setRow(1, to: [0, 2])
    let foldIn = FoldIn(table: table, isPresent: [true, true], columns: 0..<2)
    let fit = foldIn.fit([0])
    expectClose(fit, [1 / 1.1, 0], absolute: 1e-7)
    expectClose(Double(foldIn.score(fit, 0)), 1 / 1.1, absolute: 1e-7)
    #expect(foldIn.score(fit, 1) == 0)
  }

  @Test func constantColumnsTakeNoPart() {
    let model = randomModel(userCount: 5, itemCount: 9, factorCount: 4, seed: 1)
    var other = model
    for item in 0..<9 { other.itemTable.values[item * other.itemTable.stride + 4] = 7 }
    let partners: [Int32] = [1, 4]
    let fit = FoldIn(AlignedFactors(model), side: .user).fit(partners)
    #expect(fit.count == 4)
    #expect(FoldIn(AlignedFactors(other), side: .user).fit(partners) == fit)
    #expect(
      FoldIn(AlignedFactors(other), side: .user).score(fit, 3)
        == FoldIn(AlignedFactors(model), side: .user).score(fit, 3))
  }

  @Test func itemsThatAModelLacksTakeNoPart() {
    let model = randomModel(userCount: 5, itemCount: 9, factorCount: 4, seed: 1)
    let without = model.removing(users: [], items: [model.items.identifiers[8]])
    let laidOut = AlignedFactors(without, users: model.users, items: model.items)
    let partners: [Int32] = [1, 4]
    expectClose(
      FoldIn(laidOut, side: .user).fit(partners),
      FoldIn(AlignedFactors(without), side: .user).fit(partners), absolute: 1e-12)
    // A partner without a row adds nothing.
    expectClose(
      FoldIn(laidOut, side: .user).fit([1, 4, 8]),
      FoldIn(laidOut, side: .user).fit(partners), absolute: 1e-12)
    #expect(laidOut.hasItem[8] == false)
  }

  @Test func aUserWhoWasForgottenIsNoPartOfAnItemsFit() {
    let model = randomModel(userCount: 6, itemCount: 4, factorCount: 3, seed: 2)
    let without = model.removing(users: [model.users.identifiers[0]], items: [])
    let laidOut = AlignedFactors(without, users: model.users, items: model.items)
    expectClose(
      FoldIn(laidOut, side: .item).fit([2, 3]),
      FoldIn(AlignedFactors(without), side: .item).fit([1, 2]), absolute: 1e-12)
  }

  @Test(arguments: 0..<10) func halvesAreOfEqualSizeAndScoreTheOtherHalf(seed: UInt64) {
    let data = sample(userCount: 12, itemCount: 40, share: 0.4, seed: seed)
    let model = randomModel(userCount: 12, itemCount: 40, factorCount: 6, seed: seed)
    let split = InteractionSplit(data, seed: Seed(1), testShare: 0.3)
    let request = ErasureRequest(users: [0, 3, 7])
    let contrast = ErasureContrast(
      .users, of: request, train: split.train, heldOut: split.test,
      popularity: PartnerPopularity([split.train, split.test]))
    let factors = AlignedFactors(model, users: data.users, items: data.items)
    let scores = contrast.foldInScores(factors, seed: Seed(seed))
    let foldIn = FoldIn(factors, side: .user)
    for (group, scores) in zip(contrast.groups, scores) where !scores.erased.isEmpty {
      let ones = scores.fits.count { $0 == 1 }
      #expect(ones == group.erased.count / 2)
      // A pair is scored by the fit on the other half, as are the held-out pairs beside it.
      for half in 0...1 {
        let fit = foldIn.fit(zip(group.erased, scores.fits).filter { $0.1 != half }.map(\.0))
        #expect(scores.heldOut[half] == group.heldOut.map { foldIn.score(fit, $0) })
        for (index, partner) in group.erased.enumerated() where scores.fits[index] == half {
          #expect(scores.erased[index] == foldIn.score(fit, partner))
        }
      }
    }
    #expect(contrast.foldInScores(factors, seed: Seed(seed)) == scores)
  }

  @Test func theErasedRowItselfPlaysNoPart() {
    let data = sample(userCount: 12, itemCount: 40, share: 0.4, seed: 1)
    let model = randomModel(userCount: 12, itemCount: 40, factorCount: 6, seed: 1)
    let split = InteractionSplit(data, seed: Seed(1), testShare: 0.3)
    let contrast = ErasureContrast(
      .users, of: ErasureRequest(users: [3]), train: split.train, heldOut: split.test,
      popularity: PartnerPopularity([split.train, split.test]))
    let dropped = model.removing(users: [model.users.identifiers[3]], items: [])
    let scores = [model, dropped].map {
      contrast.foldInScores(
        AlignedFactors($0, users: model.users, items: model.items), seed: Seed(2))
    }
    #expect(scores[0] == scores[1])
    #expect(scores[0].areaUnderCurve != nil)
  }

  @Test func aGroupOfOnePairIsLeftOut() {
    let users = identifiers("u", 1)
    let items = identifiers("i", 3)
    func set(_ items: [Int32]) -> [Interaction] { items.map { Interaction(user: 0, item: $0) } }
    let train = Interactions(users: users, items: items, pairs: set([0]))
    let contrast = ErasureContrast(
      .users, of: ErasureRequest(users: [0]), train: train,
      heldOut: Interactions(users: users, items: items, pairs: set([1, 2])),
      popularity: PartnerPopularity([train]))
    let model = randomModel(userCount: 1, itemCount: 3, factorCount: 2, seed: 1)
    let scores = contrast.foldInScores(
      AlignedFactors(model, users: users, items: items), seed: Seed(1))
    #expect(scores.map(\.placements) == [[]])
  }
}
