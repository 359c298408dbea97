// SPDX-License-Identifier: Apache-2.0

import Audits
import Compute
import Corpora
import Evidence
import Foundation
import Recommenders
import Reports
import TestSupport
import Unlearning

/// A small data set on disk whose people and items have names that occur nowhere by chance.
struct AuditFixture {
  let folder: TemporaryFolder
  let data: String
  let policy: String

  /// Hyper-parameters that train in milliseconds.
  static var training: BPRConfiguration {
    var training = BPRConfiguration()
    training.factorCount = 8
    training.epochLimit = 12
    training.patience = 4
    return training
  }

  init(in folder: TemporaryFolder) throws {
    var plan = SyntheticInteractionPlan()
    plan.userCount = 60
    plan.itemCount = 70
    plan.leastPickCount = 10
    plan.meanPickCount = 20
    let set = try SyntheticInteractions(plan, seed: Seed(4))
    let rows = set.rows.map { "zz-\($0.user)\tqq-\($0.item)\n" }.joined()
    let shipped = SuiteFolder.packageRoot(of: #filePath)
      .appendingPathComponent("Policies/gates/erasure-recommender.yaml")
    let text = try String(contentsOf: shipped, encoding: .utf8)
    self.folder = folder
    data = try folder.write("user\titem\n" + rows, to: "data.tsv")
    policy = try folder.write(
      text.replacingOccurrences(of: "resamples: 2000", with: "resamples: 200"), to: "policy.yaml")
  }

  /// All pairs of the file.
  func interactions() throws -> Interactions {
    try InteractionSource(path: data, format: .csv).open().interactions
  }

  /// An audit that erases by itself.
  func job(_ erase: [String], _ method: RecommenderAuditJob.Method = .reverseBPR)
    -> RecommenderAuditJob
  {
    var job = RecommenderAuditJob(
      data: InteractionSource(path: data, format: .csv), policy: policy)
    job.erase = erase
    job.door = .erasing(method)
    job.training = Self.training
    job.goldCount = 2
    job.unlearning.stopPairLimit = 60
    job.kernels = .portable
    return job
  }

  /// Carries an audit to its end or to where `unitLimit` units are done.
  ///
  /// - Returns: Whether the run is finished.
  func carryOut(
    _ audit: RecommenderAudit, in store: RunStore, jobs: Int = 1, unitLimit: Int = .max
  ) throws -> Bool {
    let done = { @Sendable in store.completedUnits.count }
    let before = done()
    let surroundings = RecommenderAudit.Surroundings(
      jobs: jobs, processorClock: { 0 }, isCancelled: { done() - before >= unitLimit })
    do {
      let document = try audit.run(in: store, surroundings)
      try store.finish(
        document: document, report: Array(HTMLReport.render(document).utf8),
        volatile: VolatileRecord(started: 0, finished: Double(jobs), host: ["jobs": "\(jobs)"]))
      return true
    } catch let error where error is AuditError {
      guard let error = error as? AuditError, error.category == .unfinished else { throw error }
      return false
    }
  }

  /// Begins a run and carries it out.
  @discardableResult
  func begin(
    _ job: RecommenderAuditJob, at name: String, jobs: Int = 1, unitLimit: Int = .max
  ) throws -> Bool {
    let audit = try RecommenderAudit(job)
    let store = try RunStore.create(
      at: folder.path(name), plan: audit.plan, subjectKey: audit.subjectKey,
      details: audit.details())
    return try carryOut(audit, in: store, jobs: jobs, unitLimit: unitLimit)
  }

  /// Goes on with a run as `audit resume` does.
  func resume(at name: String, jobs: Int = 1, unitLimit: Int = .max) throws -> Bool {
    let store = try RunStore.open(at: folder.path(name))
    guard let details = store.details else { return true }
    let audit = try RecommenderAudit(RecommenderAuditJob(resuming: details), resuming: details)
    try store.require(plan: audit.plan)
    return try carryOut(audit, in: store, jobs: jobs, unitLimit: unitLimit)
  }

  /// The bytes of every file of a run, by path from its folder.
  func files(of name: String) throws -> [String: [UInt8]] {
    let root = folder.path(name)
    let names = try FileManager.default.subpathsOfDirectory(atPath: root)
    var files: [String: [UInt8]] = [:]
    for name in names {
      let path = "\(root)/\(name)"
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
        !isFolder.boolValue
      else { continue }
      files[name] = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    }
    return files
  }

  /// The files of a finished run that must be reproducible.
  func reproducible(_ name: String) throws -> [String: [UInt8]] {
    try files(of: name).filter { $0.key != "volatile.json" }
  }
}

extension [UInt8] {
  /// Whether the bytes occur in here.
  func contains(bytes: [UInt8]) -> Bool {
    Data(self).range(of: Data(bytes)) != nil
  }
}
