// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// Scores of members and of non-members, or of other positives and negatives: two files or columns.
struct RankingOptions: ParsableArguments {
  @Argument(help: "The scores of positives; - for standard input.")
  var first: String?

  @Argument(help: "The scores of negatives; - for standard input.")
  var second: String?

  @Option(help: ArgumentHelp("The positives, by this name instead.", valueName: "file"))
  var members: String?

  @Option(help: ArgumentHelp("The negatives, by this name instead.", valueName: "file"))
  var nonmembers: String?

  @OptionGroup var columns: ColumnOptions

  func validate() throws { _ = try paths() }

  /// Reads both files.
  func samples() throws -> (first: [Double], second: [Double]) {
    let paths = try paths()
    return try columns.samples(paths.members, paths.others)
  }

  /// Both files: two arguments, or two flags.
  private func paths() throws -> (members: String, others: String) {
    switch (first, second, members, nonmembers) {
    case (let members?, let others?, nil, nil), (nil, nil, let members?, let others?):
      try columns.validate(members, others)
      return (members, others)
    default:
      throw ValidationError("Give two files, or --members and --nonmembers.")
    }
  }
}
