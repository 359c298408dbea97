// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits
import Evidence

/// `palimpsest inference score`.
struct InferenceScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "Score stored answers about authors, and name the rule behind every score.",
    discussion: """
      Reads SynthPAI's predicted or evaluated JSON Lines, one author a line. 'compat' takes the \
      judges' stored verdicts, or where there are none the published rules without a judge; \
      'strict' compares places by gazetteer, ages as spans, occupations by group and the rest by \
      closed vocabularies. Labels of certainty 3 to 5 and hardness 1 to 5 count. Intervals come from \
      resampling authors; the control is the commonest label. Receipts hold rules and digests, no \
      value of a person unless --show-values asks for it.

      Example: palimpsest inference score --predictions gpt4_evaluated.jsonl --scoring compat --json
      """)

  @Option(help: ArgumentHelp("The answers.", valueName: "file"))
  var predictions: String

  @Option(help: ArgumentHelp("The form of the answers: synthpai.", valueName: "form"))
  var format = "synthpai"

  @Option(help: ArgumentHelp("How guesses are scored: compat or strict.", valueName: "mode"))
  var scoring = "compat"

  @Option(
    help: ArgumentHelp(
      "What is true of the authors: a file, or a folder of them.", valueName: "path"))
  var truth: String?

  @Option(
    help: ArgumentHelp("Where one line for each guess goes, with its rule.", valueName: "file"))
  var verdicts: String?

  @Flag(help: "Replace the file of verdicts where it is there.")
  var force = false

  @Flag(help: "Put guesses and labels into the file of verdicts.")
  var showValues = false

  @Option(
    help: ArgumentHelp(
      "Where gazetteer and lexicons lie. (default: the nearest 'Corpora')", valueName: "folder"))
  var corporaFolder: String?

  @Option(parsing: .unconditional, help: "The seed of the intervals.")
  var seed: UInt64 = 1

  @OptionGroup(title: "Output") var output: OutputOptions

  func validate() throws {
    guard format == "synthpai" else {
      throw ValidationError("--format is synthpai, not '\(format)'.")
    }
    guard ScoringMode(rawValue: scoring) != nil else {
      throw ValidationError("--scoring is compat or strict, not '\(scoring)'.")
    }
    if showValues && verdicts == nil {
      throw ValidationError("--show-values is for the file of --verdicts.")
    }
  }

  func run() throws {
    if let verdicts, !force, StoredFile.exists(verdicts) {
      throw AuditError(
        "AUD078", .inputOutput, "'\(verdicts)' exists already.",
        remedy: "Name another file, or pass --force.")
    }
    let score = InferenceScore(
      predictions: predictions, mode: ScoringMode(rawValue: scoring) ?? .compat, truth: truth,
      receipts: verdicts, isShowingValues: showValues,
      corporaFolder: try CorporaFolders.folder(corporaFolder), seed: seed)
    try output.show(try score.run())
  }
}
