// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits
import Evidence
import LanguageModels

/// `palimpsest model train`.
struct ModelTrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Train a language model whose training texts are known to the last copy.",
    discussion: """
      A corpus that 'corpus generate' made is learnt in its training order; twins and unseen people \
      are never part of it, and --without forget makes the model that never saw the forget set. A \
      file is one document a line, or one object with 'text' a line where it ends in .jsonl.

      Recipes: tiny (about a minute on two cores), small (about ten), ngram (a second), or a YAML \
      file. The folder holds config.json, model.safetensors and tokenizer.json, which transformers \
      loads, model.gguf, which llama.cpp loads, and training.jsonl. The same texts, recipe, seed and \
      version give the same bytes at any number of threads, on one kernel set, however often the \
      training was stopped.

      A stopped training leaves FOLDER.partial; --resume goes on from its last checkpoint.

      Examples:
        palimpsest model train --corpus panorama --recipe tiny -o model
        palimpsest model train --corpus panorama --recipe tiny --without forget -o gold
        palimpsest model train --corpus notes.jsonl --recipe lora.yaml --from model -o tuned
      """)

  @Option(help: ArgumentHelp("A corpus's folder, or a file of texts.", valueName: "path"))
  var corpus: String

  @Option(help: ArgumentHelp("tiny, small, ngram, or a YAML file.", valueName: "name"))
  var recipe: String

  @Option(
    help: ArgumentHelp("A set of the corpus to leave out, such as forget.", valueName: "list"))
  var without: [String] = []

  @Option(
    help: ArgumentHelp(
      "A model to go on from, with its shape and vocabulary; a recipe with adapters needs one.",
      valueName: "model"))
  var from: String?

  @Option(help: "The family of the model. (default: the recipe's)")
  var architecture: ModelConfiguration.Architecture?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The number of steps. (default: the recipe's)", valueName: "count"))
  var steps: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("At most so many examples or lines.", valueName: "count"))
  var limit: Int?

  @Option(parsing: .unconditional, help: "The seed of the weights.")
  var seed: UInt64 = 1

  @OptionGroup var threads: JobsOptions

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The folder to make.", valueName: "folder"))
  var out: String

  @Flag(help: "Replace the model that stands there, and throw away an unfinished one.")
  var force = false

  @Flag(help: "Go on with a training that was stopped.")
  var resume = false

  @Option(help: "What to say on standard error while it lasts.")
  var progress = AuditSession.Progress.plain

  @OptionGroup(title: "Output") var output: OutputOptions

  func validate() throws {
    for (name, count) in [("--steps", steps), ("--limit", limit)] {
      if let count, !(1...100_000_000).contains(count) {
        throw ValidationError("\(name) is a number from 1 to 100000000.")
      }
    }
    if recipe == "ngram" && (architecture != nil || steps != nil || resume || from != nil) {
      throw ValidationError("--architecture, --steps, --from and --resume belong to other recipes.")
    }
    if without.contains(where: { $0.split(separator: ",").isEmpty }) {
      throw ValidationError("--without names no set; leave it out to train on all of them.")
    }
    if from != nil && architecture != nil {
      throw ValidationError("--architecture is that of the model that --from names.")
    }
  }

  func run() throws {
    let recipe = try chosenRecipe()
    Interruption.watch()
    let isSpeaking = progress == .plain && !output.quiet
    let training = LanguageModelTraining(
      recipe, from: from, to: ModelFolder(out, isReplacing: force), seed: seed,
      jobs: threads.count, isResuming: resume,
      progress: { step, all, loss in
        guard isSpeaking, step % 50 == 0 || step == all else { return }
        Console.note("  \(step)/\(all)  loss \(NumberText.of(loss))\n")
      },
      isCancelled: { Interruption.isRequested })
    try output.show(
      try training.run(
        on: corpus, without: without.flatMap { $0.split(separator: ",").map(String.init) },
        limit: limit))
  }

  private func chosenRecipe() throws -> LanguageModelTraining.Recipe {
    guard recipe != "ngram" else { return .ngram(order: 5, vocabularyCount: 4_096) }
    let path = try ModelRecipes.path(named: recipe)
    var read = try LanguageModels.TrainingRecipe(contentsOf: path)
    let digest = try Digest.sha256(contentsOf: path)
    if let steps { read.training.length = .steps(steps) }
    if let architecture { read.shape = read.shape?.of(architecture) }
    return .transformer(read, digest: digest)
  }
}
