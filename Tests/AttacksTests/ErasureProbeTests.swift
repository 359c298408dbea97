// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Evidence
import Recommenders
import Testing

@Suite struct ErasureProbeTests {
  private let fixture: AttackFixture

  init() throws { fixture = try AttackFixture.shared.get() }

  private var requests: [ErasureRequest] {
    [
      fixture.interactions, fixture.users, fixture.items, fixture.mixture,
      ErasureRequest(users: [7]),
    ]
  }

  private func read(_ model: MatrixFactorization, _ request: ErasureRequest) -> ModelReading {
    fixture.probe(request).read(model, kernels: .portable)
  }

  @Test func aReadingSurvivesItsJournal() throws {
    for request in requests {
      for model in [fixture.original, try fixture.gold(request)] {
        let reading = read(model, request)
        let bytes = try reading.json.canonicalBytes()
        let back = try ModelReading(json: JSONValue(parsing: bytes, name: "reading"))
        #expect(back == reading, "\(request.kinds)")
      }
    }
  }

  @Test func theNumberOfThreadsChangesNothing() {
    let probe = fixture.probe(fixture.mixture)
    let model = fixture.original
    #expect(
      probe.read(model, kernels: .portable, jobs: 3) == probe.read(model, kernels: .portable))
  }

  @Test func whatAModelStillStoresAndServesIsCounted() throws {
    let request = fixture.mixture
    let before = read(fixture.original, request)
    #expect(before.storedUserCount == request.users.count)
    #expect(before.storedItemCount == request.items.count)
    #expect(before.servedItemCount > 0 && before.servedItemCount <= request.items.count)
    let gold = read(try fixture.gold(request), request)
    #expect(gold.storedUserCount == 0)
    #expect(gold.storedItemCount == 0)
    #expect(gold.servedItemCount == 0)
    // One forgotten row is enough to be seen.
    let users = request.users.dropFirst().map { fixture.split.train.users.identifiers[Int($0)] }
    let almost = read(fixture.original.removing(users: Set(users), items: []), request)
    #expect(almost.storedUserCount == 1)
  }

  @Test func theSameQuestionsAreAskedOfEveryModel() throws {
    for request in requests {
      let before = read(fixture.original, request)
      let gold = read(try fixture.gold(request), request)
      #expect(before.kinds.map(\.kind) == request.kinds)
      #expect(before.forget.users == gold.forget.users)
      #expect(before.retain.users == gold.retain.users)
      #expect(before.heldOut.users == gold.heldOut.users)
      for (own, other) in zip(before.kinds, gold.kinds) {
        #expect(own.matched.groups == other.matched.groups)
        #expect(own.foldIn?.groups == other.foldIn?.groups)
        #expect((own.foldIn == nil) == (own.kind == .interactions))
        #expect(own.recoveryRanks.count == other.recoveryRanks.count)
      }
    }
  }

  @Test func attacksReadResidueBeforeAndParityOnGold() throws {
    for request in [fixture.interactions, fixture.users, fixture.items] {
      let before = try #require(read(fixture.original, request).kinds.first)
      let gold = try #require(read(try fixture.gold(request), request).kinds.first)
      // Null: 300 to 700 placements within groups, so a standard error up to .025.
      let parity = try #require(gold.matched.areaUnderCurve)
      #expect(abs(parity - 0.5) < 0.08, "\(request.kinds) \(parity)")
      #expect(try #require(before.matched.areaUnderCurve) > parity + 0.1, "\(request.kinds)")
      if let foldIn = gold.foldIn?.areaUnderCurve {
        #expect(abs(foldIn - 0.5) < 0.08, "\(request.kinds) \(foldIn)")
        #expect(try #require(before.foldIn?.areaUnderCurve) > foldIn + 0.05)
      }
    }
  }

  @Test func theRandomControlReadsTasteOnAModelThatNeverSawThePairs() throws {
    let request = fixture.interactions
    let gold = try #require(read(try fixture.gold(request), request).kinds.first)
    let random = try #require(gold.randomAreaUnderCurve)
    let matched = try #require(gold.matched.areaUnderCurve)
    #expect(random > matched + 0.15, "\(random) \(matched)")
    #expect(abs(matched - 0.5) < 0.08, "\(matched)")
  }

  @Test func aRowDropAloneIsSeenByFoldInAndByNothingElse() throws {
    let request = fixture.users
    let names = Set(request.users.map { fixture.split.train.users.identifiers[Int($0)] })
    let dropped = try #require(
      read(fixture.original.removing(users: names, items: []), request).kinds.first)
    let before = try #require(read(fixture.original, request).kinds.first)
    let matched = try #require(dropped.matched.areaUnderCurve)
    #expect(abs(matched - 0.5) < 0.08, "\(matched)")
    #expect(dropped.foldIn == before.foldIn)
  }

  @Test func trainingOnHeldOutPairsIsSeenInTheRetainedPlacements() throws {
    let request = fixture.interactions
    let honest = read(try fixture.gold(request), request).retainedPlacements
    let split = fixture.split
    let all = Interactions(
      users: split.train.users, items: split.train.items,
      pairs: split.train.pairs + split.test.pairs)
    let greedy = try AttackFixture.train(
      InteractionSplit(train: all, validation: split.validation, test: split.test))
    let seen = read(greedy, request).retainedPlacements
    #expect(honest.count == seen.count)
    #expect(mean(honest) > 0.6)
    #expect(abs(mean(seen) - 0.5) < 0.06)
  }

  @Test func geometryIsReadWhereOneHistoryIsConcernedAndNoRotationChangesIt() throws {
    let one = ErasureRequest(users: [7])
    let count = fixture.split.train.items(of: 7).count
    let geometry = try #require(read(fixture.original, one).kinds.first).geometry
    let pairs = min(count, 64) * (min(count, 64) - 1) / 2
    #expect(geometry.count == pairs)
    #expect(geometry.allSatisfy { abs($0) <= 1 + 1e-9 })
    let many = try #require(read(fixture.original, fixture.users).kinds.first)
    #expect(many.geometry == [] && many.controlGeometry == [])
    // Up to three lists of others, as long as the history where the catalogue allows it.
    let controls = try #require(read(fixture.original, one).kinds.first).controlGeometry
    #expect(controls.count > pairs && controls.count <= 3 * pairs)
    #expect(controls != geometry)
    // Exchanging two factors of every row rotates the space.
    var turned = fixture.original
    for row in 0..<turned.items.count {
      turned.itemTable.values.swapAt(
        row * turned.itemTable.stride, row * turned.itemTable.stride + 1)
    }
    let other = try #require(read(turned, one).kinds.first).geometry
    #expect(zip(geometry, other).allSatisfy { abs($0 - $1) < 1e-9 })
  }

  @Test func whatNobodyElseTouchedMovesTheHistoryAndNoControl() throws {
    let one = ErasureRequest(users: [7])
    let before = try #require(read(fixture.original, one).kinds.first)
    var changed = fixture.original
    for item in fixture.split.train.items(of: 7) {
      changed.itemTable.setRow(
        Int(item), to: changed.itemTable.row(Int(item)).enumerated().map { $0 == 0 ? $1 + 1 : $1 })
    }
    let after = try #require(read(changed, one).kinds.first)
    #expect(after.geometry != before.geometry)
    #expect(after.controlGeometry == before.controlGeometry)
  }

  private func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
  }
}
