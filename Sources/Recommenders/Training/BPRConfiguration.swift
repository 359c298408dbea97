// SPDX-License-Identifier: Apache-2.0

/// How items that a user has not seen are drawn for comparison.
public enum NegativeSampling: String, Sendable, CaseIterable {
  /// Every item of the catalogue with equal probability.
  case uniform
  /// Items in proportion to their training interactions, as `implicit` draws them.
  case popularity
}

/// The hyper-parameters of BPR matrix factorization.
public struct BPRConfiguration: Equatable, Sendable {
  /// Latent factors a user and an item have, beside the item's bias.
  public var factorCount = 32
  /// The step size of stochastic gradient descent.
  public var learningRate = 0.05
  /// The L2 penalty on every row that a step moves.
  public var regularization = 0.02
  /// The largest number of passes over the training pairs.
  public var epochLimit = 80
  /// Passes without a better validation NDCG@20 after which training ends; 0 runs every pass.
  public var patience = 20
  /// How negative items are drawn.
  public var negatives = NegativeSampling.uniform
  /// The standard deviation of initial factors.
  public var initialScale = 0.1

  /// Creates the default configuration.
  public init() {}
}
