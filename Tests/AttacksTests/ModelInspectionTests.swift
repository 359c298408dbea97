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
      of: after, before: before, bytes: Array(bytes.utf8),
      unknown: UnknownContent(entryCount: 2, byteCount: 30), request: request, data: data)
  }

  @Test func anHonestModelHoldsNothing() {
    let after = before.removing(users: ["person-01"], items: [])
    #expect(
      inspect(after, bytes: #"{"users":["person-02","person-03"]}"#)
        == ModelInspection(
          unknownRowCount: 0, storedVectorCount: 0, storedIdentifierCount: 0,
          searchedIdentifierCount: 1, erasedIdentifierCount: 1,
          unknown: UnknownContent(entryCount: 2, byteCount: 30)))
  }

  @Test func withoutTheModelBeforeRowsAreNotSaidToHaveBeenLookedFor() {
    let after = before.removing(users: ["person-01"], items: [])
    let found = ModelInspection(of: after, before: nil, bytes: [], request: request, data: data)
    #expect(found.storedVectorCount == nil)
    // With one factor all rows are parallel.
    let narrow = MatrixFactorization(
      users: data.users, items: data.items, factorCount: 1, scale: 0.1, seed: Seed(1))
    let other = ModelInspection(
      of: narrow.removing(users: ["person-01"], items: []), before: narrow, bytes: [],
      request: request, data: data)
    #expect(other.storedVectorCount == nil)
  }

  @Test func shortIdentifiersAndPartsOfOthersAreNotLookedFor() {
    let data = Interactions(pairs: [
      (user: "7", item: "film-a"), (user: "1234", item: "film-a"), (user: "12345", item: "film-b"),
      (user: "123456", item: "film-b"), (user: "98765", item: "film-b"),
    ])
    // Ascending by bytes: 1234, 12345, 123456, 7, 98765; the third stays.
    let request = ErasureRequest(users: [0, 1, 3, 4])
    let model = MatrixFactorization(
      users: data.users, items: data.items, factorCount: 4, scale: 0.1, seed: Seed(1))
    let after = model.removing(users: ["1234", "12345", "7", "98765"], items: [])
    let found = ModelInspection(
      of: after, before: model, bytes: Array("1234 7 12345 98765".utf8), request: request,
      data: data)
    #expect(found.erasedIdentifierCount == 4)
    #expect(found.searchedIdentifierCount == 1)
    #expect(found.storedIdentifierCount == 1)
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
