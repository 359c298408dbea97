// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Evidence
import Recommenders
import Testing

@Suite struct RestoredRowTests {
  private let fixture: AttackFixture

  init() throws { fixture = try AttackFixture.shared.get() }

  private func dropped(_ request: ErasureRequest) -> MatrixFactorization {
    let train = fixture.split.train
    return fixture.original.removing(
      users: Set(request.users.map { train.users.identifiers[Int($0)] }),
      items: Set(request.items.map { train.items.identifiers[Int($0)] }))
  }

  private func restored(
    _ model: MatrixFactorization, _ request: ErasureRequest, before: MatrixFactorization? = nil
  ) throws -> Double {
    let reading = fixture.probe(request).read(
      model, before: before ?? fixture.original, kernels: .portable)
    return try #require(reading.kinds.first?.restored?.areaUnderCurve)
  }

  @Test func rowsPutBackIntoTheModelTheyWereDroppedFromAreThoseOfBefore() throws {
    for request in [fixture.users, fixture.items] {
      let before = fixture.probe(request).read(fixture.original, kernels: .portable)
      let matched = try #require(before.kinds.first?.matched.areaUnderCurve)
      // The fit is exact up to rounding, which may exchange two scores that nearly tie.
      #expect(abs(try restored(dropped(request), request) - matched) < 0.002)
    }
  }

  @Test func aTurnedSpaceReadsTheSame() throws {
    for request in [fixture.users, fixture.items] {
      var turned = dropped(request)
      for (table, count) in [
        (\MatrixFactorization.userTable, turned.users.count), (\.itemTable, turned.items.count),
      ] {
        for row in 0..<count {
          let start = row * turned[keyPath: table].stride
          turned[keyPath: table].values.swapAt(start, start + 3)
        }
      }
      let plain = try restored(dropped(request), request)
      #expect(abs(try restored(turned, request) - plain) < 0.002)
    }
  }

  @Test func whatWasPushedOutTooFarReadsBelowGoldAndARowDropAbove() throws {
    let request = fixture.users
    let gold = try restored(try fixture.gold(request), request)
    #expect(try restored(dropped(request), request) > gold + 0.03)
    // Every item that an erased user had is pushed away from that user's old row.
    var pushed = fixture.original
    for user in request.users {
      for item in fixture.split.train.items(of: Int(user)) {
        let row = Array(pushed.userTable.row(Int(user)))
        let moved = zip(pushed.itemTable.row(Int(item)), row).enumerated().map { column, pair in
          column < 12 ? pair.0 - 0.5 * pair.1 : pair.0
        }
        pushed.itemTable.setRow(Int(item), to: moved)
      }
    }
    #expect(try restored(pushed, request) < gold - 0.03)
  }

  @Test func onlyRowsThatGoArePutBackAndOnlyWithTheModelBefore() {
    let probe = fixture.probe(fixture.mixture)
    let kinds = probe.read(fixture.original, before: fixture.original, kernels: .portable).kinds
    #expect(kinds.map { $0.restored == nil } == [true, false, false])
    let alone = probe.read(fixture.original, kernels: .portable).kinds
    #expect(alone.allSatisfy { $0.restored == nil })
  }

  @Test func aReadingWithRestoredRowsSurvivesItsJournal() throws {
    let reading = fixture.probe(fixture.mixture).read(
      fixture.original, before: fixture.original, kernels: .portable)
    let bytes = try reading.json.canonicalBytes()
    #expect(try ModelReading(json: JSONValue(parsing: bytes, name: "reading")) == reading)
  }
}
