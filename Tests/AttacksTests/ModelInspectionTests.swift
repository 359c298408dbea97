// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Recommenders
import Testing

/// What a forger leaves in a model beside its indexes.
@Suite struct ModelInspectionTests {
  private let data = Interactions(pairs: [
    (user: "person-01", item: "film-a"), (user: "person-02", item: "film-a"),
    (user: "person-02", item: "film-b"), (user: "person-03", item: "film-b"),
  ])
  private var request: ErasureRequest { ErasureRequest(users: [0]) }
  private var before: MatrixFactorization {
    MatrixFactorization(
      users: data.users, items: data.items, factorCount: 4, scale: 0.1, seed: Seed(1))
  }

  private func inspect(_ after: MatrixFactorization, bytes: String = "") -> ModelInspection {
    ModelInspection(
      of: after, before: before, bytes: Array(bytes.utf8), request: request, data: data)
  }

  @Test func anHonestModelHoldsNothing() {
    let after = before.removing(users: ["person-01"], items: [])
    #expect(
      inspect(after, bytes: #"{"users":["person-02","person-03"]}"#)
        == ModelInspection(unknownRowCount: 0, storedVectorCount: 0, storedIdentifierCount: 0))
  }

  @Test func aRowUnderAnotherNameIsFound() {
    let users = IdentifierIndex(["person-02", "person-03", "zperson-01"])
    var table = ParameterTable(rowCount: 3, width: 5)
    for row in 0..<2 { table.setRow(row, to: before.userTable.row(row + 1)) }
    table.setRow(2, to: before.userTable.row(0))
    let after = MatrixFactorization(
      users: users, items: data.items, userTable: table, itemTable: before.itemTable)
    let found = inspect(after)
    #expect(found.storedVectorCount == 1)
    #expect(found.unknownRowCount == 1)
  }

  @Test func anIdentifierInTheFileIsFoundAnywhere() {
    let after = before.removing(users: ["person-01"], items: [])
    #expect(inspect(after, bytes: "person-01").storedIdentifierCount == 1)
    #expect(inspect(after, bytes: "deleted: person-01, on request").storedIdentifierCount == 1)
    #expect(inspect(after, bytes: "x person-0").storedIdentifierCount == 0)
    #expect(inspect(after, bytes: "").storedIdentifierCount == 0)
  }
}
