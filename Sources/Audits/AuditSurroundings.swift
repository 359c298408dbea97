// SPDX-License-Identifier: Apache-2.0

import Evidence

/// What a running audit needs from outside: how many at once, and somebody to tell.
public struct AuditSurroundings: Sendable {
  /// The largest number of units under way at once.
  public var jobs: Int
  /// Told of each unit in turn, once it and all before it are done: its name, how many, of how many.
  public var progress: @Sendable (String, Int, Int) -> Void
  /// Whether to stop after the units under way.
  public var isCancelled: @Sendable () -> Bool

  /// Seconds that go by, for timings alone; without a clock nothing takes any time.
  public var clock: @Sendable () -> Double

  /// Creates surroundings.
  public init(
    jobs: Int, clock: @escaping @Sendable () -> Double = { 0 },
    progress: @escaping @Sendable (String, Int, Int) -> Void = { _, _, _ in },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.jobs = jobs
    self.clock = clock
    self.progress = progress
    self.isCancelled = isCancelled
  }

  /// Refuses to begin another unit of a run that is to stop.
  func requireGoingOn(with store: RunStore) throws(AuditError) {
    guard isCancelled() else { return }
    throw AuditError(
      "AUD014", .unfinished, "The audit was stopped; what was done is kept.",
      remedy: "Go on with: palimpsest audit resume \(store.path)")
  }

  /// What a unit of work recorded: as the journal has it, or made now and kept there.
  ///
  /// - Parameters:
  ///   - id: The unit's name in the journal.
  ///   - store: The run's folder.
  ///   - read: Reads what the journal keeps.
  ///   - make: Does the work; what it returns is read as it would be after an interruption, so that both
  ///     give the same bytes.
  /// - Returns: The record.
  /// - Throws: `AuditError`; category `unfinished` where the run is to stop.
  func record<Record>(
    of id: String, in store: RunStore, read: (JSONValue) throws(EvidenceError) -> Record,
    make: () async throws(AuditError) -> JSONValue
  ) async throws(AuditError) -> Record {
    do throws(EvidenceError) {
      if let done = store.completedUnits[id] { return try read(done) }
    } catch {
      throw AuditError(error)
    }
    try requireGoingOn(with: store)
    let payload = try await make()
    do throws(EvidenceError) {
      try store.appendUnit(id: id, payload: payload)
      return try read(payload)
    } catch {
      throw AuditError(error)
    }
  }
}
