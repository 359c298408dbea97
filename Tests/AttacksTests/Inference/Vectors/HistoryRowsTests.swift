// SPDX-License-Identifier: Apache-2.0

import Compute
import Learners
import Recommenders
import TestSupport
import Testing

@testable import Attacks

@Suite struct HistoryRowsTests {
  private static let history = Interactions(
    pairs: [("u", "x"), ("u", "y"), ("v", "x"), ("w", "x"), ("w", "z")].map {
      (user: $0, item: $1)
    })

  private static func model() -> MatrixFactorization {
    var items = ParameterTable(rowCount: 3, width: 3)
    items.setRow(0, to: [1, 2, 9])
    items.setRow(1, to: [3, 4, 9])
    items.setRow(2, to: [5, 6, 9])
    var users = ParameterTable(rowCount: 3, width: 3)
    users.setRow(0, to: [1, 0, 1])
    users.setRow(1, to: [0, 1, 1])
    users.setRow(2, to: [-1, 0, 1])
    return MatrixFactorization(
      users: history.users, items: history.items, userTable: users, itemTable: items)
  }

  /// Of 3 people all have x, one y, one z: log(4/4) + 1 = 1 and log(4/2) + 1 = 1.693.
  @Test func rareItemsWeighMore() {
    let rows = HistoryRows.weighted(Self.history, users: [0, 1])
    let rare = SpecialFunctions.log(2) + 1
    let length = (1 + rare * rare).squareRoot()
    #expect(rows.count == 2 && rows.columnCount == 3)
    #expect(isClose(rows.product(0, [1, 0, 0]), 1 / length, absolute: 1e-12))
    #expect(isClose(rows.product(0, [0, 1, 0]), rare / length, absolute: 1e-12))
    #expect(rows.product(1, [1, 0, 0]) == 1)
  }

  /// Means of the items' learned columns, without the bias.
  @Test func historiesArePooledByTheirMean() {
    let factors = AlignedFactors(Self.model())
    #expect(
      HistoryRows.pooled(Self.history, users: [0, 1, 2], factors: factors).values
        == [2, 3, 1, 2, 3, 4])
    #expect(HistoryRows.vectors(of: [2, 0], in: factors).values == [-1, 0, 1, 0])
  }

  /// User w scores x 8, y 6, z 4: of its items x and z, against y, one wins and one loses.
  @Test func fitIsTheAreaOfAUsersOwnItems() {
    let split = InteractionSplit(
      train: Self.history, validation: Self.history.filter { _ in false },
      test: Self.history.filter { _ in false })
    let fits = UserFit.all(of: [2, 0], in: AlignedFactors(Self.model()), split: split, jobs: 2)
    #expect(fits[0] == UserFit(learned: 0.5, heldOut: nil, memory: nil))
    // User u scores x 10, y 12, z 14: both of its items lie below z.
    #expect(fits[1].learned == 0)
  }
}
