// SPDX-License-Identifier: Apache-2.0

public import Compute

/// Trains matrix factorization by stochastic gradient descent on BPR, reproducibly, on one thread.
///
/// Same pairs, configuration, seed and kernel set give the same bytes. Rendle, Freudenthaler,
/// Gantner and Schmidt-Thieme, "BPR: Bayesian Personalized Ranking from Implicit Feedback", UAI 2009,
/// arXiv:1205.2618, algorithm 1; here each pass visits every pair once in a keyed order, instead of
/// drawing pairs with replacement.
public struct BPRTrainer: Sendable {
  /// The model as trained so far.
  public private(set) var model: MatrixFactorization
  /// The number of passes made.
  public private(set) var epochCount = 0

  private let sampler: TripleSampler
  private let step: PairwiseStep
  private let kernels: KernelSet
  private var batch: TripleBatch

  /// Prepares training from initial vectors keyed by identifier.
  ///
  /// - Parameters:
  ///   - train: The training pairs; users and items are those of its indexes.
  ///   - configuration: The hyper-parameters.
  ///   - seed: The seed of initial vectors, order and negatives.
  ///   - kernels: The kernel set.
  public init(
    _ train: Interactions, configuration: BPRConfiguration, seed: Seed, kernels: KernelSet
  ) {
    model = MatrixFactorization(
      users: train.users, items: train.items, factorCount: configuration.factorCount,
      scale: configuration.initialScale, seed: seed)
    sampler = TripleSampler(
      train, avoiding: PositiveSet(train), negatives: configuration.negatives, seed: seed)
    step = PairwiseStep(
      .forward, learningRate: Float(configuration.learningRate),
      regularization: Float(configuration.regularization))
    self.kernels = kernels
    batch = TripleBatch(capacity: train.count)
  }

  /// Makes one pass over the training pairs.
  public mutating func runEpoch() {
    sampler.fill(&batch, pass: epochCount)
    model.apply(step, to: batch, kernels: kernels)
    epochCount += 1
  }
}

extension MatrixFactorization {
  /// Applies one gradient step a triple, in order.
  public mutating func apply(_ step: PairwiseStep, to batch: TripleBatch, kernels: KernelSet) {
    step.apply(
      batch, users: &userTable.values, items: &itemTable.values, stride: userTable.stride,
      width: userTable.width, kernels: kernels)
  }
}
