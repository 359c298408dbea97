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
      tables give every line again. Says which file differs and in which line.

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
      "intact: \(manifest.counts.profiles) profiles, \(manifest.counts.documents) documents, "
        + "\(manifest.files.count) files\n")
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
