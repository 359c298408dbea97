// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits
import Corpora
import Evidence
import Foundation
import Reports

/// `palimpsest corpus inspect DIR`.
struct CorpusInspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Show what a corpus holds: people, documents, spans, lengths and variety.",
    discussion: """
      Distinct n-grams are counted over the first 20,000 words of a sample, and self-BLEU-4 over a \
      sample of 1,000 texts a kind. With --compare, or where PALIMPSEST_SYNTHPAI names it, the same \
      figures of the published SynthPAI threads stand beside them. Notes say where several people \
      share a number, because fewer are reserved than there are people.

      Example: palimpsest corpus inspect panorama --html panorama.html
      """)

  /// The variable that names the published threads.
  private static let variable = "PALIMPSEST_SYNTHPAI"

  @Argument(help: "The corpus's folder.")
  var corpus: String

  @Option(help: ArgumentHelp("Write a page with plots too.", valueName: "file"))
  var html: String?

  @Option(help: ArgumentHelp("The folder of the SynthPAI threads.", valueName: "folder"))
  var compare: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Read at most so many profiles and documents.", valueName: "count"))
  var limit: Int?

  @Flag(help: "Replace the page that stands there.")
  var force = false

  @OptionGroup(title: "Output") var output: OutputOptions

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit is a number of 1 or more.") }
  }

  func run() throws {
    let folder = try CorpusFolder(at: corpus)
    let other = compare ?? ProcessInfo.processInfo.environment[Self.variable] ?? ""
    if let html {
      try folder.requireOutside(html)
      try StoredFile.requireApart(html, from: other.isEmpty ? [] : [other])
      try requireFree(html)
    }
    var inspection = try CorpusInspection(folder, limit: limit)
    if !other.isEmpty {
      inspection.compare(with: try ThreadFiles.comments(below: other), source: "synthpai")
    }
    let seed = inspection.corpus.manifest.origin.seed
    var outputs: [CommandResult.Output] = []
    if let html {
      let page = CorpusPage.render(
        tool: Tool.name, seed: seed, facts: inspection.facts, measures: inspection.measures,
        series: inspection.series)
      try StoredFile.makeFolder(StoredFile.folder(of: html))
      try StoredFile.write(Array(page.utf8), to: html)
      outputs = [.init(path: html, digest: try Digest.sha256(page))]
    }
    let result = CommandResult(
      command: "corpus inspect", seed: seed, facts: inspection.facts,
      measures: inspection.measures, outputs: outputs)
    guard !output.json else { return try Console.write(result.json) }
    if !output.quiet { try Console.write(CorpusTables.facts(inspection.facts)) }
    try Console.write(CorpusTables.text(inspection.measures))
    for output in outputs { try Console.write("wrote \(output.path)\n") }
  }

  private func requireFree(_ path: String) throws {
    try StoredFile.requireReplaceable(path)
    guard !force && StoredFile.exists(path) else { return }
    throw AuditError(
      "AUD007", .inputOutput, "\(path) exists already.",
      remedy: "Pass --force to replace it, or choose another path with --html.")
  }
}
