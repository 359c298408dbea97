// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
public import Evidence
import LanguageModels

extension CorpusAudit {
  /// The models that each unit of work trains, by number.
  var units: [Range<Int>] {
    LanguageModelUnit.ranges(job.models, of: job.learner.modelsPerUnit)
  }

  /// Trains what is still to be trained and returns the outcome.
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
    let learner = try CorpusLearner(examples, job, jobs: jobs)
    let units = units
    var records: [CorpusRecord] = []
    try await OrderedWork(concurrency: jobs).run(
      units,
      { unit throws(AuditError) in
        try await self.record(of: unit, learner.learner, store, surroundings)
      },
      { record throws(AuditError) in
        records.append(record)
        let name = CorpusAudit.name(of: units[records.count - 1])
        surroundings.progress(name, records.count, units.count)
        return true
      })
    return try CorpusOutcome(
      audit: self, learner: learner, rightCounts: records.flatMap(\.rightCounts), jobs: jobs
    ).document
  }

  private static func name(of unit: Range<Int>) -> String { "models-\(unit.lowerBound)" }

  private func record(
    of unit: Range<Int>, _ learner: any ExampleLearner, _ store: RunStore,
    _ surroundings: AuditSurroundings
  ) async throws(AuditError) -> CorpusRecord {
    try await surroundings.record(
      of: CorpusAudit.name(of: unit), in: store,
      read: { json throws(EvidenceError) in
        try CorpusRecord(json: json, examples: learner.exampleCount, models: unit.count)
      },
      make: { () throws(AuditError) in
        CorpusRecord(
          rightCounts: try unit.map { model throws(AuditError) in
            try rightCounts(of: model, learner)
          }
        ).json
      })
  }

  private func rightCounts(
    of model: Int, _ learner: any ExampleLearner
  ) throws(AuditError) -> [Int] {
    let isIncluded = design.isIncluded(model: model)
    do throws(AttacksError) {
      return try learner.rightCounts(
        learningFrom: isIncluded.indices.filter { isIncluded[$0] },
        seed: Seed(job.seed).derive("model", model))
    } catch {
      throw AuditError(error)
    }
  }
}

/// What a unit found: of each model, how many things it gets right in each example.
struct CorpusRecord: Equatable, Sendable {
  /// `[models][examples]`, each in 0...65,535.
  let rightCounts: [[Int]]

  init(rightCounts: [[Int]]) {
    self.rightCounts = rightCounts
  }

  /// One text a model, of four hexadecimal digits an example, since a run has millions of counts.
  var json: JSONValue {
    ["right": .array(rightCounts.map { .string(CorpusRecord.digits($0)) })]
  }

  init(json: JSONValue, examples: Int, models: Int) throws(EvidenceError) {
    let fields = try JSONFields(json, path: "journal.jsonl: unit")
    let counts = try fields.strings("right").map(CorpusRecord.counts)
    guard counts.count == models, counts.allSatisfy({ $0.count == examples }) else {
      throw fields.mismatch("right", "four digits for each example of each model")
    }
    rightCounts = counts
  }

  private static let alphabet = Array("0123456789abcdef".utf8)

  private static func digits(_ counts: [Int]) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(4 * counts.count)
    for count in counts {
      for shift in [12, 8, 4, 0] { bytes.append(alphabet[count >> shift & 15]) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The counts of a text; fewer where it holds anything else.
  private static func counts(_ text: String) -> [Int] {
    let bytes = Array(text.utf8)
    return stride(from: 0, to: bytes.count, by: 4).compactMap { start in
      let digits = bytes[start..<min(start + 4, bytes.count)]
      return digits.count == 4 ? Int(String(decoding: digits, as: UTF8.self), radix: 16) : nil
    }
  }
}
