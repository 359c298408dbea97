// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Recommenders

/// The hyper-parameters of BPR matrix factorization; what is left out keeps its default.
struct TrainingOptions: ParsableArguments {
  private static let defaults = BPRConfiguration()

  @Option(
    parsing: .unconditional,
    help: "Latent factors of a user and an item. (default: \(defaults.factorCount))")
  var factors: Int?

  @Option(parsing: .unconditional, help: "The step size. (default: \(defaults.learningRate))")
  var learningRate: Double?

  @Option(
    parsing: .unconditional,
    help: "The L2 penalty on rows that move. (default: \(defaults.regularization))")
  var regularization: Double?

  @Option(
    parsing: .unconditional,
    help: "The largest number of passes. (default: \(defaults.epochLimit))")
  var epochs: Int?

  @Option(
    parsing: .unconditional,
    help:
      "Passes without a better validation NDCG@20 that end training; 0 runs them all. (default: \(defaults.patience))"
  )
  var patience: Int?

  @Option(help: "How items that a user has not seen are drawn. (default: uniform)")
  var negatives: NegativeSampling?

  /// The configuration that the flags describe; nil where none was given.
  var given: BPRConfiguration? {
    let isGiven =
      factors != nil || learningRate != nil || regularization != nil || epochs != nil
      || patience != nil || negatives != nil
    return isGiven ? configuration : nil
  }

  /// The configuration that the flags describe.
  var configuration: BPRConfiguration {
    var configuration = BPRConfiguration()
    configuration.factorCount = factors ?? configuration.factorCount
    configuration.learningRate = learningRate ?? configuration.learningRate
    configuration.regularization = regularization ?? configuration.regularization
    configuration.epochLimit = epochs ?? configuration.epochLimit
    configuration.patience = patience ?? configuration.patience
    configuration.negatives = negatives ?? configuration.negatives
    return configuration
  }
}
