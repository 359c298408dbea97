// SPDX-License-Identifier: Apache-2.0

import Compute

/// Classification by the nearest examples, over any part of a table's rows.
///
/// All rows are ordered by their distance from each row once, so that training on a part costs nothing
/// and leaving one example out is exact. Distances are Euclidean; a row is nearest to itself, and equal
/// distances go by position. Cover and Hart, "Nearest Neighbor Pattern Classification", 1967,
/// doi:10.1109/TIT.1967.1053964.
public struct NearestNeighbours: Sendable {
  /// The number of rows.
  public let count: Int
  /// How many neighbours vote.
  public let neighbourCount: Int
  /// The rows by distance from each row, `[rows][rows]`, itself first.
  private let order: [Int32]

  /// Orders the rows of a table; O(rows^2 log rows) and four bytes for each pair of rows.
  ///
  /// - Parameters:
  ///   - rows: The table.
  ///   - neighbourCount: How many neighbours vote, at least 1: k.
  ///   - jobs: The number of threads; changes nothing but the time.
  public init(_ rows: SparseRows, neighbourCount: Int = 1, jobs: Int = 1) {
    precondition(neighbourCount > 0, "at least one neighbour")
    count = rows.count
    self.neighbourCount = neighbourCount
    let squares = (0..<rows.count).map { rows.squaredLength($0) }
    order = parallelMap(count: rows.count, jobs: jobs) { row in
      NearestNeighbours.neighbours(of: row, rows, squares)
    }.flatMap(\.self)
  }

  private static func neighbours(
    of row: Int, _ rows: SparseRows, _ squares: [Double]
  ) -> [Int32] {
    var dense = [Double](repeating: 0, count: rows.columnCount)
    rows.add(row, times: 1, to: &dense)
    // |a - b|^2 without |a|^2, which all share.
    var distances = squares.indices.map { squares[$0] - 2 * rows.product($0, dense) }
    distances[row] = -.infinity
    return squares.indices.sorted { (distances[$0], $0) < (distances[$1], $1) }.map(Int32.init)
  }

  /// Returns the label that the nearest of some rows give a row.
  ///
  /// The label of most of the k nearest; of equally many, the one whose nearest member is nearest.
  ///
  /// - Parameters:
  ///   - row: The row to be labelled; it votes for itself where it is among those learned from.
  ///   - isLearned: Whether each row is learned from, `[rows]`, at least one.
  ///   - labels: The label of each row, `[rows]`.
  /// - Returns: The label.
  public func label(of row: Int, learningFrom isLearned: [Bool], labels: [Int]) -> Int {
    var votes: [(label: Int, count: Int)] = []
    var left = neighbourCount
    for place in row * count..<(row + 1) * count where isLearned[Int(order[place])] {
      let label = labels[Int(order[place])]
      if let known = votes.firstIndex(where: { $0.label == label }) {
        votes[known].count += 1
      } else {
        votes.append((label, 1))
      }
      left -= 1
      if left == 0 { break }
    }
    guard var best = votes.first else { preconditionFailure("at least one row to learn from") }
    for vote in votes where vote.count > best.count { best = vote }
    return best.label
  }
}
