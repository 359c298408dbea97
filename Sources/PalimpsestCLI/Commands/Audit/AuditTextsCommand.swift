// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Attacks
import Audits
import Evidence
import LanguageModels

/// `palimpsest audit texts FILE`.
struct AuditTextsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "texts",
    abstract: "What do texts tell of their authors, and which accounts are one person's?",
    discussion: """
      Adversaries learn from some authors, whose attributes they are told, and then tell those of \
      others from texts alone: age, sex, places, education, occupation, income, relationship. Linkage \
      cuts each author into two accounts and seeks one of them among many. With --after or --anonymize \
      the same adversaries read the texts after a defence, too, and the report shows what it bought. \
      Texts are SynthPAI's (the folder of the published data, or its JSON Lines), JSON Lines with \
      'author' and 'text', or a corpus of 'corpus generate'.

      Examples:
        palimpsest audit texts synthpai --after comments_anonymized.jsonl
        palimpsest audit texts posts.jsonl --only link
        palimpsest audit texts people --only attribute --adversary SmolLM2.gguf --ask 20
      """)

  @Argument(help: ArgumentHelp("The texts: a file or a folder.", valueName: "file"))
  var texts: String

  @OptionGroup(title: "Texts") var reading: AuthoredTextOptions
  @OptionGroup(title: "Risks") var inference: InferenceOptions

  @Option(
    help: ArgumentHelp(
      "The thresholds, as YAML; also sought by name. (default: release-texts, or "
        + "release-text-attributes and release-text-linkage for one risk alone)", valueName: "file")
  )
  var policy: String?

  @Flag(help: "End with 0 whatever the verdict, for jobs that only report.")
  var exitZero = false

  @Option(
    parsing: .unconditional, help: "The seed of every draw; same input and seed, same bytes.")
  var seed: UInt64 = 1

  @OptionGroup(title: "Chat model") var options: ModelOptions
  @OptionGroup(title: "Run") var place: RunPlaceOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func run() async throws {
    let job = job
    if job.chat?.isAddress != true { try options.refuseEndpointOptions() }
    let audit = try await AuditTextsCommand.audit(job)
    let path = try place.out ?? "runs/\(audit.defaultName)"
    if place.plan { return try place.show(audit, at: path, output) }
    let jobs = options.threads.jobCount
    let session = AuditSession(
      jobs: job.chat?.isAddress == true ? max(job.chat?.concurrency ?? 1, 1) : jobs,
      progress: place.progress, output: output, isExitZero: exitZero)
    try await session.start(audit, at: path, isReplacing: place.force)
  }

  /// The thresholds for the risks that are measured: what is not asked for is not missing.
  private var usualPolicy: String {
    switch inference.risks {
    case [.attribute]: "release-text-attributes.yaml"
    case [.link]: "release-text-linkage.yaml"
    default: "release-texts.yaml"
    }
  }

  private var job: TextAuditJob {
    var job = TextAuditJob(texts: texts, policy: PolicyFolders.file(named: policy ?? usualPolicy))
    job.format = reading.format
    job.profiles = reading.profiles
    job.defence = reading.defence
    job.limit = reading.limit
    job.risks = inference.risks
    job.attributes = inference.inferred
    job.trained = inference.trained
    job.scoring = inference.scoring
    job.foldCount = inference.folds
    job.repeatCount = inference.repeats
    job.candidateCount = inference.candidates
    job.seed = seed
    job.kernels = options.threads.kernelSet
    job.chat = inference.model.map { place in
      var chat = ChatJob(model: place)
      chat.tokenizer = options.tokenizer
      chat.hosts = options.endpoint.allowHost
      chat.name = options.endpoint.name
      chat.dialect = options.endpoint.dialect?.rawValue
      chat.concurrency = options.endpoint.concurrency
      chat.rate = options.endpoint.rate
      chat.cache = options.cache
      chat.answerLimit = inference.answerTokens
      chat.authorLimit = inference.ask
      return chat
    }
    return job
  }

  /// Opens what a job names; units of work share the threads, so a model itself takes one.
  static func audit(_ job: TextAuditJob) async throws -> TextAudit {
    var chat: SubjectModel?
    if let asked = job.chat {
      let endpoint = ModelOpening.Endpoint(
        hosts: asked.hosts, name: asked.name,
        dialect: asked.dialect.flatMap(DialectName.init(rawValue:)),
        limits: RequestLimits(concurrency: asked.concurrency ?? 1, perSecond: asked.rate),
        cache: asked.cache)
      chat = try await ModelOpening(
        tokenizer: asked.tokenizer, endpoint: endpoint, jobs: 1, kernels: job.kernels
      ).open(asked.model)
    }
    return try TextAudit(job, chat: chat, lexicons: CorporaFolders.folder(nil))
  }
}

extension TextAudit: RunnableAudit {
  var inputs: [String] { job.inputs }
  var seed: UInt64 { job.seed }
  var kind: String { TextAuditJob.kind }

  func document(
    in store: RunStore, jobs: Int, progress: @escaping @Sendable (String, Int, Int) -> Void
  ) async throws(AuditError) -> AuditDocument {
    try await run(
      in: store,
      AuditSurroundings(
        jobs: jobs, clock: { Machine.seconds }, progress: progress,
        isCancelled: { Interruption.isRequested }))
  }
}
