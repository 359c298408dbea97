// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `palimpsest recommender`.
struct RecommenderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recommender",
    abstract: "Train, measure and unlearn recommenders.",
    subcommands: [TrainCommand.self, EvaluateCommand.self, UnlearnCommand.self])
}
