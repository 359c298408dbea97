// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits
import Evidence
import Foundation
import LanguageModels

/// `palimpsest audit model M`.
struct AuditModelCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "model",
    abstract: "What does this language model remember? Ends with a verdict and a report.",
    discussion: """
      With --corpus, the model was trained on a corpus of 'corpus generate': what it says of values \
      that it saw is held against what it says of twins that it never saw. With --members and \
      --nonmembers, two files of texts are told apart, and it is asked to go on with them. The model may \
      be a file, a folder or an address. --prompt-tokens 0 is PANORAMA's protocol: the whole text before \
      each value.

      Examples:
        palimpsest audit model small --corpus people --only memorize,member
        palimpsest audit model SmolLM2.gguf --members licences.jsonl --nonmembers invented.jsonl
      """)

  @Argument(help: "The model's file, folder or address.")
  var model: String

  @OptionGroup(title: "What it was trained on") var material: MaterialOptions
  @OptionGroup(title: "Risks") var risks: RiskOptions
  @OptionGroup(title: "Membership") var membership: MembershipOptions
  @OptionGroup(title: "Extraction") var extraction: ExtractionOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "At most so many documents of each number of copies, or lines of a file.",
      valueName: "count"))
  var limit = 200

  @Option(
    help: ArgumentHelp(
      "The thresholds, as YAML; also sought by name. (default: release-language-model, or "
        + "release-membership for --only member)", valueName: "file"))
  var policy: String?

  @Flag(help: "End with 0 whatever the verdict, for jobs that only report.")
  var exitZero = false

  @Option(
    parsing: .unconditional, help: "The seed of every draw; same input and seed, same bytes.")
  var seed: UInt64 = 1

  @OptionGroup(title: "Model") var options: ModelOptions
  @OptionGroup(title: "Run") var place: RunPlaceOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  /// The thresholds that apply unless others are named.
  static let defaultPolicy = "release-language-model.yaml"
  /// Those that apply where membership alone is measured.
  private static let membershipPolicy = "release-membership.yaml"

  func validate() throws {
    if !(1...1_000_000_000).contains(limit) {
      throw ValidationError("--limit is a number from 1 to 1000000000.")
    }
  }

  func run() async throws {
    let jobs = options.threads.jobCount
    let job = try job()
    if !job.isAddress { try options.refuseEndpointOptions() }
    let audit = try await AuditModelCommand.audit(job, jobs: jobs)
    let path = try place.out ?? "runs/\(audit.defaultName)"
    if place.plan {
      let estimate = try await audit.estimate(
        jobs: jobs, clock: { Machine.seconds }, peakBytes: { Machine.peakByteCount })
      return try place.show(audit, at: path, output, estimate: estimate)
    }
    let session = AuditSession(
      jobs: job.isAddress ? job.concurrency ?? 1 : jobs, progress: place.progress, output: output,
      isExitZero: exitZero)
    try await session.start(audit, at: path, isReplacing: place.force)
  }

  private func job() throws -> LanguageModelAuditJob {
    var job = LanguageModelAuditJob(
      model: model, material: material.material,
      policy: PolicyFolders.file(
        named: policy
          ?? (risks.risks == [.member]
            ? AuditModelCommand.membershipPolicy : AuditModelCommand.defaultPolicy)))
    job.tokenizer = options.tokenizer
    job.hosts = options.endpoint.allowHost
    job.name = options.endpoint.name
    job.dialect = options.endpoint.dialect?.rawValue
    job.concurrency = options.endpoint.concurrency
    job.rate = options.endpoint.rate
    job.cache = options.cache
    job.risks = risks.risks
    job.limit = limit
    job.promptLimit = risks.promptLimit
    job.membership = try membership.settings()
    job.extraction = extraction.settings
    job.seed = seed
    job.kernels = options.threads.kernelSet
    return job
  }

  /// Opens what a job names; units of work share the threads, so the model itself takes one.
  static func audit(
    _ job: LanguageModelAuditJob, jobs: Int
  ) async throws -> LanguageModelAudit {
    let endpoint = ModelOpening.Endpoint(
      hosts: job.hosts, name: job.name, dialect: job.dialect.flatMap(DialectName.init(rawValue:)),
      limits: RequestLimits(concurrency: job.concurrency ?? 1, perSecond: job.rate),
      cache: job.cache)
    let opening = ModelOpening(
      tokenizer: job.tokenizer, endpoint: endpoint, jobs: 1, kernels: job.kernels)
    let reference = try job.membership.reference.map { path throws(AuditError) in
      do throws(LanguageModelError) {
        return try ModelOpening(jobs: 1, kernels: job.kernels).openFile(path)
      } catch {
        throw AuditError(error)
      }
    }
    return try LanguageModelAudit(
      job, try await opening.open(job.model), reference: reference,
      scratch: FileManager.default.temporaryDirectory.path)
  }
}
