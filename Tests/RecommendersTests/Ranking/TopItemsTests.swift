// SPDX-License-Identifier: Apache-2.0

import Compute
import Recommenders
import Testing

/// Lists of the best items: against a plain ranking in double precision, and at the edges.
@Suite struct TopItemsTests {
  static let supported = KernelSet.allCases.filter(\.isSupported)

  @Test(arguments: supported)
  func listsEqualAPlainRankingWhereScoresDifferByMoreThanRounding(kernels: KernelSet) {
    for factorCount in [1, 2, 3, 7, 14, 15, 16, 17, 31, 32, 63, 64, 79, 80, 130] {
      let model = randomModel(userCount: 17, itemCount: 301, factorCount: factorCount, seed: 3)
      let masked = randomPairs(of: model, perUser: 40, seed: 4)
      let users = (0..<17).map(Int32.init)
      let lists = TopItems.lists(
        model: model, users: users, masked: masked, k: 20, kernels: kernels)
      #expect(
        firstMistake(in: lists, model: model, users: users, masked: masked, k: 20) == nil,
        "\(factorCount) factors")
    }
  }

  @Test(arguments: supported, [1, 5, 31, 32, 33, 511, 512, 513, 1025])
  func everyCatalogueSizeIsRankedWhole(kernels: KernelSet, itemCount: Int) {
    for userCount in [1, 12, 25] {
      let model = randomModel(
        userCount: userCount, itemCount: itemCount, factorCount: 9, seed: 5)
      let masked = randomPairs(of: model, perUser: 3, seed: 6)
      let users = (0..<userCount).map(Int32.init)
      for k in [1, 40] {
        let lists = TopItems.lists(
          model: model, users: users, masked: masked, k: k, kernels: kernels)
        #expect(
          firstMistake(in: lists, model: model, users: users, masked: masked, k: k) == nil,
          "\(userCount) users, \(itemCount) items, k \(k)")
      }
    }
  }

  @Test(arguments: supported)
  func aListDependsNeitherOnJobsNorOnWhoElseIsRanked(kernels: KernelSet) {
    let model = randomModel(userCount: 700, itemCount: 350, factorCount: 20, seed: 7)
    let masked = randomPairs(of: model, perUser: 15, seed: 8)
    let users = (0..<700).map(Int32.init)
    let one = TopItems.lists(model: model, users: users, masked: masked, k: 10, kernels: kernels)
    let two = TopItems.lists(
      model: model, users: users, masked: masked, k: 10, jobs: 2, kernels: kernels)
    #expect(one == two)
    for user in [0, 239, 240, 699] {
      let alone = TopItems.lists(
        model: model, users: [Int32(user)], masked: masked, k: 10, kernels: kernels)
      #expect(alone == Array(one[user * 10..<user * 10 + 10]), "user \(user)")
    }
    let reversed = TopItems.lists(
      model: model, users: users.reversed(), masked: masked, k: 10, kernels: kernels)
    #expect(
      (0..<700).allSatisfy {
        reversed[$0 * 10..<$0 * 10 + 10] == one[(699 - $0) * 10..<(700 - $0) * 10]
      })
  }

  @Test(arguments: supported)
  func equalScoresAreListedByPosition(kernels: KernelSet) {
    // Scores 1, 2, 2, 1, 2, 0 by bias alone: 2s at 1, 2 and 4, then 1s at 0 and 3, then 5.
    let model = biasModel([1, 2, 2, 1, 2, 0])
    #expect(
      TopItems.lists(model: model, users: [0], k: 6, kernels: kernels) == [1, 2, 4, 0, 3, 5])
    #expect(TopItems.lists(model: model, users: [0], k: 2, kernels: kernels) == [1, 2])
    let alike = biasModel([Float](repeating: 0.5, count: 1000))
    #expect(
      TopItems.lists(model: alike, users: [0], k: 20, kernels: kernels)
        == (0..<20).map(Int32.init))
  }

  @Test(arguments: supported)
  func listsThatCannotBeFilledEndWithMinusOne(kernels: KernelSet) {
    let model = biasModel([3, 1, 2])
    let all = pairs(of: model, [(0, 0), (0, 1), (0, 2)])
    let some = pairs(of: model, [(0, 0), (0, 1)])
    func lists(_ masked: Interactions?, _ k: Int) -> [Int32] {
      TopItems.lists(model: model, users: [0], masked: masked, k: k, kernels: kernels)
    }
    #expect(lists(nil, 5) == [0, 2, 1, -1, -1])
    #expect(lists(some, 2) == [2, -1])
    #expect(lists(all, 2) == [-1, -1])
    #expect(lists(nil, 0) == [])
    #expect(TopItems.lists(model: model, users: [], k: 3, kernels: kernels) == [])
  }

  @Test(arguments: supported)
  func scoresThatAreNotNumbersAreNeverListed(kernels: KernelSet) {
    let model = biasModel([.nan, 1, -.infinity, .infinity])
    #expect(TopItems.lists(model: model, users: [0], k: 4, kernels: kernels) == [3, 1, -1, -1])
  }
}
