// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Recommenders

/// The hyper-parameters of BPR matrix factorization.
struct TrainingOptions: ParsableArguments {
  private static let defaults = BPRConfiguration()

  @Option(help: "Latent factors of a user and an item.")
  var factors = TrainingOptions.defaults.factorCount

  @Option(help: "The step size.")
  var learningRate = TrainingOptions.defaults.learningRate

  @Option(help: "The L2 penalty on rows that move.")
  var regularization = TrainingOptions.defaults.regularization

  @Option(help: "The largest number of passes over the training pairs.")
  var epochs = TrainingOptions.defaults.epochLimit

  @Option(help: "Passes without a better validation NDCG@20 that end training; 0 runs them all.")
  var patience = TrainingOptions.defaults.patience

  @Option(help: "How items that a user has not seen are drawn.")
  var negatives = TrainingOptions.defaults.negatives

  /// The configuration that the flags describe.
  var configuration: BPRConfiguration {
    var configuration = BPRConfiguration()
    configuration.factorCount = factors
    configuration.learningRate = learningRate
    configuration.regularization = regularization
    configuration.epochLimit = epochs
    configuration.patience = patience
    configuration.negatives = negatives
    return configuration
  }
}
