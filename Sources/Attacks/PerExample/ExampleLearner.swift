// SPDX-License-Identifier: Apache-2.0

public import Compute

/// A way to learn, over fixed examples: it trains on some of them and is examined on all.
///
/// Whether one example was among those learned from is what per-example memorization turns on; so
/// examples are given once, and only their places change from model to model. What a model gets right is
/// counted in whole numbers, which journals keep exactly: of a classifier, whether it says the example's
/// label; of a language model, how many of the text's tokens it finds likeliest.
public protocol ExampleLearner: Sendable {
  /// How many things there are to get right in each example, `[examples]`, each at least 1.
  var trialCounts: [Int] { get }

  /// Trains a model and examines it.
  ///
  /// - Parameters:
  ///   - examples: The places that are learned from, ascending, at least one.
  ///   - seed: The seed of whatever the learner draws; a deterministic one leaves it alone.
  /// - Returns: How many things the model gets right in each example, `[examples]`, each in
  ///   0...`trialCounts`.
  /// - Throws: `AttacksError` where the model cannot be trained.
  func rightCounts(learningFrom examples: [Int], seed: Seed) throws(AttacksError) -> [Int]
}

extension ExampleLearner {
  /// The number of examples.
  public var exampleCount: Int { trialCounts.count }

  /// Trains a model and says how well it does on each example.
  ///
  /// - Parameters:
  ///   - examples: The places that are learned from, ascending, at least one.
  ///   - seed: The seed of whatever the learner draws.
  /// - Returns: The share of things that it gets right, `[examples]`, in 0...1.
  /// - Throws: `AttacksError` where the model cannot be trained.
  public func performances(
    learningFrom examples: [Int], seed: Seed
  ) throws(AttacksError) -> [Double] {
    zip(try rightCounts(learningFrom: examples, seed: seed), trialCounts).map {
      Double($0) / Double($1)
    }
  }
}
