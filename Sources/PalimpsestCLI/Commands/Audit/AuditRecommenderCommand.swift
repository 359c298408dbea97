// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits

/// `palimpsest audit recommender FILE`.
struct AuditRecommenderCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recommender",
    abstract: "Was this really erased from this recommender? Ends with a verdict and a report.",
    discussion: """
      Without --model, trains on the data, erases, and judges the result. With --model, judges a model \
      that somebody else erased: the data are those from before the erasure, and --erase-file says \
      what was to go. Comparison models that never saw it are trained here, or come by --gold.

      Examples:
        palimpsest audit recommender ml-100k/u.data --erase users:0.05
        palimpsest audit recommender ml-100k/u.data --model after.npz --erase-file pairs.tsv \
      --user-ids users.txt --item-ids items.txt
      """)

  @Argument(help: "The interactions, as they were before the erasure.")
  var file: String

  @OptionGroup(title: "Request") var erasure: ErasureOptions
  @OptionGroup(title: "Model erased here or elsewhere") var door: DoorOptions
  @OptionGroup(title: "Judgement") var judgement: JudgementOptions
  @OptionGroup(title: "Data") var data: DataOptions
  @OptionGroup(title: "Training") var training: TrainingOptions
  @OptionGroup(title: "Computation") var compute: ComputeOptions
  @OptionGroup(title: "Run") var place: RunPlaceOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func validate() throws {
    if door.isJudging && erasure.erase.isEmpty && erasure.eraseFile == nil {
      throw ValidationError("Say what was to be erased from the model: give --erase-file.")
    }
  }

  func run() async throws {
    let audit = try RecommenderAudit(job)
    let path = try place.out ?? "runs/\(audit.defaultName)"
    if place.plan { return try place.show(audit, at: path, output) }
    let session = AuditSession(
      jobs: compute.jobCount, progress: place.progress, output: output,
      isExitZero: judgement.exitZero)
    try await session.start(audit, at: path, isReplacing: place.force)
  }

  private var job: RecommenderAuditJob {
    var job = RecommenderAuditJob(
      data: data.source(file), policy: PolicyFolders.file(named: judgement.policy))
    job.erase = erasure.erase
    job.eraseFile = erasure.eraseFile
    job.door = door.door
    job.training = training.given
    job.seed = compute.seed
    job.goldCount = judgement.goldSeeds
    job.attributes = judgement.attributes
    job.kernels = compute.kernelSet
    job.showsValues = erasure.showValues
    return job
  }
}
