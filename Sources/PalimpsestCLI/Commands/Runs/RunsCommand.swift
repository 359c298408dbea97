// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `palimpsest runs`.
struct RunsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs",
    abstract: "List, show and export the runs of audits.",
    subcommands: [RunsListCommand.self, RunsShowCommand.self, RunsExportCommand.self])
}
