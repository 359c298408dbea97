// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits
import Corpora

/// `palimpsest corpus verify DIR`.
struct CorpusVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Make a corpus again and compare; exit 12 where anything was changed.",
    discussion: """
      Checks the digests of all files, that no file is missing or too many, and that seed, recipe and \
      tables give every line again. Says which file differs and in which line. Where \
      FOLDER.lineage.json stands beside the folder, it must name the manifest. A manifest of a schema \
      that this version does not read ends with 65.

      Example: palimpsest corpus verify panorama
      """)

  @Argument(help: "The corpus's folder.")
  var corpus: String

  @OptionGroup var work: CorpusWorkOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func run() throws {
    Interruption.watch()
    let verifier = CorpusVerifier(corpus, jobs: work.jobCount) { Interruption.isRequested }
    let result = try verifier.run { origin throws(CorpusError) in
      try SyntheticCorpus(origin, tables: tables())
    }
    if output.json { try Console.write(result.json(tool: Tool.name)) }
    try result.requireIntact()
    guard !output.json, let manifest = result.manifest else { return }
    if output.verbose { try Console.write(MeasureLines.table(manifest.facts)) }
    try Console.write(
      "\(CorpusVerifyCommand.verdict(on: manifest)): \(manifest.counts.profiles) profiles, "
        + "\(manifest.counts.documents) documents, \(manifest.files.count) files\n")
  }

  /// Says so where a part is so small that nobody is in it.
  private static func verdict(on manifest: CorpusManifest) -> String {
    guard manifest.coverage.communities.isEmpty else { return "intact" }
    let lineCount = manifest.origin.files.reduce(0) { $0 + manifest.counts.lines(of: $1) }
    return (lineCount == 0 ? "intact, and empty" : "intact, and without people")
      + " (part \(manifest.shard.text) holds no community)"
  }

  private func tables() throws(CorpusError) -> String {
    do {
      return try work.folder()
    } catch {
      let error = AuditError(any: error)
      throw CorpusError(.missingCorpus, error.message, remedy: error.remedy)
    }
  }
}
