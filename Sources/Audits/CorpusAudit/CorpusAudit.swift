// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Corpora
public import Evidence
import LanguageModels

/// An audit of a corpus before anybody trains on it, for documents that would be learned by heart.
///
/// Inputs are opened and checked; nothing is written yet.
public struct CorpusAudit: Sendable {
  /// What was asked for.
  public let job: CorpusAuditJob
  /// Everything that the result depends on; names no person.
  public let plan: JSONValue
  /// The key that hides identifiers in evidence.
  public let subjectKey: SubjectKey

  let examples: CorpusExamples
  let policy: GatePolicy
  let policyDigest: Digest
  /// Which documents each model is trained on.
  let design: SubsetDesign
  /// The same for twins, from which no model learns: what chance makes of the estimates.
  let sham: SubsetDesign

  /// Opens and checks everything that the job names.
  ///
  /// - Parameter job: What is asked for.
  /// - Throws: `AuditError` for any input that is missing, unreadable or makes no sense.
  public init(_ job: CorpusAuditJob) throws(AuditError) {
    self.job = job
    examples = try CorpusExamples(job)
    let seed = Seed(job.seed)
    do {
      policyDigest = try Digest.sha256(contentsOf: job.policy)
      policy = try GatePolicy(contentsOf: job.policy)
      subjectKey = try SubjectKey(seed: job.seed, contentsOf: ["\(job.corpus)/manifest.json"])
      design = try SubsetDesign(
        identifiers: examples.documents.map(\.identifier), share: job.share,
        seed: seed.derive("documents"))
      sham = try SubsetDesign(
        identifiers: examples.twins.map(\.identifier), share: job.share, seed: seed.derive("twins"))
    } catch let error as AttacksError {
      throw AuditError(error)
    } catch {
      throw AuditError(any: error)
    }
    plan = CorpusAudit.plan(job, examples, policyDigest)
    for parts in [design, sham] { try CorpusAudit.check(parts, models: job.models) }
  }

  /// Refuses so few models that they all learn from a document, or none of them does.
  private static func check(_ parts: SubsetDesign, models: Int) throws(AuditError) {
    var counts = [Int](repeating: 0, count: parts.identifiers.count)
    for model in 0..<models {
      for (place, isIncluded) in parts.isIncluded(model: model).enumerated() where isIncluded {
        counts[place] += 1
      }
    }
    guard counts.allSatisfy({ 0 < $0 && $0 < models }) else {
      throw AuditError(
        "AUD072", .usage, "With \(models) models some document is in all of them or in none.",
        remedy: "Ask for more with --models, or for a --share nearer to one half.")
    }
  }

  private static func plan(
    _ job: CorpusAuditJob, _ examples: CorpusExamples, _ policy: Digest
  ) -> JSONValue {
    var members: [String: JSONValue] = [
      "kind": .string(CorpusAuditJob.kind), "tool": .string(Tool.name),
      "corpus": .string(examples.digest.hex), "learner": .string(job.learner.rawValue),
      "models": .int(job.models), "share": .number(job.share), "limit": .int(job.limit),
      "seed": .int(job.seed), "policy": .string(policy.hex),
      "kernels": .string(job.kernels.rawValue),
    ]
    if job.learner.isClassifier { members["target"] = .string(job.target) }
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
    var facts = [
      "documents": String(examples.documents.count), "twins": String(examples.twins.count),
      "learner": job.learner.rawValue, "models": String(job.models),
      "documents-a-model": String(design.size), "units": String(units.count),
      "text-bytes": String(examples.all.reduce(0) { $0 + $1.text.utf8.count }),
    ]
    if job.learner.isClassifier { facts["target"] = job.target }
    return facts
  }
}
