// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// The root command; each subcommand lives in a file of its own.
@main
struct Palimpsest: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "palimpsest",
    abstract: "Finds what can still be read in a model trained on personal data.",
    version: "0.1.0")
}
