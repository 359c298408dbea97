// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits
import Compute
import Corpora
import Evidence
import LanguageModels

/// `palimpsest demo model`.
struct DemoModelCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "model",
    abstract: "Make up people and their texts, train a model on them, and see what it remembers.",
    discussion: """
      Texts stand in the training once, 5, 10 or 25 times; the report shows how what the model says of \
      people rises with it. Corpus and model go into OUT-data and can be audited again in other ways. \
      Ends with 0: a model that was trained to remember is meant to fail.

      Example: palimpsest demo model --seed 7
      """)

  @Option(name: .shortAndLong, help: ArgumentHelp("The run's folder.", valueName: "folder"))
  var out = "runs/demo-model"

  @Flag(help: "Replace the run and the data that stand there.")
  var force = false

  @Option(help: "What to say on standard error while it lasts.")
  var progress = AuditSession.Progress.plain

  @OptionGroup(title: "Computation") var compute: ComputeOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func run() async throws {
    let run = try DemoCommand.place(out, isReplacing: force)
    Interruption.watch()
    let demonstration = LanguageModelDemonstration(in: "\(run)-data")
    let isSpeaking = progress == .plain && !output.quiet
    try demonstration.make(
      try source(), try recipe(), seed: compute.seed, jobs: compute.jobCount,
      progress: { step, all, loss in
        guard isSpeaking, step % 100 == 0 || step == all else { return }
        Console.note("  training \(step)/\(all)  loss \(NumberText.of(loss))\n")
      },
      isCancelled: { Interruption.isRequested })
    var job = LanguageModelAuditJob(
      model: demonstration.model, material: .corpus(demonstration.corpus),
      policy: PolicyFolders.file(named: AuditModelCommand.defaultPolicy))
    job.seed = compute.seed
    job.kernels = compute.kernelSet
    let audit = try await AuditModelCommand.audit(job, jobs: compute.jobCount)
    let session = AuditSession(
      jobs: compute.jobCount, progress: progress, output: output, isExitZero: true)
    try await session.start(audit, at: run, isReplacing: force)
  }

  private func source() throws -> SyntheticCorpus {
    let tables = try CorporaFolders.folder(nil)
    return try SyntheticCorpus(
      recipe: try CorpusRecipe(
        contentsOf: try CorporaFolders.recipe(named: "memorization", in: tables)),
      seed: compute.seed, formats: .reserved, tables: tables)
  }

  private func recipe() throws -> LanguageModelTraining.Recipe {
    let path = try ModelRecipes.path(named: "tiny")
    return .transformer(
      try LanguageModels.TrainingRecipe(contentsOf: path),
      digest: try Digest.sha256(contentsOf: path))
  }
}
