// SPDX-License-Identifier: Apache-2.0

import Compute
package import Evidence
package import LanguageModels

/// Trains a language model on texts and writes it: `model train`.
package struct LanguageModelTraining: Sendable {
  /// What is trained.
  package enum Recipe: Sendable {
    /// A transformer, by a recipe whose file has this digest.
    case transformer(LanguageModels.TrainingRecipe, digest: Digest)
    /// An n-gram model of this order, over a vocabulary of so many tokens at most.
    case ngram(order: Int, vocabularyCount: Int)
  }

  /// What is trained.
  package let recipe: Recipe
  /// The model that training goes on from; nil to begin from scratch.
  package let start: String?
  /// Where the model goes.
  package let folder: ModelFolder
  /// The seed of the weights and of private training's draws.
  package let seed: UInt64
  /// The number of threads; changes nothing but the time.
  package let jobs: Int
  /// Whether an unfinished training there is gone on with.
  package let isResuming: Bool
  /// Steps between checkpoints.
  package let checkpointInterval: Int
  /// Called with the number of each step, that of all steps, and the loss.
  package let progress: @Sendable (Int, Int, Double?) -> Void
  /// Whether to stop as soon as possible.
  package let isCancelled: @Sendable () -> Bool

  /// Describes a training.
  package init(
    _ recipe: Recipe, from start: String? = nil, to folder: ModelFolder, seed: UInt64, jobs: Int,
    isResuming: Bool = false, checkpointInterval: Int = 100,
    progress: @escaping @Sendable (Int, Int, Double?) -> Void = { _, _, _ in },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.recipe = recipe
    self.start = start
    self.folder = folder
    self.seed = seed
    self.jobs = jobs
    self.isResuming = isResuming
    self.checkpointInterval = checkpointInterval
    self.progress = progress
    self.isCancelled = isCancelled
  }

  /// Reads the texts, trains and writes; what stands in the place stays until all is there.
  ///
  /// A transformer's folder holds `config.json`, `model.safetensors`, `tokenizer.json`,
  /// `tokenizer_config.json`, `model.gguf`, `training.jsonl` and, where it was trained privately,
  /// `privacy.json`; that of an n-gram model
  /// `config.json`, `ngram.bin` and `tokenizer.json`.
  ///
  /// - Parameters:
  ///   - corpus: The folder of a corpus, or a file of one document a line.
  ///   - left: The sets of a corpus to leave out.
  ///   - limit: The most examples or lines; nil for all.
  /// - Returns: Facts, the last loss, and the files written.
  /// - Throws: `AUD046` where it was stopped, and what reading, training and writing throw.
  package func run(
    on corpus: String, without left: [String], limit: Int? = nil
  ) throws(AuditError) -> CommandResult {
    try folder.check(against: [corpus] + [start].compactMap(\.self))
    try folder.begin(isResuming: isResuming)
    do throws(AuditError) {
      let texts = try LearntTexts(corpus, without: left, scratch: folder.partial, limit: limit)
      switch recipe {
      case .transformer(let recipe, let digest):
        return try TransformerRun(self, recipe, digest, texts).run()
      case .ngram(let order, let vocabularyCount):
        return try trainNGrams(texts, order: order, vocabularyCount: vocabularyCount)
      }
    } catch {
      // What was stopped, or has a checkpoint to go on from, is still worth something.
      if error.category != .unfinished, !isResuming, !StoredFile.exists(folder.checkpoint) {
        folder.discard()
      }
      throw error
    }
  }

  private func trainNGrams(
    _ texts: LearntTexts, order: Int, vocabularyCount: Int
  ) throws(AuditError) -> CommandResult {
    do throws(LanguageModelError) {
      var learner = try BPETrainer(.init(vocabularyCount: vocabularyCount))
      for text in texts.texts { learner.add(text) }
      let vocabulary = try learner.train()
      let documents = ModelTraining.tokens(
        texts.texts, try vocabulary.tokenizer(name: "ngram"), jobs: jobs)
      var counter = NGramCounter(
        order: order, vocabularyCount: vocabulary.tokens.count, beginning: nil)
      for place in texts.order { counter.add(documents[place]) }
      try NGramFolder.write(counter.probabilities(), to: folder.partial)
      try ModelFolder.write(
        try vocabulary.tokenizerJSON(), to: "\(folder.partial)/tokenizer.json")
    } catch {
      throw AuditError(error)
    }
    var facts = texts.facts
    facts["recipe"] = "ngram"
    facts["order"] = String(order)
    return try publish(
      texts, recipe: nil, facts: facts, measures: [], files: NGramFolder.fileNames)
  }

  /// Puts the folder in its place and says what was written.
  func publish(
    _ texts: LearntTexts, recipe: Digest?, start: Digest? = nil, facts: [String: String],
    measures: [Evidence.Measurement], files: [String]
  ) throws(AuditError) -> CommandResult {
    let digest: Digest
    let outputs: [CommandResult.Output]
    do {
      let identity =
        try NGramFolder.isModel(folder.partial)
        ? NGramFolder.read(folder.partial).identity : ModelFile.open(folder.partial).identity()
      guard let hex = identity.digest?.dropFirst("sha256:".count),
        let found = Digest(hex: String(hex))
      else { preconditionFailure("a model on disk has a digest") }
      digest = found
      outputs = try files.map { name in
        CommandResult.Output(
          path: "\(folder.path)/\(name)",
          digest: try Digest.sha256(contentsOf: "\(folder.partial)/\(name)"))
      }
    } catch {
      throw AuditError(any: error)
    }
    var inputs = [LineageRecord.Input(role: texts.role, digest: texts.digest)]
    if let recipe { inputs.append(.init(role: "recipe", digest: recipe)) }
    if let start { inputs.append(.init(role: "model", digest: start)) }
    try folder.publish(
      digest: digest, inputs: inputs,
      command: "palimpsest model train")
    return CommandResult(
      command: "model train", seed: seed,
      facts: facts.merging(["model-digest": "sha256:\(digest.hex)"]) { $1 }, measures: measures,
      outputs: outputs)
  }
}
