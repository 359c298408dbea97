// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits
import LanguageModels

/// `palimpsest model convert M`.
struct ModelConvertCommand: ParsableCommand {
  /// How matrices are stored.
  enum Element: String, CaseIterable, ExpressibleByArgument {
    case f32
    case f16

    var element: TensorElement { self == .f32 ? .f32 : .f16 }
  }

  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Write a model as a GGUF file or as a Hugging Face folder.",
    discussion: """
      Quantized weights are unpacked; norms and biases stay in 32 bits. The vocabulary goes along, \
      but for a SentencePiece one of merges alone, as in Mistral's tokenizer.json, which GGUF does not \
      express.

      Examples:
        palimpsest model convert model --as gguf --element f16 -o model-f16.gguf
        palimpsest model convert SmolLM2-135M.gguf --as huggingface -o smollm2
      """)

  @Argument(help: "The model's file or folder.")
  var model: String

  @Option(name: .customLong("as"), help: "The format.")
  var form: ModelConversion.Form

  @Option(help: "How matrices are stored.")
  var element = Element.f32

  @Option(
    help: ArgumentHelp("The tokenizer, where it is not the model's own.", valueName: "file"))
  var tokenizer: String?

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The file or folder to make.", valueName: "path"))
  var out: String

  @Flag(help: "Replace the model that stands there.")
  var force = false

  @OptionGroup(title: "Output") var output: OutputOptions

  func run() throws {
    let conversion = ModelConversion(
      model, as: form, element: element.element, to: out, isReplacing: force,
      tokenizer: tokenizer)
    let result = try conversion.run()
    try output.show(result)
    if result.facts["tokenizer"] == "none" {
      Console.note("warning: the model has no tokenizer, without which few tools load it.\n")
    }
  }
}
