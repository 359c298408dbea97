// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
public import Evidence
import Recommenders

/// An audit with its inputs opened and checked: plan, request and policy, nothing written yet.
public struct RecommenderAudit: Sendable {
  /// What was asked for.
  public let job: RecommenderAuditJob
  /// Everything that the result depends on; names no person.
  public let plan: JSONValue
  /// The key that hides identifiers in evidence.
  public let subjectKey: SubjectKey

  let file: InteractionFile
  let split: InteractionSplit
  let request: ErasureRequest
  let policy: ErasurePolicy
  let recipe: TrainingRecipe
  let judged: JudgedModels?
  let attributes: UserAttributes?
  let dataDigest: Digest
  let policyDigest: Digest

  /// Opens and checks everything that the job names.
  ///
  /// - Parameters:
  ///   - job: What is asked for.
  ///   - hidden: Where an interrupted run is resumed: its details, whose named subjects stand in for
  ///     `job.erase`.
  /// - Throws: `AuditError` for any input that is missing, unreadable or makes no sense.
  public init(_ job: RecommenderAuditJob, resuming hidden: JSONValue? = nil) throws(AuditError) {
    let file = try job.data.open()
    do {
      dataDigest = try Digest.sha256(contentsOf: job.data.path)
      subjectKey = try SubjectKey(
        seed: job.seed, contentsOf: [job.data.path] + (job.eraseFile.map { [$0] } ?? []))
      policyDigest = try Digest.sha256(contentsOf: job.policy)
      policy = try ErasurePolicy(contentsOf: job.policy)
      attributes = try job.attributes.map { try UserAttributesReader().read(path: $0) }
    } catch {
      throw AuditError(any: error)
    }
    let judged = try JudgedModels(job)
    var recipe = judged?.recipe ?? TrainingRecipe(seed: job.seed)
    if let training = job.training { recipe.configuration = training }
    try recipe.check()
    split = try judged?.split(file.interactions, recipe) ?? recipe.split(file.interactions)
    let hiding = HiddenSubjects(key: subjectKey, split: split)
    let erase = try hidden.map { details throws(AuditError) in try hiding.reveal(details) }
    var named = job
    named.erase = erase ?? job.erase
    request = try RecommenderAudit.request(named, split)
    plan = try RecommenderAudit.plan(
      job, recipe: recipe, erase: hiding.hide(named.erase), data: dataDigest,
      policy: policyDigest, judged: judged)
    self.job = named
    self.file = file
    self.judged = judged
    self.recipe = recipe
  }

  static func request(
    _ job: RecommenderAuditJob, _ split: InteractionSplit
  ) throws(AuditError) -> ErasureRequest {
    var specification = ErasureSpecification([.share(.interactions, 0.05)])
    if let path = job.eraseFile {
      do {
        specification = ErasureSpecification(lines: try PairsReader().read(path: path))
      } catch {
        throw AuditError(error)
      }
    } else if !job.erase.isEmpty {
      specification = try ErasureSpecification(parsing: job.erase)
    }
    return try specification.resolve(
      in: split, seed: Seed(job.seed), showingValues: job.showsValues)
  }

  /// The name that the run's folder has where none is given.
  public var defaultName: String {
    get throws(AuditError) {
      do { return try RunStore.defaultName(for: plan) } catch { throw AuditError(error) }
    }
  }
}
