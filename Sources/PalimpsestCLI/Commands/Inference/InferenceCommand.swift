// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `palimpsest inference`.
struct InferenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inference",
    abstract: "Judge what adversaries inferred about the authors of texts.",
    subcommands: [InferenceScoreCommand.self])
}
