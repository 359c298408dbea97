// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// What commands that make or check corpora work with.
struct CorpusWorkOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: "The largest number of threads; changes no result. (default: all cores)")
  var jobs: Int?

  @Option(
    help: ArgumentHelp(
      "Where lexicons, grammars and recipes lie. (default: the nearest 'Corpora')",
      valueName: "folder"))
  var corporaFolder: String?

  func validate() throws {
    if let jobs, !(1...1024).contains(jobs) {
      throw ValidationError("--jobs is a number from 1 to 1024.")
    }
  }

  /// The number of threads to use.
  var jobCount: Int { jobs ?? Machine.coreCount }

  /// The folder of lexicons, grammars and recipes.
  func folder() throws -> String { try CorporaFolders.folder(corporaFolder) }
}
