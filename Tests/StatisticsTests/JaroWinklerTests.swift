// SPDX-License-Identifier: Apache-2.0

import Statistics
import TestSupport
import Testing

@Suite struct JaroWinklerTests {
  private struct Row: Decodable {
    let left: String
    let right: String
    let value: Double
  }

  @Test func marthaAndMarhta() {
    // Six letters in common, one swap: (1 + 1 + 5/6) / 3 = .9444; three letters of prefix.
    #expect(abs(JaroWinkler.similarity("martha", "marhta") - 0.961111111) < 1e-8)
  }

  @Test func isThatOfRapidfuzz() throws {
    let rows = try Oracle.load("jaro_winkler", as: [Row].self)
    #expect(rows.count == 320)
    for row in rows {
      let value = JaroWinkler.similarity(row.left, row.right)
      #expect(abs(value - row.value) < 1e-12, "'\(row.left)' '\(row.right)'")
    }
  }

  @Test func isSymmetricAndWithinBounds() throws {
    for row in try Oracle.load("jaro_winkler", as: [Row].self) {
      let value = JaroWinkler.similarity(row.left, row.right)
      #expect((0...1).contains(value))
      #expect(JaroWinkler.similarity(row.left, row.left) == 1)
    }
  }
}
