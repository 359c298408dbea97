// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Evidence

/// `palimpsest runs export RUN --as csv`.
struct RunsExportCommand: ParsableCommand {
  /// The forms that are written.
  enum Form: String, CaseIterable, ExpressibleByArgument {
    case csv
  }

  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Export a finished run's measures as a table.",
    discussion: "Example: palimpsest runs export latest --as csv -o measures.csv")

  @OptionGroup var reference: RunOptions

  @Option(name: .customLong("as"), help: "The form of the table.")
  var form = Form.csv

  @OptionGroup var destination: TextOutputOptions

  func run() throws {
    let bundle = try reference.bundle()
    let document = try bundle.document()
    switch form {
    case .csv:
      try destination.write(Array(MeasureTable(document.measures).csv.utf8), about: bundle)
    }
  }
}
