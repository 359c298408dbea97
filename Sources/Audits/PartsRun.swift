// SPDX-License-Identifier: Apache-2.0

import Evidence
import LanguageModels

/// Carries out the units of an audit that consists of parts alone.
struct PartsRun: Sendable {
  /// The parts, in the order of their measures.
  let parts: [any AuditPart]

  /// A unit of a part.
  private struct Unit: Sendable {
    let part: Int
    let place: Int
    let id: String
  }

  /// What a unit left in the journal.
  private struct Record: Sendable {
    let payload: JSONValue
    let seconds: Double

    var json: JSONValue { ["part": payload, "seconds": .number(seconds)] }

    init(payload: JSONValue, seconds: Double) {
      self.payload = payload
      self.seconds = seconds
    }

    init(json: JSONValue) throws(EvidenceError) {
      let fields = try JSONFields(json, path: "journal.jsonl: unit")
      payload = try fields.value("part")
      seconds = try fields.optionalNumber("seconds") ?? 0
    }
  }

  /// The number of units.
  var unitCount: Int { parts.reduce(0) { $0 + $1.unitCount } }

  private var units: [Unit] {
    parts.enumerated().flatMap { number, part in
      (0..<part.unitCount).map { Unit(part: number, place: $0, id: "\(part.name)-\($0)") }
    }
  }

  /// Does what is still to be done.
  ///
  /// Every unit is recorded in the store before the next begins in its place.
  ///
  /// - Parameters:
  ///   - store: The run's folder.
  ///   - surroundings: How many at once, a clock, and progress.
  /// - Returns: What each part found; the seconds that its units took stand in `timings`.
  /// - Throws: `AuditError`; category `unfinished` where the run was cancelled.
  func results(
    in store: RunStore, _ surroundings: AuditSurroundings
  ) async throws(AuditError) -> (parts: [PartResults], timings: [Measurement]) {
    let units = units
    var records: [Record] = []
    try await OrderedWork(concurrency: max(surroundings.jobs, 1)).run(
      units,
      { unit throws(AuditError) in
        try await self.record(of: unit, store, surroundings)
      },
      { record throws(AuditError) in
        records.append(record)
        surroundings.progress(units[records.count - 1].id, records.count, units.count)
        return true
      })
    var (results, timings): ([PartResults], [Measurement]) = ([], [])
    for (number, part) in parts.enumerated() {
      let own = units.indices.filter { units[$0].part == number }
      results.append(try part.results(of: own.map { records[$0].payload }))
      guard !own.isEmpty else { continue }
      timings.append(
        Measurement(
          "seconds", own.reduce(0.0) { $0 + records[$1].seconds }, n: own.count,
          group: ["part": part.name], method: "sum over units"))
    }
    return (results, timings)
  }

  private func record(
    of unit: Unit, _ store: RunStore, _ surroundings: AuditSurroundings
  ) async throws(AuditError) -> Record {
    try await surroundings.record(
      of: unit.id, in: store,
      read: { json throws(EvidenceError) in try Record(json: json) },
      make: { () throws(AuditError) in
        let started = surroundings.clock()
        let payload = try await parts[unit.part].record(of: unit.place)
        return Record(payload: payload, seconds: surroundings.clock() - started).json
      })
  }
}
