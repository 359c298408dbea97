// SPDX-License-Identifier: Apache-2.0

/// A scored record that may only be compared within its cluster, such as one user's pair.
public struct ClusteredScore: Equatable, Sendable {
  /// The cluster inside which the record is compared.
  public var cluster: Int
  /// The score; larger means more like a positive.
  public var score: Double
  /// The record's weight, not negative.
  public var weight: Double

  /// Creates a record.
  public init(cluster: Int, score: Double, weight: Double = 1) {
    self.cluster = cluster
    self.score = score
    self.weight = weight
  }
}

/// Every positive's placement among the negatives of its own cluster.
///
/// The placement is the weighted share of those negatives that score below the positive, ties
/// counting one half; its weighted mean over positives is the within-cluster area under the curve,
/// which no difference between clusters can raise. Placement values: Pepe, "The Statistical
/// Evaluation of Medical Tests for Classification and Prediction", 2003, section 4.3.
public struct ClusterPlacements: Equatable, Sendable {
  /// The placement of each positive in 0...1, or nil where its cluster has no negative.
  public let values: [Double?]
  /// The weight of each positive.
  public let weights: [Double]

  /// Places positives among negatives; O(n log n) in both counts together.
  ///
  /// - Parameters:
  ///   - positives: The records to place.
  ///   - negatives: The records they are compared with; those of zero weight do not count.
  /// - Throws: Where a score is NaN, or a weight is negative or not finite.
  public init(positives: [ClusteredScore], negatives: [ClusteredScore]) throws(StatisticsError) {
    for (records, name) in [(positives, "positives"), (negatives, "negatives")] {
      try check(records.map(\.score), name, atLeast: 0)
      try checkFinite(records.map(\.weight), "weights of \(name)", atLeast: 0)
      guard records.allSatisfy({ $0.weight >= 0 }) else {
        throw StatisticsError(
          .invalidParameter, "A weight of the \(name) is negative.",
          remedy: "Give weights of zero or more.")
      }
    }
    var members: [Int: [Int]] = [:]
    for (index, record) in negatives.enumerated() {
      members[record.cluster, default: []].append(index)
    }
    let rankings = members.mapValues { indices in
      WeightedRanking(
        scores: indices.map { negatives[$0].score }, weights: indices.map { negatives[$0].weight })
    }
    values = positives.map { positive in
      guard let ranking = rankings[positive.cluster], ranking.total > 0 else { return nil }
      return ranking.weightBelow(positive.score) / ranking.total
    }
    weights = positives.map(\.weight)
  }

  /// The number of positives that could be placed.
  public var matchedCount: Int { values.count { $0 != nil } }

  /// The share of positives that could be placed, or nil where there are none.
  public var matchedShare: Double? {
    values.isEmpty ? nil : Double(matchedCount) / Double(values.count)
  }

  /// The weighted mean placement, or nil where no positive could be placed.
  public var areaUnderCurve: Double? {
    ratio(of: clusterSums(by: values.map { _ in 0 }, count: 1))
  }

  /// Returns, for each unit to be resampled, its weighted placements and weights summed.
  ///
  /// A unit whose positives were all unmatched has zero sums: it stays, and takes part in draws.
  ///
  /// - Parameters:
  ///   - units: The unit of each positive, such as its user, `[positives]`, in `0..<count`.
  ///   - count: The number of units.
  /// - Returns: One pair of addends a unit, `[count]`; their ratio is `areaUnderCurve`.
  public func clusterSums(by units: [Int], count: Int) -> [ClusterSum] {
    precondition(units.count == values.count, "one unit for each positive")
    var sums = [ClusterSum](repeating: ClusterSum(numerator: 0, denominator: 0), count: count)
    for (index, unit) in units.enumerated() {
      guard let value = values[index] else { continue }
      sums[unit].numerator += weights[index] * value
      sums[unit].denominator += weights[index]
    }
    return sums
  }
}
