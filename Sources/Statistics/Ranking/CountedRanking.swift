// SPDX-License-Identifier: Apache-2.0

/// Scores of positives and negatives, sorted once, whose area is asked for many times.
///
/// A resample that draws record i c_i times has the area of a ranking with multiplicities: one pass over
/// the sorted records, where sorting each resample anew would cost a logarithm more.
package struct CountedRanking: Sendable {
  private let order: [Int32]
  private let scores: [Double]
  private let isPositive: [Bool]

  /// Sorts records.
  ///
  /// - Parameters:
  ///   - scores: The score of each record, without NaN, `[records]`.
  ///   - isPositive: Whether each is a positive, `[records]`.
  package init(scores: [Double], isPositive: [Bool]) {
    precondition(scores.count == isPositive.count, "a side for each record")
    order = scores.indices.sorted { (scores[$0], $0) < (scores[$1], $1) }.map(Int32.init)
    self.scores = order.map { scores[Int($0)] }
    self.isPositive = order.map { isPositive[Int($0)] }
  }

  /// Returns the area under the ROC curve, ties counting one half; nil where a side is empty.
  ///
  /// - Parameter counts: How often each record counts, `[records]`; nil for once each.
  /// - Returns: The area, in 0...1.
  package func area(counts: [Int]? = nil) -> Double? {
    var (won, below, positives) = (0.0, 0.0, 0.0)
    var place = 0
    while place < order.count {
      let score = scores[place]
      var (tiedPositives, tiedNegatives) = (0.0, 0.0)
      while place < order.count, scores[place] == score {
        let count = Double(counts?[Int(order[place])] ?? 1)
        if isPositive[place] { tiedPositives += count } else { tiedNegatives += count }
        place += 1
      }
      won += tiedPositives * (below + tiedNegatives / 2)
      below += tiedNegatives
      positives += tiedPositives
    }
    return below > 0 && positives > 0 ? won / (below * positives) : nil
  }
}
