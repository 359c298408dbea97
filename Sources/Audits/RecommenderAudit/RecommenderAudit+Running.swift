// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
public import Evidence

extension RecommenderAudit {
  /// What the running audit needs from outside: threads, clocks, and somebody to tell.
  public struct Surroundings: Sendable {
    /// The largest number of units under way at once.
    public var jobs: Int
    /// The processor seconds that the calling thread has spent.
    public var processorClock: @Sendable () -> Double
    /// Told when a unit is done: its name, how many are done, how many there are.
    public var progress: @Sendable (String, Int, Int) -> Void
    /// Whether to stop after the units under way.
    public var isCancelled: @Sendable () -> Bool

    /// Creates surroundings.
    public init(
      jobs: Int, processorClock: @escaping @Sendable () -> Double,
      progress: @escaping @Sendable (String, Int, Int) -> Void = { _, _, _ in },
      isCancelled: @escaping @Sendable () -> Bool = { false }
    ) {
      self.jobs = jobs
      self.processorClock = processorClock
      self.progress = progress
      self.isCancelled = isCancelled
    }
  }

  /// Does what is still to be done and returns the outcome.
  ///
  /// Every unit is recorded in the store before the next begins on its thread. The outcome depends
  /// on the plan alone, not on interruptions or `jobs`. A model file of a completed unit that is
  /// gone is made again, and one that was changed ends the run.
  ///
  /// - Parameters:
  ///   - store: The run's folder, begun with this audit's plan.
  ///   - surroundings: Threads, clocks and progress.
  /// - Returns: The document.
  /// - Throws: `AuditError`; category `unfinished` where the run was cancelled, `tampered` where a
  ///   model file is not the one that was written.
  public func run(
    in store: RunStore, _ surroundings: Surroundings
  ) throws(AuditError) -> AuditDocument {
    let probe = ErasureProbe(
      request, split: split, seed: Seed(job.seed).derive("probe"),
      served: judged?.served)
    let done = store.completedUnits
    let settled = try settledUnits(in: store)
    let units = self.units
    let records = try parallelMap(count: units.count, jobs: surroundings.jobs) {
      index throws(AuditError) -> UnitRecord in
      let unit = units[index]
      do {
        let recorded = try done[unit.id].map(UnitRecord.init(json:))
        if let recorded, settled.contains(unit.id) { return recorded }
        guard !surroundings.isCancelled() else {
          throw AuditError(
            "AUD014", .unfinished, "The audit was stopped; what was done is kept.",
            remedy: "Go on with: palimpsest audit resume \(store.path)")
        }
        let record = try work(
          on: unit, probe: probe, store: store, clock: surroundings.processorClock)
        // A model that had to be made again is what it was, and so is what was read from it.
        if let recorded { return recorded }
        try store.appendUnit(id: unit.id, payload: record.json, files: record.files)
        surroundings.progress(unit.id, store.completedUnits.count, units.count)
        return record
      } catch {
        throw AuditError(any: error)
      }
    }
    return try document(records, probe: probe)
  }

  /// The units of which nothing is left to do: recorded, and what they wrote stands there.
  private func settledUnits(in store: RunStore) throws(AuditError) -> Set<String> {
    let done = store.completedUnits
    var settled: Set<String> = []
    do {
      for unit in units where done[unit.id] != nil {
        let isWhole = try artefact(of: unit).map { try store.holdsArtefact($0) } ?? true
        if isWhole { settled.insert(unit.id) }
      }
    } catch {
      throw AuditError(any: error)
    }
    return settled
  }
}
