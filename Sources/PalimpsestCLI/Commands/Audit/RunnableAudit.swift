// SPDX-License-Identifier: Apache-2.0

import Audits
import Evidence

/// An audit, of whatever, that is carried out in a run's folder.
protocol RunnableAudit: Sendable {
  /// Everything that the result depends on.
  var plan: JSONValue { get }
  /// The key that hides identifiers in evidence.
  var subjectKey: SubjectKey { get }
  /// The files that it reads.
  var inputs: [String] { get }
  /// What the plan says to a reader.
  var planFacts: [String: String] { get }
  /// The seed of everything drawn.
  var seed: UInt64 { get }
  /// The audit's kind, such as `audit model`.
  var kind: String { get }
  /// The name that the run's folder has where none is given.
  var defaultName: String { get throws(AuditError) }

  /// What resuming needs besides the plan.
  func details(resolvingPaths resolve: (String) -> String) throws(AuditError) -> JSONValue

  /// Does what is still to be done and returns the outcome.
  ///
  /// - Parameters:
  ///   - store: The run's folder, begun with this audit's plan.
  ///   - jobs: The largest number of units under way at once.
  ///   - progress: Told when a unit is done: its name, how many are done, how many there are.
  /// - Returns: The outcome.
  /// - Throws: `AuditError`; category `unfinished` where the run was stopped.
  func document(
    in store: RunStore, jobs: Int, progress: @escaping @Sendable (String, Int, Int) -> Void
  ) async throws(AuditError) -> AuditDocument
}

extension RecommenderAudit: RunnableAudit {
  var inputs: [String] { job.inputs }
  var seed: UInt64 { job.seed }
  var kind: String { "audit recommender" }

  func document(
    in store: RunStore, jobs: Int, progress: @escaping @Sendable (String, Int, Int) -> Void
  ) async throws(AuditError) -> AuditDocument {
    try run(
      in: store,
      Surroundings(
        jobs: jobs, processorClock: { Machine.threadSeconds }, progress: progress,
        isCancelled: { Interruption.isRequested }))
  }
}

extension LanguageModelAudit: RunnableAudit {
  var inputs: [String] { job.inputs }
  var seed: UInt64 { job.seed }
  var kind: String { LanguageModelAuditJob.kind }

  func document(
    in store: RunStore, jobs: Int, progress: @escaping @Sendable (String, Int, Int) -> Void
  ) async throws(AuditError) -> AuditDocument {
    try await run(
      in: store,
      AuditSurroundings(
        jobs: jobs, progress: progress, isCancelled: { Interruption.isRequested }))
  }
}
