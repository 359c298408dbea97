// SPDX-License-Identifier: Apache-2.0

import Compute

/// What top-K lists show of a catalogue: how much of it, and how well known the items are.
///
/// Coverage is the share of the catalogue that occurs in any list, as RecBole 1.2.1's `ItemCoverage`
/// except that RecBole counts its padding item as part of the catalogue: n items here are n + 1
/// there. Popularity is RecBole's `AveragePopularity`: the mean number of training pairs of the
/// listed items. Novelty is the mean self-information of the listed items, -log2(share of the users
/// who have the item): Zhou, Kuscsik, Liu, Medo, Wakeling and Zhang, "Solving the apparent
/// diversity-accuracy dilemma of recommender systems", PNAS 107(10), 2010,
/// doi:10.1073/pnas.1000488107. An item that nobody has in training would be infinitely novel; it
/// counts as if one user had it, the largest finite value.
public struct CatalogueMetrics: Equatable, Sendable {
  /// The length at which lists were cut.
  public let k: Int
  /// The share of the catalogue that occurs in any list, in 0...1.
  public let coverage: Double
  /// The rows of the lists that hold at least one item.
  public private(set) var rows: [Int] = []
  /// The mean number of training pairs of each such list's items.
  public private(set) var popularity: [Double] = []
  /// The mean self-information of each such list's items, in bits.
  public private(set) var novelty: [Double] = []

  /// Measures the lists; O(lists x k + items).
  ///
  /// - Parameters:
  ///   - lists: Item positions, best first, `[lists, width]`; places outside the catalogue, such as
  ///     -1, are left out of every mean.
  ///   - width: The distance between two lists, at least `k`; `k` where it is not given.
  ///   - k: How many places of each list count, at least 1.
  ///   - training: The pairs that popularity is counted in; its items are the catalogue.
  public init(lists: [Int32], width: Int? = nil, k: Int, training: Interactions) {
    let width = width ?? k
    precondition(k >= 1 && width >= k, "a list has at least one place")
    precondition(lists.count % width == 0, "every list has the same width")
    let counts = training.itemCounts
    let userCount = Double(training.users.count)
    let information = counts.map { -SpecialFunctions.log2(Double(max($0, 1)) / userCount) }
    var isListed = [Bool](repeating: false, count: counts.count)
    self.k = k
    for row in 0..<lists.count / width {
      let places = lists[row * width..<row * width + k]
      let items = places.lazy.map(Int.init).filter { counts.indices.contains($0) }
      var sums = (count: 0, pairs: 0, bits: 0.0)
      for item in items {
        isListed[item] = true
        sums = (sums.count + 1, sums.pairs + counts[item], sums.bits + information[item])
      }
      guard sums.count > 0 else { continue }
      rows.append(row)
      popularity.append(Double(sums.pairs) / Double(sums.count))
      novelty.append(sums.bits / Double(sums.count))
    }
    let listed = isListed.count { $0 }
    coverage = counts.isEmpty ? 0 : Double(listed) / Double(counts.count)
  }

  /// The mean popularity over the lists that hold an item, or nil where none does.
  public var meanPopularity: Double? { mean(popularity) }

  /// The mean novelty in bits over the lists that hold an item, or nil where none does.
  public var meanNovelty: Double? { mean(novelty) }

  private func mean(_ column: [Double]) -> Double? {
    column.isEmpty ? nil : column.reduce(0, +) / Double(column.count)
  }
}
