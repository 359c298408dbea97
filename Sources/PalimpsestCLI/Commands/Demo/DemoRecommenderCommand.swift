// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits
import Evidence
import Recommenders

/// `palimpsest demo recommender`.
struct DemoRecommenderCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recommender",
    abstract: "Make up a population, train, erase 5 % of interactions and one user, and verify.",
    discussion: """
      The data go into OUT-data and can be audited again in other ways.

      Example: palimpsest demo recommender --seed 7
      """)

  @Option(name: .shortAndLong, help: ArgumentHelp("The run's folder.", valueName: "folder"))
  var out = "runs/demo"

  @Flag(help: "Replace the run and the data that stand there.")
  var force = false

  @Option(help: "What to say on standard error while it lasts.")
  var progress = AuditSession.Progress.plain

  @Flag(help: "End with 0 whatever the verdict, for jobs that only report.")
  var exitZero = false

  @OptionGroup(title: "Computation") var compute: ComputeOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func run() async throws {
    let run = try DemoCommand.place(out, isReplacing: force)
    let demonstration = try RecommenderDemonstration(
      writingTo: "\(run)-data", seed: compute.seed, jobs: compute.jobCount)
    var job = RecommenderAuditJob(
      data: InteractionSource(path: demonstration.data, format: .csv),
      policy: PolicyFolders.file(named: JudgementOptions.defaultPolicy))
    job.erase = ["interactions:0.05", "user:\(demonstration.person)"]
    job.attributes = demonstration.attributes
    job.seed = compute.seed
    job.kernels = compute.kernelSet
    let session = AuditSession(
      jobs: compute.jobCount, progress: progress, output: output, isExitZero: exitZero)
    try await session.start(try RecommenderAudit(job), at: run, isReplacing: force)
  }
}
