// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits
import Recommenders

/// `palimpsest demo recommender`.
struct DemoRecommenderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recommender",
    abstract: "Make up a population, train, erase 5 % of interactions and one user, and verify.",
    discussion: """
      The data go into OUT-data and can be audited again in other ways. A former demonstration in the \
      same place is replaced.

      Example: palimpsest demo recommender --seed 7
      """)

  @Option(name: .shortAndLong, help: ArgumentHelp("The run's folder.", valueName: "folder"))
  var out = "runs/demo"

  @Option(help: "What to say on standard error while it lasts.")
  var progress = AuditSession.Progress.plain

  @Flag(help: "End with 0 whatever the verdict, for jobs that only report.")
  var exitZero = false

  @OptionGroup(title: "Computation") var compute: ComputeOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func run() throws {
    let demonstration = try RecommenderDemonstration(
      writingTo: "\(out)-data", seed: compute.seed, jobs: compute.jobCount)
    var job = RecommenderAuditJob(
      data: InteractionSource(path: demonstration.data, format: .csv),
      policy: PolicyFolders.file(named: JudgementOptions.defaultPolicy))
    job.erase = ["interactions:0.05", "user:\(demonstration.person)"]
    job.attributes = demonstration.attributes
    job.seed = compute.seed
    job.kernels = compute.kernelSet
    let session = AuditSession(
      jobs: compute.jobCount, progress: progress, output: output, isExitZero: exitZero)
    try session.start(try RecommenderAudit(job), at: out, isReplacing: true)
  }
}
