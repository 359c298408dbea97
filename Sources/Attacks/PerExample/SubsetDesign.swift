// SPDX-License-Identifier: Apache-2.0

public import Compute

/// Which examples each of many models is trained on: random parts of one size.
///
/// Every model takes the m examples of the lowest keys, and keys depend on seed, model and identifier
/// alone: so each part is uniform among those of its size, and leaving an example out moves at most one
/// other example into each part.
public struct SubsetDesign: Equatable, Sendable {
  /// The examples' identifiers, no two alike: n of them.
  public let identifiers: [String]
  /// The number of examples that a model is trained on: m.
  public let size: Int
  /// The seed of the draws.
  public let seed: Seed

  /// The share of examples that the authors of the estimator train on.
  public static let usualShare = 0.7

  /// Prepares the draws.
  ///
  /// - Parameters:
  ///   - identifiers: The examples' identifiers, no two alike.
  ///   - share: The share that a model is trained on, in 0...1, rounded to whole examples: m / n.
  ///   - seed: The seed of the draws.
  /// - Throws: ATK002 where every part or no part would hold an example, or identifiers repeat.
  public init(
    identifiers: [String], share: Double = usualShare, seed: Seed
  ) throws(AttacksError) {
    let size = share.isFinite ? Int((share * Double(identifiers.count)).rounded()) : 0
    guard size > 0, size < identifiers.count else {
      throw AttacksError(
        .invalidParameter,
        "A share of \(share) of \(identifiers.count) examples leaves none in or none out.",
        remedy: "Give more examples, or a share further from 0 and 1.")
    }
    guard Set(identifiers).count == identifiers.count else {
      throw AttacksError(
        .invalidParameter, "Two examples have one identifier.",
        remedy: "Give each example its own identifier.")
    }
    self.identifiers = identifiers
    self.size = size
    self.seed = seed.derive("subsets")
  }

  /// Returns whether each example is learned from by a model, `[examples]`.
  public func isIncluded(model: Int) -> [Bool] {
    let draw = seed.derive("model", model)
    let keys = identifiers.map { draw.key(for: $0) }
    let order = identifiers.indices.sorted {
      (keys[$0], identifiers[$0]) < (keys[$1], identifiers[$1])
    }
    var isIncluded = [Bool](repeating: false, count: identifiers.count)
    for place in order.prefix(size) { isIncluded[place] = true }
    return isIncluded
  }

  /// Returns the bound of the expected squared error of an estimate from so many models.
  ///
  /// `1 / (p t) + 1 / ((1 - p) t) + exp(-p t / 16) / 2` with `p = min(m / n, 1 - m / n)`. Feldman and
  /// Zhang, "What Neural Networks Memorize and Why", 2020, arXiv:2008.03703, section 2.
  ///
  /// - Parameter modelCount: The number of models: t.
  /// - Returns: The bound, above 0.
  public func squaredErrorBound(modelCount: Int) -> Double {
    let share = Double(size) / Double(identifiers.count)
    let (rarer, count) = (min(share, 1 - share), Double(modelCount))
    return 1 / (rarer * count) + 1 / ((1 - rarer) * count)
      + SpecialFunctions.exp(-rarer * count / 16) / 2
  }
}
