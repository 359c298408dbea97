// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits
import Corpora
import Evidence

/// `palimpsest corpus export DIR --as FORM`.
struct CorpusExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a corpus in the form of another tool, in the order of training.",
    discussion: """
      panorama: profiles with PANORAMA's columns, and rows of id, content-type and text. synthpai: \
      comments with author, labels and replies. huggingface: train.jsonl with a dataset card. text: \
      plain text, examples apart by two empty lines. Sets that must never be trained on are refused \
      but for synthpai, which is for attacks. Beside the folder, FOLDER.lineage.json records the \
      corpus.

      Examples:
        palimpsest corpus export panorama --as huggingface -o dataset
        palimpsest corpus export panorama --as text --without forget -o gold
      """)

  @Argument(help: "The corpus's folder.")
  var corpus: String

  @Option(name: .customLong("as"), help: "The form.")
  var form: CorpusExport.Form

  @OptionGroup var destination: DerivedFolderOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func run() throws {
    let selection = try destination.selection(standard: .members)
    let folder = try CorpusFolder(at: corpus)
    let export = try CorpusExport(
      folder, as: form, selection, to: destination.out, isReplacing: destination.force)
    let outcome = try export.run(tool: Tool.name)
    try output.show(
      CommandResult(
        command: "corpus export", seed: folder.manifest.origin.seed,
        facts: [
          "corpus-digest": folder.digest.hex, "form": form.rawValue,
          "rows": String(outcome.rowCount),
          "sets": selection.sets.map(\.rawValue).joined(separator: " "),
        ],
        outputs: outcome.files.map {
          .init(path: "\(destination.out)/\($0.name)", digest: $0.digest)
        }))
  }
}
