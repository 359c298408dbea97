// SPDX-License-Identifier: Apache-2.0

import Compute
public import Evidence
import LanguageModels

extension AttributeAudit {
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
    let jobs = max(surroundings.jobs, 1)
    let units = units
    var records: [AttributeRecord] = []
    try await OrderedWork(concurrency: jobs).run(
      units,
      { unit throws(AuditError) in try await self.record(of: unit, store, surroundings) },
      { record throws(AuditError) in
        records.append(record)
        surroundings.progress(units[records.count - 1].id, records.count, units.count)
        return true
      })
    return try AttributeOutcome(audit: self, records: records, jobs: jobs).document
  }

  private func record(
    of unit: AttributeUnit, _ store: RunStore, _ surroundings: AuditSurroundings
  ) async throws(AuditError) -> AttributeRecord {
    try await surroundings.record(
      of: unit.id, in: store,
      read: { json throws(EvidenceError) in try AttributeRecord(json: json) },
      make: { () throws(AuditError) in try work(on: unit, jobs: 1).json })
  }
}
