// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits
import Evidence

/// `palimpsest audit corpus DIR`.
struct AuditCorpusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "corpus",
    abstract: "Which documents would a model that learns from this corpus know by heart?",
    discussion: """
      Trains many small models, each on a random part of the documents, before anybody trains a large \
      one, and holds each document against the models that learned from it and those that did not. \
      Classifiers learn to tell a text's kind, its author's locale, or another attribute of its author; \
      language models learn to go on with it. The corpus is one of 'corpus generate'.

      Examples:
        palimpsest audit corpus people
        palimpsest audit corpus people --learner ngram --limit 100
      """)

  @Argument(help: ArgumentHelp("The corpus.", valueName: "folder"))
  var corpus: String

  @Option(help: "What learns from it.")
  var learner = CorpusAuditJob.Learner.nearest

  @Option(
    help: ArgumentHelp(
      "What classifiers tell of a text: kind, locale, or an attribute such as income-level.",
      valueName: "attribute"))
  var target = CorpusAuditJob.usualTarget

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many models to train. (default: nearest 1000, linear 400, ngram 100, transformer 40)",
      valueName: "count"))
  var models: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The share of documents that each model is trained on.", valueName: "share"))
  var share = 0.7

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("At most so many documents of each number of copies.", valueName: "count"))
  var limit = 250

  @Option(help: ArgumentHelp("The thresholds, as YAML; also sought by name.", valueName: "file"))
  var policy = "corpus-memorization.yaml"

  @Flag(help: "End with 0 whatever the verdict, for jobs that only report.")
  var exitZero = false

  @OptionGroup(title: "Computation") var compute: ComputeOptions
  @OptionGroup(title: "Run") var place: RunPlaceOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit is a number from 1.") }
    if let models, !(2...100_000).contains(models) {
      throw ValidationError("--models is a number from 2 to 100000.")
    }
    if !(share > 0 && share < 1) { throw ValidationError("--share lies between 0 and 1.") }
  }

  func run() async throws {
    let audit = try CorpusAudit(job)
    let path = try place.out ?? "runs/\(audit.defaultName)"
    if place.plan { return try place.show(audit, at: path, output) }
    let session = AuditSession(
      jobs: compute.jobCount, progress: place.progress, output: output, isExitZero: exitZero)
    try await session.start(audit, at: path, isReplacing: place.force)
  }

  private var job: CorpusAuditJob {
    var job = CorpusAuditJob(corpus: corpus, policy: PolicyFolders.file(named: policy))
    job.learner = learner
    job.target = target
    job.modelCount = models
    job.share = share
    job.limit = limit
    job.seed = compute.seed
    job.kernels = compute.kernelSet
    return job
  }
}

extension CorpusAudit: RunnableAudit {
  var inputs: [String] { job.inputs }
  var seed: UInt64 { job.seed }
  var kind: String { CorpusAuditJob.kind }

  func document(
    in store: RunStore, jobs: Int, progress: @escaping @Sendable (String, Int, Int) -> Void
  ) async throws(AuditError) -> AuditDocument {
    try await run(
      in: store,
      AuditSurroundings(jobs: jobs, progress: progress, isCancelled: { Interruption.isRequested }))
  }
}
