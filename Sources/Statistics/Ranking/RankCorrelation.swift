// SPDX-License-Identifier: Apache-2.0

public import Compute

/// Spearman's correlation: Pearson's of the ranks, equal values sharing their mean rank.
///
/// Spearman, "The Proof and Measurement of Association between Two Things", 1904, doi:10.2307/1412159.
public struct RankCorrelation: Sendable {
  /// The correlation, in -1...1.
  public let value: Double
  /// The number of pairs.
  public let count: Int
  private let first: Ranks
  private let second: Ranks

  /// Correlates two numbers of the same units.
  ///
  /// - Parameters:
  ///   - first: One number of each unit, finite, at least two units.
  ///   - second: Another number of each.
  /// - Throws: Where lengths differ, there are too few units, or one number is the same for all.
  public init(_ first: [Double], _ second: [Double]) throws(StatisticsError) {
    try checkFinite(first, "first numbers", atLeast: 2)
    try checkFinite(second, "second numbers", atLeast: 2)
    guard first.count == second.count else {
      throw StatisticsError(
        .mismatchedSizes, "There are \(first.count) first and \(second.count) second numbers.",
        remedy: "Give both for every unit, in the same order.")
    }
    self.first = Ranks(first)
    self.second = Ranks(second)
    count = first.count
    let ones = [Int](repeating: 1, count: first.count)
    guard let value = RankCorrelation.value(self.first, self.second, counts: ones) else {
      throw StatisticsError(
        .undefined, "One of the numbers is the same for every unit.",
        remedy: "Correlate numbers that vary.")
    }
    self.value = value
  }

  /// Returns the correlation with the percentile interval of a bootstrap of units, ranked anew each time.
  ///
  /// - Parameters:
  ///   - level: The confidence level, strictly between 0 and 1.
  ///   - resamples: The number of resamples.
  ///   - seed: The seed of the draws.
  ///   - jobs: The most resamples under way at once; changes no result.
  /// - Returns: The estimate.
  /// - Throws: For a level or number of resamples out of range.
  public func estimate(
    level: Double = 0.95, resamples: Int = 1_000, seed: Seed, jobs: Int = 1
  ) throws(StatisticsError) -> Estimate {
    try bootstrap(.rows(count), resamples: resamples, seed: seed, jobs: jobs) { rows in
      var counts = [Int](repeating: 0, count: count)
      for row in rows { counts[row] += 1 }
      return RankCorrelation.value(first, second, counts: counts)
    }.estimate(level: level, method: "spearman, bootstrap")
  }

  /// Pearson's correlation of mean ranks, each unit counted so many times; nil where one does not vary.
  private static func value(_ first: Ranks, _ second: Ranks, counts: [Int]) -> Double? {
    let (one, two) = (first.ranks(counts), second.ranks(counts))
    let all = Double(counts.reduce(0, +))
    // The mean of the ranks 1...n is (n + 1) / 2 whatever the ties.
    let centre = (all + 1) / 2
    var (products, squares, others) = (0.0, 0.0, 0.0)
    for unit in counts.indices where counts[unit] > 0 {
      let (a, b) = (one[unit] - centre, two[unit] - centre)
      let weight = Double(counts[unit])
      products += weight * a * b
      squares += weight * a * a
      others += weight * b * b
    }
    let spread = (squares * others).squareRoot()
    return spread > 0 ? min(1, max(-1, products / spread)) : nil
  }
}

/// Numbers in ascending order, which gives ranks for any multiplicities.
private struct Ranks: Sendable {
  private let order: [Int]
  private let values: [Double]

  init(_ values: [Double]) {
    order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    self.values = values
  }

  /// The mean rank of each unit among all, counted so many times; 0 for those that do not count.
  func ranks(_ counts: [Int]) -> [Double] {
    var ranks = [Double](repeating: 0, count: values.count)
    var (place, below) = (0, 0)
    while place < order.count {
      var end = place
      var tied = 0
      while end < order.count, values[order[end]] == values[order[place]] {
        tied += counts[order[end]]
        end += 1
      }
      let rank = Double(below) + Double(tied + 1) / 2
      for tie in place..<end where counts[order[tie]] > 0 { ranks[order[tie]] = rank }
      below += tied
      place = end
    }
    return ranks
  }
}
