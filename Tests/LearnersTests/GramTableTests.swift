// SPDX-License-Identifier: Apache-2.0

import Compute
import Foundation
import Learners
import TestSupport
import Testing

@Suite struct GramTableTests {
  /// Two texts share `a` alone, each has `b` or nothing beside it.
  @Test func valuesAreByHand() {
    let texts = [TextGrams("a b a"), TextGrams("a"), TextGrams("B")]
    let table = GramTable(texts, kinds: [.words])
    // a and b are in two of three texts; the pairs `a b` and `b a` in one.
    #expect(table.columnCount == 2)
    let products = ProductMatrix(table.rows(texts))
    let twice = 1 + log(2.0)
    let size = (twice * twice + 1).squareRoot()
    expectClose(products[0, 1], twice / size, absolute: 1e-12)
    expectClose(products[0, 2], 1 / size, absolute: 1e-12)
    expectClose(products[1, 2], 0, absolute: 0)
    expectClose(products[0, 0], 1, absolute: 1e-12)
  }

  /// ` ab `: three scalars ` ab` and `ab `, four ` ab `.
  @Test func charactersStayWithinWords() {
    let texts = [TextGrams("ab"), TextGrams("AB cd"), TextGrams("cd 🙂"), TextGrams("🙂")]
    #expect(GramTable(texts, kinds: [.characters]).columnCount == 3 + 3 + 1)
    #expect(GramTable(texts, kinds: [.words]).columnCount == 3)
  }

  @Test func mergedTextsHaveNoGramsBetweenThem() {
    let merged = TextGrams(merging: [TextGrams("a b"), TextGrams("c", marks: ["place=DE"])])
    #expect(merged != TextGrams("a b c", marks: ["place=DE"]))
    #expect(merged == TextGrams(merging: [TextGrams("c", marks: ["place=DE"]), TextGrams("a b")]))
  }

  @Test func foldsKeepClassesApartEvenly() throws {
    let classes = (0..<53).map { $0 % 7 == 0 ? 2 : $0 % 2 }
    let folds = try ClassFolds(classes: classes, count: 5, seed: Seed(4))
    for label in 0..<3 {
      let counts = (0..<5).map { fold in folds.members(of: fold).count { classes[$0] == label } }
      #expect((counts.max() ?? 0) - (counts.min() ?? 0) <= 1)
    }
    let sizes = (0..<5).map { folds.members(of: $0).count }
    #expect(sizes.reduce(0, +) == 53 && (sizes.max() ?? 0) - (sizes.min() ?? 0) <= 1)
    #expect(throws: LearnersError.self) { try ClassFolds(classes: [0], count: 2, seed: Seed(1)) }
    #expect(throws: LearnersError.self) {
      try ClassFolds(classes: [0, 1], count: 1, seed: Seed(1))
    }
  }
}
