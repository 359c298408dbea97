// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `palimpsest demo`.
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Try an audit on synthetic data.",
    subcommands: [DemoRecommenderCommand.self, DemoModelCommand.self])
}
