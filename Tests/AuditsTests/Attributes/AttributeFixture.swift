// SPDX-License-Identifier: Apache-2.0

import Compute
import Corpora
import Evidence
import Foundation
import Recommenders
import Synchronization
import TestSupport

@testable import Audits

/// A small population on disk whose tastes follow their attributes as strongly as is said.
struct AttributeFixture {
  let folder: TemporaryFolder
  let data: String
  let attributes: String

  init(in folder: TemporaryFolder, tilt: Double, users: Int = 240) throws {
    var plan = SyntheticInteractionPlan()
    (plan.userCount, plan.itemCount) = (users, 200)
    (plan.leastPickCount, plan.meanPickCount) = (15, 30)
    (plan.attributeTilt, plan.idiosyncraticShare) = (tilt, 0)
    let set = try SyntheticInteractions(plan, seed: Seed(11))
    self.folder = folder
    data = try folder.write(
      "user\titem\n" + set.rows.map { "zz-\($0.user)\t\($0.item)\n" }.joined(), to: "data.tsv")
    let heading = (["user"] + set.attributeNames + ["age", "nickname"]).joined(separator: "\t")
    let rows = set.users.enumerated().map { place, user in
      (["zz-\(user.id)"] + user.values + ["\(15 + place % 60)", "secret-\(place)"])
        .joined(separator: "\t") + "\n"
    }
    attributes = try folder.write(heading + "\n" + rows.joined(), to: "users.tsv")
  }

  /// An audit of the attribute `sex`.
  func job(_ columns: [String] = ["sex"], erase: [String] = []) -> AttributeAuditJob {
    var inner = RecommenderAuditJob(
      data: InteractionSource(path: data, format: .csv),
      policy: PolicyFiles.gate("release-attributes.yaml"))
    inner.training = BPRConfiguration()
    inner.training?.factorCount = 12
    inner.training?.epochLimit = 30
    inner.training?.patience = 8
    inner.attributes = attributes
    inner.erase = erase
    inner.goldCount = 2
    var job = AttributeAuditJob(inner)
    job.columns = columns
    return job
  }

  /// Carries an audit out, or goes on with it.
  func document(
    _ job: AttributeAuditJob, _ name: String = "run", jobs: Int = 2, stoppingAfter last: Int = .max
  ) async throws -> AuditDocument {
    let path = folder.path(name)
    let audit: AttributeAudit
    let store: RunStore
    if StoredFile.isFolder(path) {
      store = try RunStore.open(at: path)
      let details = store.details ?? .null
      audit = try AttributeAudit(AttributeAuditJob(resuming: details), resuming: details)
      try store.require(plan: audit.plan)
    } else {
      audit = try AttributeAudit(job)
      store = try RunStore.create(
        at: path, plan: audit.plan, subjectKey: audit.subjectKey, details: audit.details())
    }
    let count = Mutex(0)
    return try await audit.run(
      in: store,
      .init(
        jobs: jobs,
        isCancelled: {
          count.withLock {
            $0 += 1
            return $0 > last
          }
        }))
  }
}

extension AuditDocument {
  /// The measure of a name and group.
  func measure(_ name: String, _ group: [String: String]) -> Evidence.Measurement? {
    measures.first { $0.name == name && $0.group == group }
  }
}
