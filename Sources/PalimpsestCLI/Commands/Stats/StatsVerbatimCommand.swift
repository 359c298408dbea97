// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits
import Evidence

/// `palimpsest stats verbatim --outputs FILE --corpus FILE|FOLDER`.
struct StatsVerbatimCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verbatim",
    abstract: "What of some outputs stands word for word in a corpus of any size.",
    discussion: """
      Finds every stretch of --least bytes and more. The corpus is read once, past an index of the \
      outputs, and never held in memory. Files ending in .jsonl hold one object with 'text' a line; \
      others are read as they stand. A folder of 'corpus generate' gives what may be trained on, any \
      other folder its files. With --json, each stretch is told with its first place.

      Example: palimpsest stats verbatim --outputs samples.jsonl --corpus people
      """)

  @Option(help: ArgumentHelp("What a model wrote.", valueName: "file"))
  var outputs: String

  @Option(help: ArgumentHelp("Where it is sought.", valueName: "file or folder"))
  var corpus: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The fewest bytes of a stretch, from 49.", valueName: "bytes"))
  var least = 50

  @OptionGroup var confidence: LevelOptions
  @OptionGroup var threads: JobsOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func validate() throws {
    if !(49...1_000_000).contains(least) {
      throw ValidationError("--least is a number from 49 to 1000000.")
    }
  }

  func run() throws {
    let found = try VerbatimSearch(outputsAt: outputs, least: least).run(
      over: corpus, level: confidence.level, jobs: threads.count)
    try output.show(
      StatsCommand.result(
        "verbatim", found.measures + (output.json ? found.matches : []), facts: found.facts))
  }
}
