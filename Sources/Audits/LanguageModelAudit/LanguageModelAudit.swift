// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Corpora
public import Evidence
import LanguageModels

/// An audit of a language model with its inputs opened and checked; nothing is written yet.
public struct LanguageModelAudit: Sendable {
  /// What was asked for.
  public let job: LanguageModelAuditJob
  /// Everything that the result depends on; names no person.
  public let plan: JSONValue
  /// The key that hides identifiers in evidence.
  public let subjectKey: SubjectKey

  let subject: SubjectModel
  /// A model that never saw the texts.
  let reference: SubjectModel?
  let texts: AuditedTexts
  /// Whether members and non-members come from one distribution; nil where membership is not measured.
  let contrast: SameDistributionGuard?
  /// What private training promised for the model; nil where it was not trained privately here.
  let promise: PrivacyPromise?
  /// The shadow models that are trained.
  let shadows: ShadowModels?
  /// What is done besides reading texts.
  let parts: [any AuditPart]
  let policy: GatePolicy
  let policyDigest: Digest

  /// Opens and checks everything that the job names.
  ///
  /// - Parameters:
  ///   - job: What is asked for.
  ///   - subject: The model, opened.
  ///   - reference: The model that membership is held against, opened.
  ///   - scratch: A folder in which compressed files of a corpus are laid out, under no name.
  /// - Throws: `AuditError` for any input that is missing, unreadable or makes no sense.
  package init(
    _ job: LanguageModelAuditJob, _ subject: SubjectModel, reference: SubjectModel? = nil,
    scratch: String = "."
  ) throws(AuditError) {
    self.job = job
    self.subject = subject
    self.reference = reference
    texts = try AuditedTexts(job)
    do {
      policyDigest = try Digest.sha256(contentsOf: job.policy)
      policy = try GatePolicy(contentsOf: job.policy)
      subjectKey = try SubjectKey(seed: job.seed, contentsOf: LanguageModelAudit.keyFiles(job))
    } catch {
      throw AuditError(any: error)
    }
    contrast =
      job.risks.contains(.member) ? SameDistributionGuard(texts, policy, seed: job.seed) : nil
    promise = job.isAddress ? nil : try PrivacyPromise.read(from: job.model)
    shadows = try LanguageModelAudit.shadows(job, texts, contrast, scratch: scratch)
    parts =
      [shadows].compactMap(\.self) + (try ExtractionParts.all(job, texts, subject))
    plan = LanguageModelAudit.plan(
      job, subject.model.identity, texts, policyDigest,
      membership: try job.membership.plan(reference: reference?.model.identity))
  }

  /// The files that the key of people's identifiers is made of.
  private static func keyFiles(_ job: LanguageModelAuditJob) -> [String] {
    switch job.material {
    case .corpus(let folder): ["\(folder)/manifest.json"]
    case .files(let members, let nonmembers): [members, nonmembers]
    }
  }

  private static func plan(
    _ job: LanguageModelAuditJob, _ model: ModelIdentity, _ texts: AuditedTexts, _ policy: Digest,
    membership: JSONValue
  ) -> JSONValue {
    var members: [String: JSONValue] = [
      "kind": .string(LanguageModelAuditJob.kind), "tool": .string(Tool.name),
      "model": .string(model.digest ?? job.model),
      "risks": .array(job.risks.map { .string($0.rawValue) }), "limit": .int(job.limit),
      "references": .int(job.referenceCount),
      "prompt-limit": job.promptLimit.map { .int($0) } ?? .null, "seed": .int(job.seed),
      "policy": .string(policy.hex), "kernels": .string(job.kernels.rawValue),
    ]
    members["membership"] = membership
    members["extraction"] = job.risks.contains(.memorize) ? job.extraction.json : nil
    members["name"] = job.name.map(JSONValue.string)
    for (role, digest) in texts.digests { members[role] = .string(digest.hex) }
    return .object(members)
  }

  /// The name that the run's folder has where none is given.
  public var defaultName: String {
    get throws(AuditError) {
      do { return try RunStore.defaultName(for: plan) } catch { throw AuditError(error) }
    }
  }

  /// What resuming needs besides the plan.
  public func details(resolvingPaths resolve: (String) -> String = { $0 }) -> JSONValue {
    job.json(resolvingPaths: resolve)
  }
}

extension LanguageModelAudit {
  /// What the audit would do and on what, without any identifier: what `--plan` prints.
  public var planFacts: [String: String] {
    var facts = texts.facts
    facts["units"] = String(units.count)
    facts["values"] = String(job.risks.contains(.memorize) ? valueCount : 0)
    facts["model-passes-at-most"] = String(passCount)
    facts["membership"] = contrast.map { $0.refusal ?? "measured: texts of one kind" }
    facts["model"] = subject.model.identity.name
    facts["capability"] = subject.model.capability.name
    facts["text-bytes"] = String(textBytes)
    return facts
  }

  /// The most sequences that the model scores or continues.
  var passCount: Int {
    let whole = texts.bothSides.reduce(0) { $0 + $1.count }
    let own = whole * (makesAttacks ? preparedQuestions.passCount : 1)
    let others = parts.reduce(0) { $0 + $1.passCount }
    guard job.risks.contains(.memorize) else { return own + others }
    // A value is scored, and perhaps continued.
    return own + others + 2 * valueCount + texts.canaries.count * (job.referenceCount + 1)
  }

  private var valueCount: Int {
    texts.pairs.reduce(0) { $0 + $1.member.values.count + $1.twin.values.count }
  }

  /// Whether membership is measured: it is asked for, and both sides are texts of one kind.
  var makesAttacks: Bool { contrast.map { $0.refusal == nil } ?? false }

  private var textBytes: Int {
    texts.bothSides.reduce(0) { $0 + $1.reduce(0) { $0 + $1.utf8.count } }
  }
}
