// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// What commands that make or check corpora work with.
struct CorpusWorkOptions: ParsableArguments {
  @OptionGroup var threads: JobsOptions

  @Option(
    help: ArgumentHelp(
      "Where lexicons, grammars and recipes lie. (default: the nearest 'Corpora')",
      valueName: "folder"))
  var corporaFolder: String?

  /// The number of threads to use.
  var jobCount: Int { threads.count }

  /// The folder of lexicons, grammars and recipes.
  func folder() throws -> String { try CorporaFolders.folder(corporaFolder) }
}
