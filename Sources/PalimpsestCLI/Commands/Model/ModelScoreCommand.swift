// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits
import Evidence
import LanguageModels

/// `palimpsest model score M`.
struct ModelScoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "Say how likely a model finds a text, token by token.",
    discussion: """
      Log-probabilities are natural logarithms; the mean leaves out the first token of the sequence, \
      which is the beginning token where the model declares one. Special tokens that a text spells \
      out are read as text. A file ending in .jsonl holds one object with 'text' a line, and perhaps \
      'id': the answer is one line a text, with --json one document a line. What an endpoint does not \
      tell is null, with the reason; so is a line longer than the context, and the exit code is 11.

      Examples:
        palimpsest model score stories260K.gguf --text "Once upon a time" --json
        palimpsest model score http://127.0.0.1:8080 --input texts.jsonl --json
      """)

  @Argument(help: "The model's file, folder or address.")
  var model: String

  @Option(help: ArgumentHelp("The text.", valueName: "text"))
  var text: String?

  @Option(
    help: ArgumentHelp("A file of one text, or of one object a line.", valueName: "file"))
  var input: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Tell so many of the likeliest tokens, too.", valueName: "count"))
  var top = 0

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("At most so many lines.", valueName: "count"))
  var limit: Int?

  @OptionGroup(title: "Model") var options: ModelOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func validate() throws {
    guard text != nil || input != nil else {
      throw ValidationError("Give the text with --text, or a file of it with --input.")
    }
    guard text == nil || input == nil else {
      throw ValidationError("Give --text or --input, not both.")
    }
    guard (0...1_000_000).contains(top) else {
      throw ValidationError("--top is a number from 0 to 1000000.")
    }
    if let limit, limit < 1 { throw ValidationError("--limit is a number from 1.") }
  }

  func run() async throws {
    let texts = try texts()
    let subject = try await options.open(model, topCount: top)
    let scoring = TextScoring(subject, topCount: top)
    Interruption.watch()
    var lines = ScoreLines(subject.model, isLines: texts.isLines)
    var left = texts.entries.count
    var refused = 0
    try await scoring.score(texts.entries) { scored throws(AuditError) in
      if output.json {
        try show(scored, of: subject.model, isLine: texts.isLines)
      } else {
        try Console.write(lines.text(scored, isQuiet: output.quiet))
      }
      left -= 1
      if scored.refusal != nil { refused += 1 }
      return !Interruption.isRequested
    }
    guard left == 0 else { throw ModelScoreCommand.stopped }
    if !output.json { try Console.write(lines.summary) }
    if refused > 0 { throw ExitCode(ExitStatus.inconclusive) }
  }

  /// Writes a document, on one line where it is one of several.
  private func show(
    _ scored: ScoredText, of model: any LanguageModel, isLine: Bool
  ) throws(AuditError) {
    let document = scored.json(model.identity, model.capability)
    do {
      guard isLine else { return try Console.write(document) }
      try Console.write(String(decoding: document.canonicalBytes(), as: UTF8.self) + "\n")
    } catch {
      throw AuditError(any: error)
    }
  }

  private func texts() throws -> TextInput {
    if let input { return try TextInput(path: input, limit: limit) }
    return TextInput(text: text ?? "")
  }

  private static let stopped = AuditError(
    "CLI005", .unfinished, "Scoring was stopped.",
    remedy: "Run the command again; answers that --cache kept are not asked for twice.")
}
