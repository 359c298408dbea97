// SPDX-License-Identifier: Apache-2.0

public import Compute

/// Trains matrix factorization by BPR on all cores, without locks and without reproducibility.
///
/// Rendle, Freudenthaler, Gantner and Schmidt-Thieme, "BPR: Bayesian Personalized Ranking from
/// Implicit Feedback", UAI 2009, arXiv:1205.2618, made parallel as in Niu, Recht, Re and Wright,
/// "Hogwild!", NIPS 2011, arXiv:1106.5730. What `--fast` runs: never used for a verdict.
///
/// An epoch is as many draws as there are interactions: an interaction at random, then another item.
/// A draw whose other item the user has chosen is dropped, and counts, as in implicit 0.7.3. With
/// `.popularity` the other item is that of a second random interaction, exactly as there.
///
/// The draws are the same at any number of jobs; with more than one, threads overwrite some of each
/// other's steps, so that weights differ from run to run. With one job they are reproducible.
public struct FastBPRTrainer: ~Copyable, Sendable {
  /// Draws of one unit of work; each unit has its own seed.
  private static let drawsPerUnit = 1 << 16

  /// The number of epochs made.
  public private(set) var epochCount = 0
  /// The draws dropped so far because the user had chosen the other item.
  public private(set) var rejectedCount = 0

  private let configuration: BPRConfiguration
  private let seed: Seed
  private let jobs: Int
  private let kernels: KernelSet
  private let tables: HogwildTables
  private let initial: MatrixFactorization

  /// Prepares training from the initial vectors of `BPRTrainer`.
  ///
  /// - Parameters:
  ///   - train: The training pairs; users and items are those of its indexes.
  ///   - configuration: The hyper-parameters; epoch limit and patience are the caller's.
  ///   - seed: The seed of initial vectors and draws.
  ///   - jobs: The number of threads.
  ///   - kernels: The kernel set.
  public init(
    _ train: Interactions, configuration: BPRConfiguration, seed: Seed, jobs: Int,
    kernels: KernelSet
  ) {
    self.configuration = configuration
    self.seed = seed
    self.jobs = jobs
    self.kernels = kernels
    initial = MatrixFactorization(
      users: train.users, items: train.items, factorCount: configuration.factorCount,
      scale: configuration.initialScale, seed: seed)
    tables = HogwildTables(
      users: initial.userTable.values, items: initial.itemTable.values,
      stride: initial.userTable.stride, factorCount: initial.factorCount,
      rowOffsets: train.rowOffsets, rowItems: train.columns)
  }

  /// Makes some epochs; threads wait for each other only at the end of the last one.
  ///
  /// - Parameter epochs: The number of epochs, at least 0.
  public mutating func run(epochs: Int = 1) {
    let (tables, configuration, kernels) = (tables, configuration, kernels)
    let draws = epochs * tables.pairCount
    let unit = FastBPRTrainer.drawsPerUnit
    let seed = seed.derive("fast epochs from", epochCount)
    let rejections = parallelMap(count: (draws + unit - 1) / unit, jobs: jobs) { index in
      tables.step(
        draws: min(unit, draws - index * unit), seed: seed.derive("unit", index),
        learningRate: Float(configuration.learningRate),
        regularization: Float(configuration.regularization),
        negatives: configuration.negatives == .uniform ? .uniform : .popularity, kernels: kernels)
    }
    epochCount += epochs
    rejectedCount += rejections.reduce(0, +)
  }

  /// The model as it is trained so far.
  public var model: MatrixFactorization {
    var users = initial.userTable
    var items = initial.itemTable
    users.values = tables.userRows(stride: users.stride)
    items.values = tables.itemRows(stride: items.stride)
    return MatrixFactorization(
      users: initial.users, items: initial.items, userTable: users, itemTable: items)
  }
}
