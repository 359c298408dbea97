// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Recommenders
import Testing

@Suite struct FactorLikenessTests {
  private let fixture: AttackFixture

  init() throws { fixture = try AttackFixture.shared.get() }

  /// A model of two users and two items with two factors each.
  private func tiny(_ users: [[Float]], _ items: [[Float]]) -> MatrixFactorization {
    func table(_ rows: [[Float]]) -> ParameterTable {
      var table = ParameterTable(rowCount: rows.count, width: 3)
      for (row, values) in rows.enumerated() { table.setRow(row, to: values + [1]) }
      return table
    }
    return MatrixFactorization(
      users: IdentifierIndex(users.indices.map { "u\($0)" }),
      items: IdentifierIndex(items.indices.map { "i\($0)" }),
      userTable: table(users), itemTable: table(items))
  }

  @Test func theDirectDistanceIsRelativeToTheLonger() {
    let first = tiny([[3, 0], [0, 4]], [[1, 0], [0, 0]])
    // Users: the difference is 3, the longer length the root of 34. Items: both are 1.
    let second = tiny([[3, 3], [0, 4]], [[0, 0], [0, 0]])
    let likeness = FactorLikeness(of: first, and: second)
    #expect(abs(likeness.direct - 3 / 34.0.squareRoot()) < 1e-6)
    // Two rows could be mapped onto anything.
    #expect(likeness.mapped == .infinity)
    #expect(!likeness.isTooNear)
    #expect(FactorLikeness(of: first, and: first).direct < 1e-6)
    #expect(FactorLikeness(of: first, and: first).isTooNear)
  }

  @Test func modelsThatShareNothingAreNotNear() {
    let first = tiny([[3, 0], [0, 4]], [[1, 0], [0, 0]])
    let second = first.removing(users: ["u0", "u1"], items: ["i0", "i1"])
    #expect(!FactorLikeness(of: first, and: second).isTooNear)
  }

  @Test func trainingsFromOtherSeedsAreIndependent() throws {
    for request in [fixture.users, fixture.interactions] {
      for seed in UInt64(2)...4 {
        let gold = try fixture.gold(request, seed: seed)
        let likeness = FactorLikeness(of: fixture.original, and: gold)
        #expect(!likeness.isTooNear, "\(likeness)")
        #expect(likeness.direct > 0.8, "\(likeness)")
      }
    }
  }

  /// A copy whose factors are changed row by row.
  private func changed(
    _ model: MatrixFactorization, users: ([Float]) -> [Float], items: ([Float]) -> [Float]
  ) -> MatrixFactorization {
    var copy = model
    for row in 0..<model.users.count {
      copy.userTable.setRow(row, to: users(Array(model.userTable.row(row).dropLast())) + [1])
    }
    for row in 0..<model.items.count {
      let values = Array(model.itemTable.row(row))
      copy.itemTable.setRow(row, to: items(Array(values.dropLast())) + values.suffix(1))
    }
    return copy
  }

  @Test func copiesAreNearHoweverTheyAreDressed() {
    var generator = SeededGenerator(seed: Seed(8))
    let noisy: ([Float]) -> [Float] = { row in
      row.map { $0 + Float(generator.normal() * 1e-3) }
    }
    let turned: ([Float]) -> [Float] = { row in row.reversed().map { -$0 } }
    let longer: ([Float]) -> [Float] = { row in row.map { 3 * $0 } }
    let shorter: ([Float]) -> [Float] = { row in row.map { $0 / 3 } }
    let empty: ([Float]) -> [Float] = { row in [Float](repeating: 0, count: row.count) }
    let model = fixture.original
    let copies: [(name: String, model: MatrixFactorization)] = [
      ("equal", model),
      ("noise", changed(model, users: noisy, items: noisy)),
      ("turned", changed(model, users: turned, items: turned)),
      ("scaled", changed(model, users: longer, items: shorter)),
      // A Gold may be read through one side alone.
      ("users replaced", changed(model, users: empty, items: noisy)),
      ("items replaced", changed(model, users: noisy, items: empty)),
    ]
    for (name, copy) in copies {
      let gone = copy.removing(users: [model.users.identifiers[4]], items: [])
      #expect(FactorLikeness(of: model, and: gone).isTooNear, "\(name)")
      #expect(FactorLikeness(of: gone, and: model).isTooNear, "\(name)")
    }
  }

  @Test func whatWasTrainedOnFromAModelIsNear() {
    var generator = SeededGenerator(seed: Seed(9))
    // As far as reverse BPR moves most models: a tenth of the length of each row.
    let moved: ([Float]) -> [Float] = { row in
      let length = row.reduce(Float(0)) { $0 + $1 * $1 }.squareRoot()
      let scale = 0.1 * length / Float(row.count).squareRoot()
      return row.map { $0 + scale * Float(generator.normal()) }
    }
    let after = changed(fixture.original, users: moved, items: moved)
    let likeness = FactorLikeness(of: fixture.original, and: after)
    #expect(likeness.direct > 0.05 && likeness.direct < 0.15, "\(likeness)")
    #expect(likeness.isTooNear)
  }
}
