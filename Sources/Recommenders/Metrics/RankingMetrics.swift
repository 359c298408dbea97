// SPDX-License-Identifier: Apache-2.0

import Compute

/// Measures of top-K lists, one row a user who has at least one relevant item.
///
/// Columns are kept by user so that callers can average by group and resample users. The definitions
/// are those of RecBole 1.2.1, ranx 0.3.21 and scikit-learn wherever those tools have the measure:
/// Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR techniques", TOIS 20(4), 2002,
/// doi:10.1145/582415.582418, with the discount 1 / log2(rank + 1) from the first rank on, binary
/// gains, and an ideal list cut at K. implicit 0.7.3 agrees in `ndcg` and `map`; its precision is
/// `pooledPrecision`.
public struct RankingMetrics: Equatable, Sendable {
  /// The length at which lists were cut.
  public let k: Int
  /// Positions of the users with at least one relevant item, in the order given.
  public private(set) var users: [Int32] = []
  /// How many items are relevant to each user, R.
  public private(set) var relevantCounts: [Int] = []
  /// How many of them are listed, H.
  public private(set) var hitCounts: [Int] = []
  /// H / R of each user.
  public private(set) var recall: [Double] = []
  /// Each user's normalized discounted cumulative gain.
  public private(set) var ndcg: [Double] = []
  /// One over the rank of each user's first hit, or 0.
  public private(set) var reciprocalRank: [Double] = []
  /// The sum of the precisions at each user's hits.
  private var precisionSums: [Double] = []

  /// Measures each list; O(users x k x log row length).
  ///
  /// A list that repeats an item gets credit for it once: lists may come from another program.
  ///
  /// - Parameters:
  ///   - lists: Item positions, best first, `[users, width]`; -1 or any position outside the
  ///     catalogue counts as a place without an item.
  ///   - width: The distance between two lists, at least `k`; `k` where it is not given.
  ///   - k: How many places of each list count, at least 1.
  ///   - users: The user of each list, a position in `relevant`.
  ///   - relevant: The relevant pairs; users without one get no row.
  public init(
    lists: [Int32], width: Int? = nil, k: Int, users: [Int32], relevant: Interactions
  ) {
    let width = width ?? k
    precondition(k >= 1 && width >= k, "a list has at least one place")
    precondition(lists.count == users.count * width, "one list a user")
    self.k = k
    let gains = DiscountedGains(k: k)
    for (row, user) in users.enumerated() where !relevant.items(of: Int(user)).isEmpty {
      let list = lists[row * width..<row * width + k]
      append(user, list, relevant, gains)
    }
  }

  private mutating func append(
    _ user: Int32, _ list: ArraySlice<Int32>, _ relevant: Interactions, _ gains: DiscountedGains
  ) {
    let relevantCount = relevant.items(of: Int(user)).count
    var hits = 0
    var gain = 0.0
    var precisions = 0.0
    var firstRank = 0
    for (place, item) in list.enumerated() where item >= 0 {
      guard relevant.contains(user: Int(user), item: item),
        !list.prefix(place).contains(item)
      else { continue }
      hits += 1
      if hits == 1 { firstRank = place + 1 }
      gain += gains.discounts[place]
      precisions += Double(hits) / Double(place + 1)
    }
    users.append(user)
    relevantCounts.append(relevantCount)
    hitCounts.append(hits)
    recall.append(Double(hits) / Double(relevantCount))
    ndcg.append(gain / gains.ideal[min(k, relevantCount)])
    reciprocalRank.append(hits == 0 ? 0 : 1 / Double(firstRank))
    precisionSums.append(precisions)
  }

  /// H / K of each user.
  public var precision: [Double] { hitCounts.map { Double($0) / Double(k) } }

  /// Each user's average precision over min(K, R).
  public var averagePrecision: [Double] {
    zip(precisionSums, relevantCounts).map { $0 / Double(min(k, $1)) }
  }

  /// Each user's average precision over R.
  public var averagePrecisionOverRelevant: [Double] {
    zip(precisionSums, relevantCounts).map { $0 / Double($1) }
  }

  /// 1 for each user with a hit, else 0.
  public var hitRate: [Double] { hitCounts.map { $0 > 0 ? 1 : 0 } }

  /// Returns the column of a measure, one value a row.
  public subscript(metric: RankingMetric) -> [Double] {
    switch metric {
    case .recall: recall
    case .precision: precision
    case .ndcg: ndcg
    case .reciprocalRank: reciprocalRank
    case .averagePrecision: averagePrecision
    case .averagePrecisionOverRelevant: averagePrecisionOverRelevant
    case .hitRate: hitRate
    }
  }
}

extension RankingMetrics {
  /// The number of rows: users with at least one relevant item.
  public var count: Int { users.count }

  /// Returns the mean of a measure over all rows, or nil where there is none.
  public func mean(_ metric: RankingMetric) -> Double? {
    mean(metric, over: 0..<count)
  }

  /// Returns the mean of a measure over the given rows, or nil where there is none.
  public func mean(_ metric: RankingMetric, over rows: some Collection<Int>) -> Double? {
    guard !rows.isEmpty else { return nil }
    let column = self[metric]
    var sum = 0.0
    for row in rows { sum += column[row] }
    return sum / Double(rows.count)
  }

  /// The pairs found over those that could have been: sum of H over sum of min(K, R).
  ///
  /// implicit 0.7.3 reports this as `precision@K`: users with many relevant items weigh more. Nil
  /// where there is no row.
  public var pooledPrecision: Double? { pooledPrecision(over: 0..<count) }

  /// Returns the pooled precision of the given rows, or nil where there is none.
  public func pooledPrecision(over rows: some Collection<Int>) -> Double? {
    guard !rows.isEmpty else { return nil }
    var hits = 0
    var possible = 0
    for row in rows {
      hits += hitCounts[row]
      possible += min(k, relevantCounts[row])
    }
    return Double(hits) / Double(possible)
  }

  /// Returns the rows of the users for whom the condition holds, ascending.
  public func rows(where isIncluded: (Int32) -> Bool) -> [Int] {
    users.indices.filter { isIncluded(users[$0]) }
  }
}

/// The discounts of each place and their running sums.
private struct DiscountedGains {
  /// 1 / log2(rank + 1), `[k]`.
  let discounts: [Double]
  /// The gain of a list of n hits and nothing else, `[k + 1]`.
  let ideal: [Double]

  init(k: Int) {
    let discounts = (1...k).map { 1 / SpecialFunctions.log2(Double($0 + 1)) }
    self.discounts = discounts
    ideal = discounts.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
  }
}
