// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Recommenders
import Testing

/// Rows of the erased that a forger keeps under other names.
@Suite struct ErasedRowTests {
  private let fixture: AttackFixture

  init() throws { fixture = try AttackFixture.shared.get() }

  private func identifiers(_ request: ErasureRequest) -> (users: [String], items: [String]) {
    (
      users: request.users.map { fixture.split.train.users.identifiers[Int($0)] },
      items: request.items.map { fixture.split.train.items.identifiers[Int($0)] }
    )
  }

  private func dropped(_ request: ErasureRequest) -> MatrixFactorization {
    let gone = identifiers(request)
    return fixture.original.removing(users: Set(gone.users), items: Set(gone.items))
  }

  private func count(_ after: MatrixFactorization, _ request: ErasureRequest) -> Int? {
    ModelInspection(
      of: after, before: fixture.original, bytes: [], request: request, data: fixture.split.train
    ).storedVectorCount
  }

  /// Overwrites the first ten rows that stay with changed rows of the erased.
  private func overwritten(
    _ request: ErasureRequest, _ change: ([Float]) -> [Float]
  ) throws -> MatrixFactorization {
    var after = dropped(request)
    let gone = identifiers(request)
    let original = fixture.original
    for (place, identifier) in gone.users.prefix(10).enumerated() {
      let row = try #require(original.users.position(of: identifier))
      after.userTable.setRow(place, to: change(Array(original.userTable.row(row).dropLast())) + [1])
    }
    for (place, identifier) in gone.items.prefix(10).enumerated() {
      let row = try #require(original.items.position(of: identifier))
      // The bias hides nothing: it may be anything.
      after.itemTable.setRow(place, to: change(Array(original.itemTable.row(row).dropLast())) + [9])
    }
    return after
  }

  @Test func unchangedScaledNegatedAndNearlyEqualRowsAreFound() throws {
    var generator = SeededGenerator(seed: Seed(3))
    let changes: [(name: String, change: ([Float]) -> [Float])] = [
      ("unchanged", { $0 }), ("negated", { $0.map { -$0 } }), ("scaled", { $0.map { 7.3 * $0 } }),
      ("noise", { $0.map { $0 + Float(generator.normal() * 1e-5) } }),
      ("negated and shrunk", { $0.map { -0.001 * $0 } }),
    ]
    for request in [fixture.users, fixture.items] {
      let expected = min(10, request.users.count + request.items.count)
      for (name, change) in changes {
        #expect(try count(overwritten(request, change), request) == expected, "\(name)")
      }
    }
  }

  @Test func aColumnOfZerosHidesNothing() throws {
    let request = fixture.users
    let narrow = try overwritten(request) { $0.map { -$0 } }
    func widened(_ table: ParameterTable) -> ParameterTable {
      var wide = ParameterTable(rowCount: table.rowCount, width: table.width + 1)
      for row in 0..<table.rowCount {
        let values = Array(table.row(row))
        wide.setRow(row, to: Array(values.dropLast()) + [0, values[values.count - 1]])
      }
      return wide
    }
    let wide = MatrixFactorization(
      users: narrow.users, items: narrow.items, userTable: widened(narrow.userTable),
      itemTable: widened(narrow.itemTable))
    #expect(count(wide, request) == 10)
  }

  @Test func honestModelsHoldNone() throws {
    for request in [fixture.users, fixture.items, fixture.mixture] {
      #expect(count(dropped(request), request) == 0)
      for seed in UInt64(1)...4 {
        // Seed 1 is that of the model before, so that its rows lie near those of before.
        #expect(try count(fixture.gold(request, seed: seed), request) == 0, "seed \(seed)")
      }
    }
  }

  @Test func unrelatedDirectionsAreNotTakenForOneHoweverFewTheFactors() {
    let pairs = (0..<400).map { (user: "u\($0)", item: "i\($0 % 3)") }
    let data = Interactions(pairs: pairs)
    let request = ErasureRequest(users: Array(0..<200))
    let gone = Set(request.users.map { data.users.identifiers[Int($0)] })
    for factorCount in [2, 3, 4, 8, 32] {
      let models = [UInt64(1), 2].map { seed in
        MatrixFactorization(
          users: data.users, items: data.items, factorCount: factorCount, scale: 0.1,
          seed: Seed(seed))
      }
      let after = models[1].removing(users: gone, items: [])
      let found = ModelInspection(
        of: after, before: models[0], bytes: [], request: request, data: data)
      #expect(found.storedVectorCount == 0, "\(factorCount) factors")
    }
  }

  @Test func whoWasATwinOfTheErasedBeforeIsNotHeldAgainstTheModel() throws {
    let request = fixture.users
    let gone = try #require(identifiers(request).users.first)
    var before = fixture.original
    let row = try #require(before.users.position(of: gone))
    // Another user's row is parallel to that of the erased, and stays what it is.
    let others = (0..<Int32(before.users.count)).filter { !request.names(user: $0) }
    let other = try #require(others.first)
    let parallel = before.userTable.row(row).dropLast().map { 1.001 * $0 }
    before.userTable.setRow(Int(other), to: parallel + [1])
    let after = before.removing(users: Set(identifiers(request).users), items: [])
    func count(_ before: MatrixFactorization) -> Int? {
      ModelInspection(
        of: after, before: before, bytes: [], request: request, data: fixture.split.train
      ).storedVectorCount
    }
    #expect(count(before) == 0)
    #expect(count(fixture.original) == 1)
  }
}
