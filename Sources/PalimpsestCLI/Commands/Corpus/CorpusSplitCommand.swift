// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits
import Corpora
import Evidence

/// `palimpsest corpus split DIR`.
struct CorpusSplitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "split",
    abstract: "Write one file of documents for each set, with the training order of those kept.",
    discussion: """
      Lines are copied as they stand, so that identifiers stay. With --without forget the training \
      order is that of a model that never saw the forget set (Gold). Beside the folder, \
      FOLDER.lineage.json records the corpus.

      Examples:
        palimpsest corpus split panorama -o sets
        palimpsest corpus split panorama --without forget -o gold
      """)

  @Argument(help: "The corpus's folder.")
  var corpus: String

  @OptionGroup var destination: DerivedFolderOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func run() throws {
    let selection = try destination.selection(standard: .everything)
    let folder = try CorpusFolder(at: corpus)
    let split = CorpusSplit(
      folder, selection, to: destination.out, isReplacing: destination.force)
    let outcome = try split.run(tool: Tool.name)
    var facts = ["corpus-digest": folder.digest.hex, "examples": String(outcome.exampleCount)]
    for (set, count) in outcome.documentCounts {
      facts["documents-\(set.rawValue)"] = String(count)
    }
    try output.show(
      CommandResult(
        command: "corpus split", seed: folder.manifest.origin.seed, facts: facts,
        outputs: outcome.files.map {
          .init(path: "\(destination.out)/\($0.name)", digest: $0.digest)
        }))
  }
}
