// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits
import Evidence
import LanguageModels

/// `palimpsest model generate M`.
struct ModelGenerateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Let a model go on with a text, and print what it adds.",
    discussion: """
      Temperature 0, the default, takes the likeliest token each time; with any other the seed \
      decides. --activations int8 is faster and not exact; the result names it, and scores never use \
      it.

      Example: palimpsest model generate stories260K.gguf --prompt "Once upon a time" --max-tokens 60
      """)

  @Argument(help: "The model's file, folder or address.")
  var model: String

  @Option(help: ArgumentHelp("The text to go on with.", valueName: "text"))
  var prompt: String

  @Option(parsing: .unconditional, help: "The most tokens to add.")
  var maxTokens = 100

  @Option(parsing: .unconditional, help: "How far from the likeliest tokens to go.")
  var temperature = 0.0

  @Option(
    parsing: .unconditional, help: "Draw from so many of the likeliest tokens. (default: all)")
  var topK: Int?

  @Option(parsing: .unconditional, help: "Draw from the likeliest tokens of this probability.")
  var topP = 1.0

  @Option(parsing: .unconditional, help: "The seed of the draws.")
  var seed: UInt64 = 1

  @Option(help: "How a model in this process holds what matrices are multiplied with.")
  var activations = Activations.float32

  @OptionGroup(title: "Model") var options: ModelOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func validate() throws {
    guard (0...1_000_000).contains(maxTokens) else {
      throw ValidationError("--max-tokens is a number from 0 to 1000000.")
    }
    guard temperature >= 0, temperature <= 100 else {
      throw ValidationError("--temperature is a number from 0 to 100.")
    }
    guard activations == .float32 || !ModelOpening.isAddress(model) else {
      throw ValidationError("--activations is about a model in this process, not an endpoint.")
    }
    if let topK, topK < 1 { throw ValidationError("--top-k is a number from 1.") }
    guard topP > 0, topP <= 1 else {
      throw ValidationError("--top-p is a number above 0 and up to 1.")
    }
  }

  func run() async throws {
    let subject = try await options.open(model)
    let settings = GenerationSettings(
      tokenLimit: maxTokens, temperature: temperature, topK: topK, topP: topP, seed: seed,
      activations: activations)
    let generation = TextGeneration(subject, settings)
    let outcome = try await generation.run(prompt)
    guard !output.json else { return try Console.write(generation.json(outcome)) }
    try Console.write(TextTable.plainLines(outcome.text) + "\n")
    if outcome.activations == .int8 {
      Console.note("warning: written with activations of 8 bits, which are not exact.\n")
    }
  }
}
