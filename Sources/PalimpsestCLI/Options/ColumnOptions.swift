// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits

/// Which columns two samples stand in, where they are tables.
struct ColumnOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The column, where a file is CSV or TSV.", valueName: "name"))
  var column: String?

  @Option(
    help: ArgumentHelp("The second file's column. (default: --column)", valueName: "name"))
  var secondColumn: String?

  @Flag(help: "Show a file's first line in messages about its columns.")
  var showValues = false

  /// Refuses two samples that would both be read from standard input.
  func validate(_ first: String, _ second: String) throws {
    if first == NumberSample.standardInput, second == NumberSample.standardInput {
      throw ValidationError("One sample at most is standard input.")
    }
  }

  /// Reads both files.
  func samples(_ first: String, _ second: String) throws -> (first: [Double], second: [Double]) {
    (
      first: try NumberSample.read(first, column: column, showingValues: showValues),
      second: try NumberSample.read(
        second, column: secondColumn ?? column, showingValues: showValues)
    )
  }
}
