// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits
import Evidence
import LanguageModels

/// `palimpsest model inspect M`.
struct ModelInspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Say what a model file is: architecture, sizes, tensors, tokenizer and digest.",
    discussion: """
      Reads headers and one pass for the digest; nothing is computed with the weights. -v prints the \
      settings of the file as well; with --json they are always there, under 'file.'.

      Examples:
        palimpsest model inspect stories260K.gguf
        palimpsest model inspect SmolLM2-135M --json
      """)

  @Argument(help: "The model's file or folder.")
  var model: String

  @Option(
    help: ArgumentHelp(
      "The tokenizer, where it is not the model's own.", valueName: "file"))
  var tokenizer: String?

  @OptionGroup(title: "Output") var output: OutputOptions

  func run() throws {
    guard !ModelOpening.isAddress(model) else {
      throw ValidationError("An endpoint is looked at with 'palimpsest model probe'.")
    }
    let inspection = try LanguageModelInspection(model, tokenizer: tokenizer)
    let result = CommandResult(
      command: "model inspect", facts: inspection.facts.merging(inspection.settings) { $1 },
      measures: inspection.measures)
    guard !output.json else { return try Console.write(result.json) }
    try Console.write(MeasureLines.table(inspection.facts))
    if !output.quiet {
      try Console.write("\n" + MeasureLines.table(inspection.measures))
    }
    if output.verbose { try Console.write("\n" + MeasureLines.table(inspection.settings)) }
  }
}
