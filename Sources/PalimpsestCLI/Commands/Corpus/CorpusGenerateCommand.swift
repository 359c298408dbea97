// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits
import Corpora
import Evidence

/// `palimpsest corpus generate`.
struct CorpusGenerateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Make up people and everything they wrote, with every fact placed.",
    discussion: """
      Writes manifest.json, profiles.jsonl, documents.jsonl, plan.jsonl and canaries.jsonl, and \
      questions.jsonl and interactions.tsv where the recipe has them. The same recipe, tables, seed \
      and version give the same bytes at any number of threads; 'corpus join' puts all shards \
      together to the whole.

      Beside the folder, FOLDER.lineage.json records what the corpus was made from.

      A killed run leaves FOLDER.partial; the same command goes on from there. A run that fails \
      otherwise removes it. --force replaces the files that a corpus's manifest names, with the record; \
      a folder that holds anything else is refused.

      Examples:
        palimpsest corpus generate --recipe panorama -o panorama
        palimpsest corpus generate --recipe demo --profiles 200 --locale en_GB,en_IE --seed 7 -o small
        palimpsest corpus generate --recipe panorama --shard 1/4 --gzip -o part1
      """)

  @Option(
    help: ArgumentHelp(
      "panorama, synthpai, demo, private, or a YAML file.", valueName: "name"))
  var recipe: String

  // A number that begins with a hyphen is a value too, and is refused with the range.
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The number of people; totals of documents follow. (default: the recipe's)",
      valueName: "count"))
  var profiles: Int?

  @Option(
    help: ArgumentHelp(
      "The places that people live in, such as en_US,en_GB. (default: the recipe's)",
      valueName: "list"))
  var locale: String?

  @Option(parsing: .unconditional, help: "The seed of every draw.")
  var seed: UInt64 = 1

  @Option(help: ArgumentHelp("The part to make, such as 1/4.", valueName: "part"))
  var shard = "1/1"

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The folder to make.", valueName: "folder"))
  var out: String

  @Flag(help: "Write gzip files.")
  var gzip = false

  @Flag(
    help: """
      Make numbers that look real, some of which may be somebody's. By default they lie in ranges \
      reserved for fiction or fail their checksums.
      """)
  var realisticFormats = false

  @Flag(
    help: """
      Replace the corpus that stands there, where no other file lies in its folder, and throw away an \
      unfinished one.
      """)
  var force = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("At most so many people, for a first look.", valueName: "count"))
  var limit: Int?

  @Flag(help: "Print what would be made; write nothing.")
  var plan = false

  @Option(help: "What to say on standard error while it lasts.")
  var progress = AuditSession.Progress.plain

  @OptionGroup var work: CorpusWorkOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func validate() throws {
    for (name, count) in [("--profiles", profiles), ("--limit", limit)] {
      if let count, !CorpusRecipe.profileCounts.contains(count) {
        throw ValidationError(
          "\(name) is a number from 1 to \(CorpusRecipe.profileCounts.upperBound).")
      }
    }
    _ = try locales()
  }

  func run() throws {
    let part = try CorpusShard(shard)
    let folder = try work.folder()
    try StoredFile.requireNone(
      of: [CorporaFolders.recipe(named: recipe, in: folder)], in: out)
    let source = try SyntheticCorpus(
      recipe: try recipe(in: folder), seed: seed,
      formats: realisticFormats ? .realistic : .reserved, tables: folder)
    var options = CorpusWriting.Options()
    options.shard = part
    options.isCompressed = gzip
    options.jobs = work.jobCount
    options.isReplacing = force
    options.isCancelled = { Interruption.isRequested }
    let isSpeaking = progress == .plain && !output.quiet
    options.progress = { done, all in
      if isSpeaking { Console.note("  \(done)/\(all)\n") }
    }
    let writing = CorpusWriting(source, to: out, tool: Tool.name, options: options)
    if let note = writing.note, !output.quiet { Console.note("note: \(note)\n") }
    if plan { return try show(writing.forecast, of: source) }
    Interruption.watch()
    let outcome = try writing.run()
    if isSpeaking && outcome.resumedUnitCount > 0 {
      Console.note("went on after step \(outcome.resumedUnitCount)\n")
    }
    try output.show(result(outcome))
  }

  private func locales() throws -> [LocaleCode]? {
    guard let locale else { return nil }
    var codes: [LocaleCode] = []
    for name in locale.split(separator: ",", omittingEmptySubsequences: false) {
      guard let code = LocaleCode(rawValue: String(name)) else {
        let known = LocaleCode.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("There is no locale '\(name)'. The locales are \(known).")
      }
      guard !codes.contains(code) else {
        throw ValidationError("--locale names '\(name)' twice. Name each locale once.")
      }
      codes.append(code)
    }
    return codes
  }

  private func recipe(in folder: String) throws -> CorpusRecipe {
    var made = try CorpusRecipe(
      contentsOf: try CorporaFolders.recipe(named: recipe, in: folder))
    if let locales = try locales() { made.locales = locales }
    let count = min(profiles ?? made.profileCount, limit ?? .max)
    return count == made.profileCount ? made : made.scaled(to: count)
  }

  private func show(_ forecast: [String: String], of source: SyntheticCorpus) throws {
    let facts = forecast.merging(["out": out]) { $1 }
    try output.show(CommandResult(command: "corpus generate --plan", seed: seed, facts: facts))
    if !output.json && !output.verbose { try Console.write(MeasureLines.table(facts)) }
  }

  private func result(_ outcome: CorpusWriting.Outcome) -> CommandResult {
    CommandResult(
      command: "corpus generate", seed: seed, facts: outcome.manifest.facts,
      outputs: outcome.outputs(below: out))
  }
}

extension CorpusWriting.Outcome {
  /// The files of a corpus that was written, the manifest first.
  func outputs(below folder: String) -> [CommandResult.Output] {
    let files = manifest.origin.files.compactMap { file in
      manifest.files[file].map { (manifest.name(of: file), $0.digest) }
    }
    return ([(CorpusFile.manifest, digest)] + files).map {
      .init(path: "\(folder)/\($0.0)", digest: $0.1)
    }
  }
}
