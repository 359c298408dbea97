// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Corpora

/// Where files made from a corpus go, and which sets are wanted.
struct DerivedFolderOptions: ParsableArguments {
  @Option(
    name: .shortAndLong, help: ArgumentHelp("The folder to make.", valueName: "folder"))
  var out: String

  @Option(
    help: ArgumentHelp(
      "The sets that are wanted, of retain, forget, neighbour, twin and unseen.",
      valueName: "list"))
  var sets: String?

  @Option(help: ArgumentHelp("A set to leave out, such as forget.", valueName: "list"))
  var without: [String] = []

  @Flag(
    help: "Replace what this command made there, where no other file lies in the folder.")
  var force = false

  /// The sets that are wanted, or refuses names that are none.
  func selection(standard: CorpusSelection) throws -> CorpusSelection {
    try CorpusSelection(
      DerivedFolderOptions.names(sets), without: without.flatMap(DerivedFolderOptions.names),
      standard: standard)
  }

  private static func names(_ list: String?) -> [String] {
    list?.split(separator: ",", omittingEmptySubsequences: false).map(String.init) ?? []
  }
}
