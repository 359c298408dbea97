// SPDX-License-Identifier: Apache-2.0

public import Compute

/// What a learner loses on examples that it never saw once some it learned from are taken away.
///
/// The measure of how much the long tail is worth: memorized examples are held against as many drawn at
/// random (Feldman and Zhang 2020, arXiv:2008.03703, figure 2).
public struct RemovalCurve: Equatable, Sendable {
  /// How many examples were taken away, ascending.
  public let counts: [Int]
  /// The mean performance on the other examples without the first so many of an order, `[counts]`.
  public let ordered: [Double]
  /// The same without as many at random, `[counts]`.
  public let random: [Double]

  /// Trains twice for each count.
  ///
  /// - Parameters:
  ///   - learner: The learner, with its examples.
  ///   - order: The examples that are learned from, those to be taken away first.
  ///   - identifiers: The identifiers of the same, by which random ones are drawn.
  ///   - examined: The examples whose performance counts, none of them in `order`.
  ///   - counts: How many to take away, each below the number of examples.
  ///   - seed: The seed of the draw, and of a learner that draws.
  ///   - jobs: The number of models trained at once; changes nothing but the time.
  /// - Throws: ATK002 for a count out of range, ATK001 with nothing to examine, and what training throws.
  public init(
    _ learner: some ExampleLearner, order: [Int], identifiers: [String], examined: [Int],
    counts: [Int], seed: Seed, jobs: Int = 1
  ) throws(AttacksError) {
    precondition(order.count == identifiers.count, "an identifier for each example")
    guard !examined.isEmpty else {
      throw AttacksError(
        .emptyInput, "There is no example to examine the models on.", remedy: "Give some.")
    }
    guard counts.allSatisfy({ (0..<order.count).contains($0) }) else {
      throw AttacksError(
        .invalidParameter, "More examples would be taken away than there are.",
        remedy: "Take fewer away.")
    }
    let draw = seed.derive("removal")
    let keys = identifiers.map { draw.key(for: $0) }
    let shuffled = order.indices.sorted {
      (keys[$0], identifiers[$0]) < (keys[$1], identifiers[$1])
    }.map { order[$0] }
    let runs = counts.map { order.dropFirst($0) } + counts.map { shuffled.dropFirst($0) }
    let results = parallelMap(count: runs.count, jobs: jobs) { run in
      Result { () throws(AttacksError) in
        try learner.performances(learningFrom: runs[run].sorted(), seed: seed)
      }
    }
    var means: [Double] = []
    for result in results {
      let shown = try result.get()
      means.append(examined.reduce(0.0) { $0 + shown[$1] } / Double(examined.count))
    }
    self.counts = counts
    ordered = Array(means.prefix(counts.count))
    random = Array(means.suffix(counts.count))
  }
}
