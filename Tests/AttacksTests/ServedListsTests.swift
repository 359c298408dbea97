// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Recommenders
import Testing

/// What lists alone can answer, and what must not be asked of them.
@Suite struct ServedListsTests {
  private let fixture: AttackFixture

  init() throws { fixture = try AttackFixture.shared.get() }

  /// The lists of a model as a service shows them, with the user's whole remaining history hidden.
  private func lists(
    _ model: MatrixFactorization, _ request: ErasureRequest, hidingTest: Bool
  ) -> [ServedList] {
    let split = fixture.split
    let parts = hidingTest ? [split.train, split.test] : [split.train]
    let hidden = Interactions(
      users: split.train.users, items: split.train.items,
      pairs: parts.flatMap { request.partition($0).retained })
    let users = (0..<Int32(split.train.users.count)).filter { !request.names(user: $0) }
    let shown = AlignedFactors(model, users: split.train.users, items: split.train.items)
    let top = TopItems.lists(
      model: shown.withoutMissingItems(), users: users, masked: hidden, k: 20, kernels: .portable)
    return users.enumerated().map { row, user in
      ServedList(
        user: split.train.users.identifiers[Int(user)],
        items: top[row * 20..<(row + 1) * 20].filter { $0 >= 0 }.map {
          split.train.items.identifiers[Int($0)]
        })
    }
  }

  private func probe(_ request: ErasureRequest, _ lists: [ServedList]) -> ErasureProbe {
    ErasureProbe(request, split: fixture.split, seed: Seed(9), served: lists)
  }

  @Test(arguments: [true, false])
  func aGoldReadThroughItsOwnListsReadsAsItself(hidingTest: Bool) throws {
    let request = fixture.interactions
    let gold = try fixture.gold(request)
    let lists = lists(gold, request, hidingTest: hidingTest)
    let probe = probe(request, lists)
    let throughLists = probe.read(lists: lists).forget
    let throughWeights = probe.read(gold, kernels: .portable).forget
    #expect(throughLists.users == throughWeights.users && !throughLists.users.isEmpty)
    #expect(throughLists.recall == throughWeights.recall)
  }

  @Test func erasedPeopleWithoutListsAreNotAskedAbout() throws {
    let request = fixture.users
    let gold = try fixture.gold(request)
    let lists = lists(gold, request, hidingTest: true)
    let reading = probe(request, lists).read(lists: lists)
    #expect(reading.forget.users.isEmpty)
    #expect(reading.storedUserCount == 0)
  }

  @Test func aListForAnErasedPersonIsSeen() throws {
    let request = fixture.users
    let person = fixture.split.train.users.identifiers[Int(request.users[0])]
    let lists = [ServedList(user: person, items: [])]
    #expect(probe(request, lists).read(lists: lists).storedUserCount == 1)
  }
}
