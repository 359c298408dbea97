// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits
import Evidence
import LanguageModels
import Servers

/// `palimpsest model serve M`.
struct ModelServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serve a model in OpenAI's form, with the log-probabilities of prompts.",
    discussion: """
      POST /v1/completions takes a text or token identifiers, echo, logprobs, max_tokens (0 too), \
      temperature, top_p, top_k, seed and stop; beside OpenAI's members an answer has token_ids, \
      token_ranks and top_tokens. There are GET /v1/models, POST /tokenize and /detokenize, and GET \
      /health. Prints where it listens, with --json as a document, and serves until it is stopped.

      Only programs on this machine are served unless --host says otherwise; then clients must send \
      the key in PALIMPSEST_API_KEY, which is asked for wherever that is set. No text is logged.

      Example: palimpsest model serve stories260K.gguf --port 8080
      """)

  @Argument(help: "The model's file or folder.")
  var model: String

  @Option(
    parsing: .unconditional, help: "The port to listen on; 0 takes any that is free.")
  var port = 8080

  @Option(help: ArgumentHelp("The address to listen on.", valueName: "address"))
  var host = "127.0.0.1"

  @Option(help: ArgumentHelp("What clients call the model. (default: the file's name)"))
  var name: String?

  @Option(
    help: ArgumentHelp(
      "The tokenizer, where it is not the model's own: tokenizer.json, GGUF, or tok32000.bin.",
      valueName: "file"))
  var tokenizer: String?

  @OptionGroup(title: "Computation") var compute: ThreadOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func validate() throws {
    guard (0...65_535).contains(port) else {
      throw ValidationError("--port is a number from 0 to 65535.")
    }
    if ModelOpening.isAddress(model) {
      throw ValidationError("A file or folder is served, not another endpoint.")
    }
  }

  func run() async throws {
    let isLocal = LoopbackHost.isNamed(host.lowercased()[...])
    let key = try ModelOpening.key() == nil ? nil : ModelOpening.keyText
    guard isLocal || key != nil else {
      throw AuditError(
        "CLI006", .usage, "Other machines would be served without a key.",
        remedy: "Set \(ModelOpening.keyVariable) to what clients must send, or leave --host out.")
    }
    let opening = ModelOpening(
      tokenizer: tokenizer, jobs: compute.jobCount, kernels: compute.kernelSet)
    let subject = try opening.openFile(model)
    // A model in this process has a tokenizer, or was refused for want of one.
    guard let words = subject.tokenizer else { preconditionFailure("a file without tokenizer") }
    let served = ServedModel(model: subject.model, tokenizer: words, name: name)
    let server = ModelServer(served, key: key, isLocal: isLocal)
    let (host, isJSON) = (host, output.json)
    do {
      try await server.run(host: host, port: port) { port in
        ModelServeCommand.announce(served, host: host, port: port, isJSON: isJSON)
      }
    } catch {
      throw AuditError(
        error.code, .inputOutput, error.message, remedy: error.remedy)
    }
  }

  private static func announce(_ served: ServedModel, host: String, port: Int, isJSON: Bool) {
    let address = "http://\(host.contains(":") ? "[\(host)]" : host):\(port)"
    let facts = [
      "address": address, "model": served.name, "digest": served.model.identity.digest ?? "",
    ]
    // Whoever cannot read where the server listens can still ask the port that was named.
    if isJSON {
      try? Console.write(CommandResult(command: "model serve", facts: facts).json)
    } else {
      try? Console.write("serving \(served.name) at \(address)\n")
    }
  }
}
