// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
public import Evidence
import Recommenders

/// An audit of what a recommender's vectors tell of people, with its inputs opened and checked.
public struct AttributeAudit: Sendable {
  /// What was asked for.
  public let job: AttributeAuditJob
  /// Everything that the result depends on; names no person.
  public let plan: JSONValue
  /// The key that hides identifiers in evidence.
  public let subjectKey: SubjectKey

  let file: InteractionFile
  let split: InteractionSplit
  /// What is erased, where something is.
  let request: ErasureRequest?
  let policy: GatePolicy
  let recipe: TrainingRecipe
  let judged: JudgedModels?
  let dataDigest: Digest
  let policyDigest: Digest
  /// What is told of whom.
  let tasks: [AttributeTask]
  /// The same of those whose vectors every model has; the tasks themselves where nobody is erased.
  let retainedTasks: [AttributeTask]
  /// Counts of users and classes.
  let columnFacts: [String: String]

  /// Opens and checks everything that the job names.
  ///
  /// - Parameters:
  ///   - job: What is asked for.
  ///   - hidden: Where an interrupted run is resumed: its details, whose named subjects stand in for
  ///     the job's.
  /// - Throws: `AuditError` for any input that is missing, unreadable or makes no sense; AUD080 without
  ///   attributes or without a model.
  public init(_ job: AttributeAuditJob, resuming hidden: JSONValue? = nil) throws(AuditError) {
    let inner = job.recommender
    let attributePath = try AttributeAudit.attributePath(of: inner)
    let file = try inner.data.open()
    let attributes: UserAttributes
    do {
      dataDigest = try Digest.sha256(contentsOf: inner.data.path)
      subjectKey = try SubjectKey(
        seed: inner.seed,
        contentsOf: [inner.data.path, attributePath] + (inner.eraseFile.map { [$0] } ?? []))
      policyDigest = try Digest.sha256(contentsOf: inner.policy)
      policy = try GatePolicy(contentsOf: inner.policy)
      attributes = try UserAttributesReader(columns: job.columns.isEmpty ? nil : job.columns)
        .read(path: attributePath)
    } catch {
      throw AuditError(any: error)
    }
    let judged = try JudgedModels(inner)
    var recipe = judged?.recipe ?? TrainingRecipe(seed: inner.seed)
    if let training = inner.training { recipe.configuration = training }
    try recipe.check()
    split = try judged?.split(file.interactions, recipe) ?? recipe.split(file.interactions)
    let hiding = HiddenSubjects(key: subjectKey, split: split)
    var named = job
    if let hidden { named.recommender.erase = try hiding.reveal(hidden) }
    request = try AttributeAudit.request(named, split)
    let population = AttributePopulation(split, request, judged)
    let columns = try AttributeColumns(
      attributes, named: job.columns, users: split.train.users, isKnown: population.isKnown,
      seed: Seed(inner.seed))
    tasks = columns.tasks
    retainedTasks = columns.tasks.map { $0.restricted(to: population.isRetained) }
    columnFacts = columns.facts
    plan = try AttributeAudit.plan(
      named, recipe, erase: hiding.hide(named.recommender.erase), dataDigest, policyDigest, judged)
    self.job = named
    self.file = file
    self.judged = judged
    self.recipe = recipe
  }

  private static func attributePath(of job: RecommenderAuditJob) throws(AuditError) -> String {
    guard let path = job.attributes else {
      throw AuditError(
        "AUD080", .usage, "Nothing is known of the users that could be told.",
        remedy: "Give --attributes with the users' attributes.")
    }
    if case .judging(let judged) = job.door, judged.after == nil {
      throw AuditError(
        "AUD080", .usage, "Served lists hold no vectors of users.",
        remedy: "Give the model with --model.")
    }
    return path
  }

  private static func request(
    _ job: AttributeAuditJob, _ split: InteractionSplit
  ) throws(AuditError) -> ErasureRequest? {
    job.isErasing ? try RecommenderAudit.request(job.recommender, split) : nil
  }

  /// The name that the run's folder has where none is given.
  public var defaultName: String {
    get throws(AuditError) {
      do { return try RunStore.defaultName(for: plan) } catch { throw AuditError(error) }
    }
  }
}

/// Whose vectors the models have.
private struct AttributePopulation {
  let isKnown: (Int32) -> Bool
  let isRetained: (Int32) -> Bool

  init(_ split: InteractionSplit, _ request: ErasureRequest?, _ judged: JudgedModels?) {
    let users = split.train.users
    // Of two models given, the one before the erasure is looked at first.
    let subject = (judged?.before ?? judged?.after).map { users.positions(in: $0.users) }
    let isKnown = { (user: Int32) in
      !split.train.items(of: Int(user)).isEmpty && (subject.map { $0[Int(user)] >= 0 } ?? true)
    }
    let others = ((judged?.after).map { [$0] } ?? []) + (judged?.golds ?? [])
    let places = others.map { users.positions(in: $0.users) }
    let retained = split.removing { request?.kind(of: $0) != nil }.train
    self.isKnown = isKnown
    isRetained = { user in
      isKnown(user) && !retained.items(of: Int(user)).isEmpty
        && places.allSatisfy { $0[Int(user)] >= 0 }
    }
  }
}
