// SPDX-License-Identifier: Apache-2.0

import Compute
import Recommenders
import Testing

@Suite struct ErasureRequestTests {
  private let data = sample(userCount: 12, itemCount: 15, share: 0.4, seed: 2)

  @Test(arguments: 0..<20) func aPartitionIsWhatTheKindsOfItsPairsSay(seed: UInt64) {
    var generator = SeededGenerator(seed: Seed(seed))
    func drawn(_ count: Int) -> [Int32] {
      (0..<Int32(count)).filter { _ in generator.uniform() < 0.2 }
    }
    let users = drawn(12)
    let items = drawn(15)
    let pairs = data.pairs.filter { _ in generator.uniform() < 0.2 }
    let request = ErasureRequest(users: users, items: items, interactions: pairs)
    let parts = request.partition(data)
    #expect(parts.retained == data.pairs.filter { request.kind(of: $0) == nil })
    for kind in ErasureRequest.Kind.allCases {
      #expect(parts.erased[kind] == data.pairs.filter { request.kind(of: $0) == kind })
    }
    #expect(
      request.kinds.allSatisfy { kind in
        kind != .interactions || !(parts.erased[kind] ?? []).isEmpty
      })
  }

  @Test func aNamedUserGoesBeforeANamedItemAndBothBeforeAPair() {
    let pair = Interaction(user: 1, item: 2)
    let request = ErasureRequest(users: [1], items: [2], interactions: [pair])
    #expect(request.kind(of: pair) == .users)
    #expect(request.kind(of: Interaction(user: 0, item: 2)) == .items)
    #expect(request.kind(of: Interaction(user: 0, item: 3)) == nil)
    #expect(request.interactions == [])
    #expect(request.kinds == [.users, .items])
  }

  @Test func whatIsNamedTwiceIsErasedOnce() {
    let pair = Interaction(user: 1, item: 2)
    let request = ErasureRequest(users: [4, 3, 4], interactions: [pair, pair])
    #expect(request.users == [3, 4])
    #expect(request.interactions == [pair])
    #expect(ErasureRequest().isEmpty && !request.isEmpty)
  }
}
