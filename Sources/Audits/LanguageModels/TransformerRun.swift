// SPDX-License-Identifier: Apache-2.0

import Compute
import Evidence
import LanguageModels

/// One training of a transformer, from texts to files.
struct TransformerRun {
  private let training: LanguageModelTraining
  private let recipe: LanguageModels.TrainingRecipe
  private let recipeDigest: Digest
  private let texts: LearntTexts

  init(
    _ training: LanguageModelTraining, _ recipe: LanguageModels.TrainingRecipe,
    _ recipeDigest: Digest, _ texts: LearntTexts
  ) {
    self.training = training
    self.recipe = recipe
    self.recipeDigest = recipeDigest
    self.texts = texts
  }

  private var folder: ModelFolder { training.folder }
  private var checkpoint: String { folder.checkpoint }
  private var log: String { "\(folder.partial)/training.jsonl" }

  /// Trains and publishes.
  func run() throws(AuditError) -> CommandResult {
    let model: ModelTraining
    let start: Digest?
    let last: TrainingStep?
    do throws(LanguageModelError) {
      (model, start) = try prepared()
      last = try steps(model.trainer)
    } catch {
      throw AuditError(error)
    }
    guard model.trainer.isFinished else {
      throw AuditError(
        "AUD046", .unfinished,
        "The training was stopped after step \(model.trainer.completedStepCount) of "
          + "\(model.trainer.stepCount).",
        remedy: "Run the same command with --resume to go on.")
    }
    do throws(LanguageModelError) {
      try model.writeHuggingFace(to: folder.partial)
      try model.writeGGUF(to: "\(folder.partial)/model.gguf", name: recipe.name)
      if let report = try model.trainer.privacyReport() {
        let bytes = (try? PrivacyPromise.json(report).readableBytes()) ?? []
        try ModelFolder.write(bytes, to: "\(folder.partial)/\(PrivacyPromise.fileName)")
      }
      try remove(checkpoint)
    } catch {
      throw AuditError(error)
    }
    return try training.publish(
      texts, recipe: recipeDigest, start: start, facts: facts(model),
      measures: try measures(model, last), files: files)
  }

  /// The training, from scratch or from a model, and the digest of the latter.
  private func prepared() throws(LanguageModelError) -> (ModelTraining, Digest?) {
    guard let path = training.start else {
      return (
        try ModelTraining(
          recipe, texts: texts.texts, order: texts.order, seed: Seed(training.seed),
          jobs: training.jobs), nil
      )
    }
    let file = try ModelFile.open(path)
    return (
      try ModelTraining(
        recipe, from: file, texts: texts.texts, order: texts.order, seed: Seed(training.seed),
        jobs: training.jobs), try ModelConversion.digest(of: file)
    )
  }

  /// The files that were written, as far as the vocabulary has them.
  private var files: [String] {
    let adapters = ["adapter_config.json", "adapter_model.safetensors"].map {
      "\(ModelTraining.adapterFolder)/\($0)"
    }
    let names = [
      "config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json", "model.gguf",
      "training.jsonl", PrivacyPromise.fileName,
    ]
    return (names + adapters).filter { StoredFile.exists("\(folder.partial)/\($0)") }
  }

  /// Makes all steps, with a line of the log and now and then a checkpoint for each.
  private func steps(_ trainer: Trainer) throws(LanguageModelError) -> TrainingStep? {
    var lines: [String] = []
    if training.isResuming, StoredFile.exists(checkpoint) {
      try trainer.resume(from: checkpoint)
      lines = earlierLines(count: trainer.completedStepCount)
    }
    var last: TrainingStep?
    var failure: LanguageModelError?
    _ = try trainer.run(checkpoint: checkpoint, every: training.checkpointInterval) { step in
      lines.append(TransformerRun.line(step))
      last = step
      training.progress(step.number, trainer.stepCount, step.loss)
      let isStopping = training.isCancelled()
      // The log is written before the checkpoint, so that it never lacks a step of it.
      if isStopping || trainer.isFinished || step.number % training.checkpointInterval == 0 {
        do throws(LanguageModelError) {
          try ModelFolder.write(Array(lines.joined().utf8), to: log)
        } catch {
          failure = error
          return false
        }
      }
      return !isStopping
    }
    if let failure { throw failure }
    if last == nil { try ModelFolder.write(Array(lines.joined().utf8), to: log) }
    return last
  }

  /// The lines of the log up to a step.
  private func earlierLines(count: Int) -> [String] {
    guard let bytes = try? StoredFile.read(log) else { return [] }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").prefix(count)
      .map { "\($0)\n" }
  }

  private static func line(_ step: TrainingStep) -> String {
    let document: JSONValue = [
      "step": .int(step.number), "epoch": step.epoch.map { .int($0) } ?? .null,
      "tokens": .int(step.tokenCount), "loss": .number(orNull: step.loss),
      "learning-rate": .number(step.learningRate), "gradient-norm": .number(step.gradientNorm),
    ]
    let bytes = (try? document.canonicalBytes()) ?? []
    return String(decoding: bytes, as: UTF8.self) + "\n"
  }

  private func remove(_ path: String) throws(LanguageModelError) {
    do throws(EvidenceError) {
      try StoredFile.remove(path)
    } catch {
      throw LanguageModelError(
        "LMD022", .inputOutput, "\(path) cannot be removed.", remedy: error.remedy,
        cause: error.message)
    }
  }

  private func facts(_ model: ModelTraining) -> [String: String] {
    let shape = model.trainer.passes.parameters.configuration
    return texts.facts.merging([
      "recipe": recipe.name, "recipe-digest": recipeDigest.hex,
      "architecture": shape.architecture.rawValue,
      "parameters": String(model.trainer.passes.parameters.layout.parameterCount),
      "vocabulary": String(shape.vocabularyCount), "steps": String(model.trainer.stepCount),
      "kernels": KernelSet.best.rawValue,
      "differentially-private": recipe.training.privacy == nil ? "no" : "yes",
    ]) { $1 }
  }

  private func measures(
    _ model: ModelTraining, _ last: TrainingStep?
  ) throws(AuditError) -> [Evidence.Measurement] {
    let name = "training-loss"
    let group = ["step": "last"]
    var measures = [
      Measurement(missing: name, reason: "no step was made in this run", group: group)
    ]
    if let last, let loss = last.loss {
      measures = [
        Measurement(
          name, loss, n: last.tokenCount, group: group,
          method: "mean before the last step, in nats a token", seed: training.seed)
      ]
    }
    do throws(LanguageModelError) {
      guard let report = try model.trainer.privacyReport() else { return measures }
      measures.append(
        Measurement(
          "epsilon", report.epsilon, n: report.stepCount,
          group: [
            "delta": "\(report.delta)", "unit": report.unit, "units": String(report.unitCount),
          ], method: report.accountant, seed: training.seed))
      return measures
    } catch {
      throw AuditError(error)
    }
  }
}
