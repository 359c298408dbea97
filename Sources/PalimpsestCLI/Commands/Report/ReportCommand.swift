// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `palimpsest report`.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Render a finished run anew from its bundle.",
    subcommands: [ReportHTMLCommand.self, ReportJSONCommand.self])
}
