// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `palimpsest model`.
struct ModelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "model",
    abstract: "Look at, score, run, train, convert and serve language models.",
    discussion: """
      A model is a GGUF file, a llama2.c file, a folder with config.json and safetensors, a folder \
      that 'model train' made, or the address of an endpoint. Hosts other than this machine must be \
      named with --allow-host; the key of an endpoint is read from PALIMPSEST_API_KEY alone.
      """,
    subcommands: [
      ModelInspectCommand.self, ModelScoreCommand.self, ModelGenerateCommand.self,
      ModelTrainCommand.self, ModelConvertCommand.self, ModelServeCommand.self,
      ModelProbeCommand.self,
    ])
}
