// SPDX-License-Identifier: Apache-2.0

import Compute

/// The items of a synthetic set: how popular each is and to which genres it belongs.
///
/// Everything about an item depends on the seed and its identifier alone.
struct SyntheticCatalogue: Sendable {
  /// How much of an item's character its first, second and third genre make up.
  private static let shares = [0.8, 0.5, 0.3]

  let ids: [String]
  /// The logarithm of each item's popularity, `[items]`.
  let logPopularity: [Double]
  /// The key of each item's draws, `[items]`.
  let keys: [UInt64]
  /// Up to three genres of each item, `[items, 3]`.
  let genres: [[Int]]

  /// Makes up a catalogue.
  ///
  /// An item's rank is drawn, r = U * items, and its weight is (r + 30)^-exponent: the law of Zipf
  /// with the flat head that Mandelbrot gave it (1953).
  init(_ plan: SyntheticInteractionPlan, seed: Seed) {
    let digits = String(plan.itemCount).count
    let seed = seed.derive("items")
    var ids: [String] = []
    var logPopularity: [Double] = []
    var keys: [UInt64] = []
    var genres: [[Int]] = []
    for number in 1...plan.itemCount {
      let text = String(number)
      let id = "item-" + String(repeating: "0", count: digits - text.count) + text
      let key = seed.key(for: id)
      var generator = SeededGenerator(seed: Seed(key))
      let rank = generator.uniform() * Double(plan.itemCount)
      logPopularity.append(-plan.popularityExponent * ReproducibleMath.logarithm(rank + 30))
      genres.append((0..<3).map { _ in generator.index(below: plan.genreCount) })
      ids.append(id)
      keys.append(key)
    }
    (self.ids, self.logPopularity, self.keys, self.genres) = (ids, logPopularity, keys, genres)
  }

  /// Returns how much a taste for genres, `[genres]`, favours an item, in logits.
  func affinity(of taste: [Double], item: Int) -> Double {
    var sum = 0.0
    for place in 0..<3 {
      sum += taste[genres[item][place]] * SyntheticCatalogue.shares[place]
    }
    return sum
  }
}
