// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits

/// Two samples, each a file of one number a line or a column of a table.
struct TwoSampleOptions: ParsableArguments {
  @Argument(help: "The first sample; for rankings, the scores of positives.")
  var first: String

  @Argument(help: "The second sample; for rankings, the scores of negatives.")
  var second: String

  @Option(help: ArgumentHelp("The column, where a file is CSV or TSV.", valueName: "name"))
  var column: String?

  @Option(
    help: ArgumentHelp("The second file's column. (default: --column)", valueName: "name"))
  var secondColumn: String?

  @Flag(help: "Show a file's first line in messages about its columns.")
  var showValues = false

  /// Reads both files.
  func samples() throws -> (first: [Double], second: [Double]) {
    (
      first: try NumberSample.read(first, column: column, showingValues: showValues),
      second: try NumberSample.read(
        second, column: secondColumn ?? column, showingValues: showValues)
    )
  }
}
