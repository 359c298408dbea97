// SPDX-License-Identifier: Apache-2.0

import Compute
import Recommenders
import Testing

@Suite struct InteractionsTests {
  private let rows = [
    (user: "bob", item: "q"), (user: "ann", item: "p"), (user: "bob", item: "p"),
    (user: "ann", item: "r"), (user: "bob", item: "q"),
  ]

  @Test func rowsAreUsersInByteOrderWithAscendingItems() {
    let data = Interactions(pairs: rows)
    #expect(data.users.identifiers == ["ann", "bob"])
    #expect(data.items.identifiers == ["p", "q", "r"])
    #expect(data.rowOffsets == [0, 2, 4])
    #expect(data.columns == [0, 2, 0, 1])
    #expect(data.itemCounts == [2, 1, 1])
  }

  @Test(arguments: 0..<20) func orderAndRepeatsOfRowsChangeNothing(seed: UInt64) {
    var generator = SeededGenerator(seed: Seed(seed))
    var shuffled = rows + rows
    generator.shuffle(&shuffled)
    let data = Interactions(pairs: shuffled)
    #expect(data == Interactions(pairs: rows))
    #expect(data.users.identifiers == ["ann", "bob"])
  }

  @Test func identifiersAreOrderedByBytesNotByLocale() {
    let index = IdentifierIndex(["é", "z", "10", "9", "B", "a", "z"])
    #expect(index.identifiers == ["10", "9", "B", "a", "z", "é"])
    #expect(index.position(of: "B") == 2)
    #expect(index.position(of: "b") == nil)
    #expect(index.positions(in: IdentifierIndex(["a", "9"])) == [-1, 0, -1, 1, -1, -1])
  }

  @Test func theOrderOfDifferentlyComposedIdentifiersChangesNothing() {
    // U+00E9, and e with U+0301: Swift holds the two equal, their bytes differ.
    let composed = ["\u{e9}", "e\u{301}"]
    let first = IdentifierIndex(composed).identifiers.map { Array($0.utf8) }
    let second = IdentifierIndex(composed.reversed()).identifiers.map { Array($0.utf8) }
    #expect(first == second)
  }

  @Test func membershipIsThatOfThePairs() {
    let data = Interactions(pairs: rows)
    let positives = PositiveSet(data)
    let expected: Set<Interaction> = Set(data.pairs)
    for user in Int32(0)..<2 {
      for item in Int32(0)..<3 {
        let holds = expected.contains(Interaction(user: user, item: item))
        #expect(data.contains(user: Int(user), item: item) == holds)
        #expect(positives.contains(user: user, item: item) == holds)
      }
    }
  }

  @Test func membershipBeyondTheBitmapIsTheSame() {
    // 20,000 x 20,000 pairs need 50 MB of bits: such a set is searched instead.
    let names = (0..<20_000).map(String.init)
    let index = IdentifierIndex(names)
    let pairs = (0..<20_000).map { Interaction(user: Int32($0), item: Int32($0 * 7 % 20_000)) }
    let positives = PositiveSet(Interactions(users: index, items: index, pairs: pairs))
    #expect(pairs.allSatisfy { positives.contains(user: $0.user, item: $0.item) })
    #expect(pairs.allSatisfy { !positives.contains(user: $0.user, item: ($0.item + 1) % 20_000) })
  }

  @Test func compactingIsWhatAFileWithoutTheRowsGives() {
    let data = Interactions(pairs: rows)
    let left = data.filter { $0.item != 2 && $0.user == 1 }
    #expect(left.users.count == 2)
    #expect(left.compacted() == Interactions(pairs: rows.filter { $0.user == "bob" }))
  }

  @Test func removedRowsLeaveTheOthersAsTheyWere() {
    var table = ParameterTable(rowCount: 3, width: 2)
    for row in 0..<3 { table.setRow(row, to: [Float(row), -1]) }
    let left = table.removingRows([false, true, false])
    #expect(left.stride == 16)
    #expect(left.rowCount == 2)
    #expect(Array(left.row(1)) == [2, -1])
    #expect(left.values.count == 32)
  }

  @Test func aMissingRowScoresByTheBiasAndAMissingItemNothing() {
    let model = MatrixFactorization(
      users: IdentifierIndex(["ann"]), items: IdentifierIndex(["p", "q"]), factorCount: 1,
      scale: 1, seed: Seed(1))
    var biased = model
    biased.itemTable.setRow(0, to: [0.5, 0.25])
    let laidOut = AlignedFactors(
      biased, users: IdentifierIndex(["ann", "zoe"]), items: IdentifierIndex(["a", "p"]))
    #expect(laidOut.hasUser == [true, false])
    #expect(laidOut.hasItem == [false, true])
    #expect(laidOut.score(user: 1, item: 1) == 0.25)
    #expect(laidOut.score(user: 0, item: 0) == -.infinity)
    #expect(laidOut.score(user: 0, item: 1) == biased.userTable.row(0)[0] * 0.5 + 0.25)
    #expect(laidOut.withoutMissingItems().itemTable.row(0).allSatisfy { $0.isNaN })
  }
}
