// SPDX-License-Identifier: Apache-2.0

import Learners
import Testing

@Suite struct NearestNeighboursTests {
  /// Points on a line at 0, 1, 3, 7 and 7 again.
  private static func line(_ neighbourCount: Int) -> NearestNeighbours {
    var rows = SparseRows(columnCount: 1)
    for place in [0.0, 1, 3, 7, 7] { rows.append([(0, place)]) }
    return NearestNeighbours(rows, neighbourCount: neighbourCount)
  }

  @Test func aRowIsItsOwnNearest() {
    let labels = [0, 1, 2, 3, 4]
    for row in 0..<5 {
      let label = Self.line(1).label(
        of: row, learningFrom: [true, true, true, true, true], labels: labels)
      #expect(label == row)
    }
  }

  /// Without itself: 0 and 3 go to 1, 1 to 0 rather than 3 (1 < 2), each 7 to the other.
  @Test func withoutItselfTheNearestOtherOneDecides() {
    let expected = [1, 0, 1, 4, 3]
    for row in 0..<5 {
      var isLearned = [Bool](repeating: true, count: 5)
      isLearned[row] = false
      #expect(
        Self.line(1).label(of: row, learningFrom: isLearned, labels: [0, 1, 2, 3, 4])
          == expected[row])
    }
  }

  /// The three nearest of 3 are 3, 1 (2 away) and 0 (3 away): two of label 5 outvote its own.
  @Test func mostOfTheNearestDecide() {
    let all = [Bool](repeating: true, count: 5)
    #expect(Self.line(3).label(of: 2, learningFrom: all, labels: [5, 5, 6, 7, 7]) == 5)
    // One of each: the nearest decides.
    #expect(Self.line(3).label(of: 2, learningFrom: all, labels: [4, 5, 6, 7, 7]) == 6)
  }

  /// More votes than rows to learn from: those that there are decide.
  @Test func fewerRowsThanVotesAllVote() {
    let learned = [true, true, false, false, false]
    #expect(Self.line(5).label(of: 4, learningFrom: learned, labels: [8, 9, 0, 0, 0]) == 9)
  }
}
