// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits
import Evidence

/// `palimpsest audit recommender FILE`.
///
/// Two audits stand behind one command: of an erasure, and of what vectors tell of people.
struct AuditRecommenderCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recommender",
    abstract:
      "Was this really erased from this recommender? Or: what do its vectors tell of people?",
    discussion: """
      Without --model, trains on the data, erases, and judges the result. With --model, judges a model \
      that somebody else erased: the data are those from before the erasure, and --erase-file says \
      what was to go. Comparison models that never saw it are trained here, or come by --gold.

      With --only attribute, tells attributes such as sex and age group from the vectors that the model \
      keeps of users, and from their histories, beside chance; with --erase as well, before and after. \
      Ages are put into bands, other numbers into quarters.

      Examples:
        palimpsest audit recommender ml-100k/u.data --erase users:0.05
        palimpsest audit recommender ml-100k/u.data --model after.npz --erase-file pairs.tsv \
      --user-ids users.txt --item-ids items.txt
        palimpsest audit recommender ml-100k/u.data --only attribute --attributes ml-100k/u.user
      """)

  /// What is audited, by the words that `--only` takes.
  enum Subject: String, CaseIterable, ExpressibleByArgument {
    case erasure
    case attribute
  }

  @Argument(help: "The interactions, as they were before the erasure.")
  var file: String

  @Option(help: "What to audit: an erasure, or what vectors tell of people.")
  var only = Subject.erasure

  @OptionGroup(title: "Request") var erasure: ErasureOptions
  @OptionGroup(title: "Model erased here or elsewhere") var door: DoorOptions
  @OptionGroup(title: "Judgement") var judgement: JudgementOptions
  @OptionGroup(title: "Data") var data: DataOptions
  @OptionGroup(title: "Training") var training: TrainingOptions
  @OptionGroup(title: "Computation") var compute: ComputeOptions
  @OptionGroup(title: "Run") var place: RunPlaceOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func validate() throws {
    let isErasing = !erasure.erase.isEmpty || erasure.eraseFile != nil
    switch only {
    case .erasure:
      if door.isJudging && !isErasing {
        throw ValidationError("Say what was to be erased from the model: give --erase-file.")
      }
      if !judgement.attribute.isEmpty {
        throw ValidationError("--attribute belongs to --only attribute.")
      }
    case .attribute:
      if judgement.attributes == nil {
        throw ValidationError("Say what is known of the users: give --attributes.")
      }
      if Set(judgement.attribute).count < judgement.attribute.count {
        throw ValidationError("--attribute names a column twice.")
      }
      if door.served != nil {
        throw ValidationError("--served holds no vectors of users; give --model.")
      }
      if !isErasing && (door.unlearn != nil || door.before != nil || !door.gold.isEmpty) {
        throw ValidationError("--unlearn, --before and --gold belong to an erasure; give --erase.")
      }
    }
  }

  func run() async throws {
    let audit = try audit
    let path = try place.out ?? "runs/\(audit.defaultName)"
    if place.plan { return try place.show(audit, at: path, output) }
    let session = AuditSession(
      jobs: compute.jobCount, progress: place.progress, output: output,
      isExitZero: judgement.exitZero)
    try await session.start(audit, at: path, isReplacing: place.force)
  }

  private var audit: any RunnableAudit {
    get throws {
      guard only == .attribute else {
        return try RecommenderAudit(job(JudgementOptions.defaultPolicy))
      }
      var job = AttributeAuditJob(job(JudgementOptions.attributePolicy))
      job.columns = judgement.attribute
      return try AttributeAudit(job)
    }
  }

  private func job(_ usualPolicy: String) -> RecommenderAuditJob {
    var job = RecommenderAuditJob(
      data: data.source(file),
      policy: PolicyFolders.file(named: judgement.policy ?? usualPolicy))
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

extension AttributeAudit: RunnableAudit {
  var inputs: [String] { job.recommender.inputs }
  var seed: UInt64 { job.recommender.seed }
  var kind: String { AttributeAuditJob.kind }

  func document(
    in store: RunStore, jobs: Int, progress: @escaping @Sendable (String, Int, Int) -> Void
  ) async throws(AuditError) -> AuditDocument {
    try await run(
      in: store,
      AuditSurroundings(jobs: jobs, progress: progress, isCancelled: { Interruption.isRequested }))
  }
}
