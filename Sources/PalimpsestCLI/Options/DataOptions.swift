// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits
import Recommenders

/// How a file of interactions is read.
struct DataOptions: ParsableArguments {
  @Option(help: "The file's format; told from its name and first lines where left out.")
  var format: InteractionFormat?

  @Option(help: "The user column. (default: user, or user_id in recbole files)")
  var userColumn: String?

  @Option(help: "The item column. (default: item, or item_id in recbole files)")
  var itemColumn: String?

  @Option(help: "The rating column. (default: rating, where there is one)")
  var ratingColumn: String?

  @Option(
    parsing: .unconditional,
    help: "The least rating of a positive; every row is one where left out.")
  var minRating: Double?

  @Flag(help: "Leave bad rows out and count them, instead of refusing the file.")
  var skipBadRows = false

  /// The file with these options.
  func source(_ path: String) -> InteractionSource {
    InteractionSource(
      path: path, format: format,
      options: InteractionReaderOptions(
        userColumn: userColumn, itemColumn: itemColumn, ratingColumn: ratingColumn,
        minRating: minRating, skipBadRows: skipBadRows))
  }
}
