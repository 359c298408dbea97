// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits
import Corpora
import Evidence

/// `palimpsest corpus join DIR...`.
struct CorpusJoinCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "join",
    abstract: "Put the parts that were made with --shard together to one corpus.",
    discussion: """
      Takes all parts of one corpus in any order, checks the digests of their files, and writes the \
      files one behind the other, with the manifest of the whole: what 'corpus generate' makes without \
      --shard, to the byte; with --gzip, to the line. A part alone can be inspected and verified, but \
      its training order names documents of other parts, so that only the whole is split and exported.

      Beside the folder, FOLDER.lineage.json records the parts. --force replaces the same corpus, or one \
      that was joined before; a folder that holds anything else is refused.

      Example: palimpsest corpus join part1 part2 part3 part4 -o panorama
      """)

  @Argument(help: "The folders of all parts.")
  var parts: [String]

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The folder to make.", valueName: "folder"))
  var out: String

  @Flag(
    help: "Replace the same corpus, or one joined before, where no other file lies in its folder.")
  var force = false

  @OptionGroup(title: "Output") var output: OutputOptions

  func run() throws {
    let folders = try parts.map { path throws(CorpusError) in try CorpusFolder(at: path) }
    let outcome = try CorpusJoining(folders, to: out, isReplacing: force).run(tool: Tool.name)
    try output.show(
      CommandResult(
        command: "corpus join", seed: outcome.manifest.origin.seed, facts: outcome.manifest.facts,
        outputs: outcome.outputs(below: out)))
  }
}
