// SPDX-License-Identifier: Apache-2.0

import Attacks
public import Evidence
import LanguageModels

extension LanguageModelAudit {
  /// Does what is still to be done and returns the outcome.
  ///
  /// Every unit is recorded in the store before the next begins in its place. The outcome depends on
  /// the plan alone, not on interruptions or `jobs`.
  ///
  /// - Parameters:
  ///   - store: The run's folder, begun with this audit's plan.
  ///   - surroundings: How many at once, and progress.
  /// - Returns: The document.
  /// - Throws: `AuditError`; category `unfinished` where the run was cancelled.
  public func run(
    in store: RunStore, _ surroundings: AuditSurroundings
  ) async throws(AuditError) -> AuditDocument {
    let units = units
    let questions = try await questions()
    var records: [LanguageModelRecord] = []
    try await OrderedWork(concurrency: max(surroundings.jobs, 1)).run(
      units,
      { unit throws(AuditError) in
        try await self.record(of: unit, questions, store, surroundings)
      },
      { record throws(AuditError) in
        records.append(record)
        surroundings.progress(units[records.count - 1].id, records.count, units.count)
        return true
      })
    return try LanguageModelOutcome(audit: self, units: units, records: records).document
  }

  private func record(
    of unit: LanguageModelUnit, _ questions: MembershipQuestions?, _ store: RunStore,
    _ surroundings: AuditSurroundings
  ) async throws(AuditError) -> LanguageModelRecord {
    try await surroundings.record(
      of: unit.id, in: store,
      read: { json throws(EvidenceError) in try LanguageModelRecord(json: json) },
      make: { () throws(AuditError) in try await work(on: unit, questions).json })
  }
}
