// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Corpora
public import Evidence
import LanguageModels

/// An audit of texts by their authors: what can be inferred of them, and which accounts are one person's.
///
/// Inputs are opened and checked; nothing is written yet.
public struct TextAudit: Sendable {
  /// What was asked for.
  public let job: TextAuditJob
  /// Everything that the result depends on; names no person.
  public let plan: JSONValue
  /// The key that hides identifiers in evidence.
  public let subjectKey: SubjectKey

  let material: AuditedAuthors
  let chat: SubjectModel?
  let run: PartsRun
  let policy: GatePolicy
  let policyDigest: Digest

  /// Opens and checks everything that the job names.
  ///
  /// - Parameters:
  ///   - job: What is asked for.
  ///   - chat: The chat model, opened; nil where none is asked.
  ///   - lexicons: The folder of gazetteer and lexicons.
  /// - Throws: `AuditError` for any input that is missing, unreadable or makes no sense.
  package init(
    _ job: TextAuditJob, chat: SubjectModel? = nil, lexicons: String
  ) throws(AuditError) {
    self.job = job
    self.chat = chat
    let knowledge = try InferenceKnowledge(lexicons: lexicons)
    material = try AuditedAuthors(job, knowledge)
    do {
      policyDigest = try Digest.sha256(contentsOf: job.policy)
      policy = try GatePolicy(contentsOf: job.policy)
      subjectKey = try SubjectKey(seed: job.seed, contentsOf: material.files)
    } catch {
      throw AuditError(any: error)
    }
    run = PartsRun(parts: try TextAudit.parts(job, material, knowledge, chat))
    plan = TextAudit.plan(job, material, policyDigest, chat?.model.identity)
  }

  private static func parts(
    _ job: TextAuditJob, _ material: AuditedAuthors, _ knowledge: InferenceKnowledge,
    _ chat: SubjectModel?
  ) throws(AuditError) -> [any AuditPart] {
    var parts: [any AuditPart] = []
    if job.risks.contains(.attribute) {
      parts.append(TrainedInferencePart(job, material, knowledge))
      if let chat, let asked = job.chat {
        parts.append(ChatInferencePart(job, asked, chat, material, knowledge))
      }
    }
    if job.risks.contains(.link) { parts.append(try LinkagePart(job, material)) }
    return parts
  }

  private static func plan(
    _ job: TextAuditJob, _ material: AuditedAuthors, _ policy: Digest, _ chat: ModelIdentity?
  ) -> JSONValue {
    var members = job.settings
    members["kind"] = .string(TextAuditJob.kind)
    members["tool"] = .string(Tool.name)
    members["policy"] = .string(policy.hex)
    members["format"] = .string(material.format.rawValue)
    for (role, digest) in material.digests { members[role] = .string(digest.hex) }
    if let chat, let asked = job.chat {
      members["chat"] = [
        "model": .string(chat.digest ?? asked.model), "name": .string(chat.name),
        "prompt": .string(InferencePrompt.version), "answer-limit": .int(asked.answerLimit),
        "author-limit": asked.authorLimit.map { .int($0) } ?? .null,
      ]
    }
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

  /// What the audit would do and on what, without any identifier: what `--plan` prints.
  public var planFacts: [String: String] {
    var facts = material.facts
    facts["units"] = String(run.unitCount)
    facts["risks"] = job.risks.map(\.rawValue).joined(separator: " ")
    facts["adversaries"] =
      (job.trained.map(\.rawValue) + [chat?.model.identity.name].compactMap(\.self))
      .joined(separator: " ")
    facts["questions"] = String(run.parts.reduce(0) { $0 + $1.passCount })
    return facts
  }

  /// Does what is still to be done and returns the outcome.
  ///
  /// Every unit is recorded in the store before the next begins in its place. The outcome depends on
  /// the plan alone, not on interruptions or `jobs`.
  ///
  /// - Parameters:
  ///   - store: The run's folder, begun with this audit's plan.
  ///   - surroundings: How many at once, a clock, and progress.
  /// - Returns: The document.
  /// - Throws: `AuditError`; category `unfinished` where the run was cancelled.
  public func run(
    in store: RunStore, _ surroundings: AuditSurroundings
  ) async throws(AuditError) -> AuditDocument {
    let (results, timings) = try await run.results(in: store, surroundings)
    return TextOutcome(audit: self, results: results, timings: timings).document
  }
}
