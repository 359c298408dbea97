// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// Two samples, each a file of one number a line or a column of a table.
struct TwoSampleOptions: ParsableArguments {
  @Argument(help: "The first sample; - for standard input.")
  var first: String

  @Argument(help: "The second sample; - for standard input.")
  var second: String

  @OptionGroup var columns: ColumnOptions

  func validate() throws { try columns.validate(first, second) }

  /// Reads both files.
  func samples() throws -> (first: [Double], second: [Double]) {
    try columns.samples(first, second)
  }
}
