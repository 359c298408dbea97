// SPDX-License-Identifier: Apache-2.0

import Compute
import Corpora
import Evidence
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Audits

@Suite struct CorpusAuditTests {
  private static let root = SuiteFolder.packageRoot(of: #filePath)
  private static let sample = root.appendingPathComponent("Corpora/sample").path
  private static let policy = root.appendingPathComponent(
    "Policies/gates/corpus-memorization.yaml"
  ).path

  private func job(_ learner: CorpusAuditJob.Learner, models: Int = 40) -> CorpusAuditJob {
    var job = CorpusAuditJob(corpus: Self.sample, policy: Self.policy)
    job.learner = learner
    job.target = "kind"
    job.modelCount = models
    job.limit = 20
    return job
  }

  private func document(
    _ job: CorpusAuditJob, in folder: TemporaryFolder, _ name: String, jobs: Int = 2,
    stoppingAfter last: Int = .max
  ) async throws -> AuditDocument {
    let audit = try CorpusAudit(job)
    let path = folder.path(name)
    let store =
      StoredFile.isFolder(path)
      ? try RunStore.open(at: path)
      : try RunStore.create(
        at: path, plan: audit.plan, subjectKey: audit.subjectKey, details: audit.details())
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

  private func measure(
    _ name: String, _ group: [String: String], _ document: AuditDocument
  ) throws -> Evidence.Measurement {
    try #require(document.measures.first { $0.name == name && $0.group == group })
  }

  /// A linear learner of kinds does well on texts that it never saw, and each number has a control.
  @Test func aClassifierLearnsKindsAndItsMemoryIsHeldAgainstChance() async throws {
    try await TemporaryFolder.with { folder in
      let found = try await document(job(.linear), in: folder, "run")
      let gain = try measure("learner-gain", [:], found)
      #expect(try #require(gain.interval).lowerBound > 0)
      let memorization = try measure("memorization", [:], found)
      let share = try measure("memorized-share", [:], found)
      // Twins are in no training: what is estimated of them is noise about 0.
      #expect(abs(try #require(memorization.control)) < 0.05)
      #expect(try #require(memorization.value) > -0.05)
      #expect(memorization.n == Int(found.facts["documents"] ?? ""))
      #expect((0...1).contains(try #require(share.value)) && share.control != nil)
      let byKind = found.measures.filter { $0.name == "memorized-share" && $0.group["kind"] != nil }
      // A kind of one person's texts alone has no interval, and says so.
      #expect(byKind.reduce(0) { $0 + ($1.n ?? 0) } <= share.n ?? 0)
      #expect(byKind.count { $0.value != nil } > 2)
      #expect(byKind.allSatisfy { $0.value != nil || $0.reason == "of fewer than two people" })
      #expect(found.series.filter { $0.name == "long-tail" }.count == 2)
      #expect(found.series.filter { $0.name == "removal-cost" }.count == 2)
      #expect(!found.criteria.isEmpty && !found.reasons.isEmpty)
    }
  }

  /// Language models know some texts only because they read them.
  @Test func anNGramModelMemorizesDocuments() async throws {
    try await TemporaryFolder.with { folder in
      let found = try await document(job(.ngram, models: 20), in: folder, "run")
      let value = try measure("counterfactual-memorization", [:], found)
      #expect(try #require(value.interval).lowerBound > 0.1)
      #expect(abs(try #require(value.control)) < 0.05)
      #expect(found.measures.allSatisfy { $0.name != "memorization" })
      let rise = found.series.filter { $0.name == "memorized-by-repetition" }
      #expect(rise.map(\.x) == [[1, 4, 16], [1, 4, 16]])
      #expect(rise.map(\.y) == [[1, 1, 1], [0, 0, 0]])
      // So few texts are memorized one and all; how firmly, rises with their copies.
      let (once, often) = (
        try measure("counterfactual-memorization", ["copies": "1"], found),
        try measure("counterfactual-memorization", ["copies": "16"], found)
      )
      #expect(
        try #require(often.interval).lowerBound > #require(once.interval).upperBound)
      #expect(!found.findings.isEmpty)
    }
  }

  /// Killed after some units and at any number of jobs, a run ends with the same document.
  @Test(
    arguments: [
      (CorpusAuditJob.Learner.nearest, 120, 20), (.linear, 24, 20), (.ngram, 16, 20),
      (.transformer, 16, 2),
    ])
  func interruptionsAndJobsChangeNothing(
    learner: CorpusAuditJob.Learner, models: Int, limit: Int
  ) async throws {
    try await TemporaryFolder.with { folder in
      var job = job(learner, models: models)
      job.limit = limit
      // Half and half, so that no document is in all of so few models.
      job.share = 0.5
      let whole = try await document(job, in: folder, "one", jobs: 1)
      #expect(try await document(job, in: folder, "two", jobs: 2) == whole)
      await #expect(throws: AuditError.self) {
        try await document(job, in: folder, "three", jobs: 2, stoppingAfter: 1)
      }
      #expect(try await document(job, in: folder, "three", jobs: 2) == whole)
    }
  }

  @Test func theDocumentNamesNobody() async throws {
    try await TemporaryFolder.with { folder in
      let found = try await document(job(.nearest, models: 100), in: folder, "run")
      let text = String(decoding: try found.json(bundle: "run").canonicalBytes(), as: UTF8.self)
      let pairs = try LabelledPairs(
        of: CorpusFolder(at: Self.sample), limit: 20, seed: .init(1)
      ).pairs
      for document in pairs.flatMap({ [$0.member, $0.twin] }) {
        #expect(!text.contains(document.identifier) && !text.contains("\"\(document.profile)"))
        for value in document.values where value.canonical.count > 8 {
          #expect(!text.contains(value.canonical))
        }
      }
    }
  }

  @Test func whatCannotBeAskedIsRefused() {
    var unknown = job(.nearest)
    unknown.target = "shoe-size"
    #expect(throws: AuditError.self) { try CorpusAudit(unknown) }
    var missing = job(.nearest)
    missing.corpus = "no-such-corpus"
    #expect(throws: AuditError.self) { try CorpusAudit(missing) }
    var share = job(.nearest)
    share.share = 0.9999
    #expect(throws: AuditError.self) { try CorpusAudit(share) }
    // Two models of seven in ten: most documents are in both.
    let few = #expect(throws: AuditError.self) { try CorpusAudit(job(.nearest, models: 2)) }
    #expect(few?.code == "AUD072")
  }

  @Test func theJobReadsBackWhatItWrote() throws {
    let job = job(.ngram, models: 7)
    #expect(try CorpusAuditJob(resuming: job.json()) == job)
  }

  /// What a journal keeps of a model is what it got right.
  @Test func countsComeBackFromTheJournal() throws {
    let record = CorpusRecord(rightCounts: [[0, 1, 15, 16], [65_535, 256, 2, 3]])
    #expect(try CorpusRecord(json: record.json, examples: 4, models: 2) == record)
    #expect(throws: EvidenceError.self) {
      try CorpusRecord(json: record.json, examples: 3, models: 2)
    }
    #expect(throws: EvidenceError.self) {
      try CorpusRecord(json: ["right": ["zzzz"]], examples: 1, models: 1)
    }
  }
}
