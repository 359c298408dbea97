// SPDX-License-Identifier: Apache-2.0

import Compute
import Corpora
import Evidence
import Foundation
import LanguageModels
import Synchronization
import TestSupport
import Testing

@testable import Audits

/// Audits of models that know some texts of the sample corpus by heart.
enum LanguageModelAuditFixture {
  static let root = SuiteFolder.packageRoot(of: #filePath)
  static let sample = root.appendingPathComponent("Corpora/sample").path
  static let tables = root.appendingPathComponent("Corpora").path
  static let policy = root.appendingPathComponent("Policies/gates/release-language-model.yaml").path

  /// The texts of the sample corpus that are trained on, canaries too.
  static func memberTexts() throws -> [String] {
    let corpus = try CorpusFolder(at: sample)
    let pairs = try LabelledPairs(of: corpus, limit: 1000, seed: .init(1))
    let canaries = try LabelledCanary.all(of: corpus).filter { $0.copies > 0 }
    return pairs.pairs.map(\.member.text) + canaries.map { $0.before + $0.secret + $0.after }
  }

  /// An audit of a corpus, with all of the text before a value as its prompt.
  static func job(limit: Int = 12, corpus: String = sample) -> LanguageModelAuditJob {
    var job = LanguageModelAuditJob(model: "lookup", material: .corpus(corpus), policy: policy)
    job.promptLimit = nil
    job.limit = limit
    job.referenceCount = 15
    job.extraction.sampleCount = 6
    job.extraction.valueCount = 6
    job.extraction.candidateCount = 4
    job.extraction.drawCount = 1
    job.extraction.personCount = 3
    job.extraction.nullCount = 3
    return job
  }

  /// Runs an audit in a folder of that name, or goes on with the run that is there.
  static func document(
    _ job: LanguageModelAuditJob, _ model: any LanguageModel, in folder: TemporaryFolder,
    _ name: String, reference: (any LanguageModel)? = nil, jobs: Int = 2,
    stoppingAfter last: Int = .max
  ) async throws -> AuditDocument {
    let audit = try LanguageModelAudit(
      job, SubjectModel(model: model, tokenizer: nil),
      reference: reference.map { SubjectModel(model: $0, tokenizer: nil) },
      scratch: folder.path(""))
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

  /// The measure of a group; a failure of the test where there is none.
  static func measure(
    _ name: String, _ group: [String: String], _ document: AuditDocument
  ) throws -> Evidence.Measurement {
    try #require(document.measures.first { $0.name == name && $0.group == group })
  }
}
