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

@Suite struct LanguageModelAuditTests {
  private static let root = SuiteFolder.packageRoot(of: #filePath)
  private static let sample = root.appendingPathComponent("Corpora/sample").path
  private static let policy = root.appendingPathComponent(
    "Policies/gates/release-language-model.yaml"
  ).path

  /// The texts of the sample corpus that are trained on, canaries too.
  private static func memberTexts() throws -> [String] {
    let corpus = try CorpusFolder(at: sample)
    let pairs = try LabelledPairs(of: corpus, limit: 1000, seed: .init(1))
    let canaries = try LabelledCanary.all(of: corpus).filter { $0.copies > 0 }
    return pairs.pairs.map(\.member.text) + canaries.map { $0.before + $0.secret + $0.after }
  }

  /// How many values follow a beginning that another text shares and goes on from otherwise.
  private static func ambiguousCount(limit: Int) throws -> Int {
    let pairs = try LabelledPairs(of: CorpusFolder(at: sample), limit: limit, seed: .init(1))
    let texts = try memberTexts().map { Array($0.utf8) }
    return pairs.pairs.reduce(0) { sum, pair in
      let own = Array(pair.member.text.utf8)
      let left = pairs.strayValues[pair.member.identifier] ?? []
      return sum
        + pair.member.values.indices.count { place in
          guard !left.contains(place) else { return false }
          let value = pair.member.values[place]
          let before = own[..<max(value.range.lowerBound - 1, 0)]
          let whole = own[..<value.range.upperBound]
          return texts.contains { $0.starts(with: before) && !$0.starts(with: whole) }
        }
    }
  }

  private func job(limit: Int = 12) -> LanguageModelAuditJob {
    var job = LanguageModelAuditJob(
      model: "lookup", material: .corpus(Self.sample), policy: Self.policy)
    job.promptLimit = nil
    job.limit = limit
    job.referenceCount = 15
    return job
  }

  private func document(
    _ job: LanguageModelAuditJob, _ model: LookupModel, in folder: TemporaryFolder, _ name: String,
    jobs: Int = 2, stoppingAfter last: Int = .max
  ) async throws -> AuditDocument {
    let audit = try LanguageModelAudit(job, SubjectModel(model: model, tokenizer: nil))
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

  @Test func aModelThatKnowsItsTextsByHeartIsExtractedInFull() async throws {
    try await TemporaryFolder.with { folder in
      let model = LookupModel(knowing: try Self.memberTexts())
      let found = try await document(job(), model, in: folder, "run")
      let rate = try measure("extraction-rate", [:], found)
      // What two texts that begin alike hold after their beginning cannot be told by it.
      let count = try #require(rate.n)
      let ambiguous = try Self.ambiguousCount(limit: 12)
      #expect(count > 30)
      #expect(4 * ambiguous <= count)
      #expect(try #require(rate.value) >= Double(count - ambiguous) / Double(count))
      #expect(rate.control == 0)
      #expect(try measure("membership-auc", ["attack": "loss"], found).value == 1)
      #expect(try #require(measure("exact-memorization", [:], found).value) > 0.99)
      for copies in ["1", "4", "16"] {
        let exposure = try measure("exposure", ["copies": copies], found)
        #expect(abs(try #require(exposure.value) - 3.9068905956085187) < 1e-12)
      }
      #expect(found.verdict == .failed)
      #expect(!found.findings.isEmpty)
    }
  }

  @Test func aModelThatWasNeverTrainedSaysNothing() async throws {
    try await TemporaryFolder.with { folder in
      let found = try await document(job(), LookupModel(knowing: []), in: folder, "run")
      #expect(try measure("extraction-rate", [:], found).value == 0)
      let areas = found.measures.filter { $0.name == "membership-auc" && $0.group.count == 1 }
      #expect(areas.count == 7)
      for area in areas {
        let interval = try #require(area.interval)
        let middle = (interval.lowerBound + interval.upperBound) / 2
        // The interval at level 1 - .05/7 is 2.69 / 1.96 times as wide as that at .95.
        let half = (interval.upperBound - middle) * 2.69 / 1.96
        #expect(abs(middle - 0.5) <= half, "\(area)")
      }
      let advantage = try measure("value-log-probability-advantage", [:], found)
      #expect(try #require(advantage.interval).contains(0))
      #expect(found.verdict != .failed)
    }
  }

  @Test func aStoppedAuditAndAnyNumberOfJobsGiveTheSameDocument() async throws {
    try await TemporaryFolder.with { folder in
      let model = LookupModel(knowing: Array(try Self.memberTexts().prefix(40)))
      let job = job(limit: 4)
      let whole = try await document(job, model, in: folder, "whole", jobs: 1)
      #expect(try await document(job, model, in: folder, "two", jobs: 2) == whole)
      await #expect {
        _ = try await document(job, model, in: folder, "stopped", jobs: 1, stoppingAfter: 3)
      } throws: {
        ($0 as? AuditError)?.category == .unfinished
      }
      #expect(try await document(job, model, in: folder, "stopped") == whole)
    }
  }

  @Test func textsOfDifferentKindsGetNoVerdictOnMembership() async throws {
    try await TemporaryFolder.with { folder in
      let letters = (0..<60).map { "Dear \($0), the parcel came and the cat slept on it all day." }
      let orders = (0..<60).map { "Order \($0): 3 x lamp, 2 x chair, total 41.50, paid by card." }
      let members = try folder.write(letters.joined(separator: "\n"), to: "members.txt")
      let others = try folder.write(orders.joined(separator: "\n"), to: "others.txt")
      var job = job()
      job.material = .files(members: members, nonmembers: others)
      let found = try await document(job, LookupModel(knowing: []), in: folder, "run")
      #expect(try measure("distribution-auc", [:], found).value == 1)
      for measure in found.measures where measure.name == "membership-auc" {
        #expect(measure.value == nil)
        #expect(measure.reason?.contains("different kinds") == true)
      }
      #expect(found.verdict == .inconclusive)
    }
  }

  @Test func aTextOnBothSidesIsRefused() async throws {
    try await TemporaryFolder.with { folder in
      let members = try folder.write("One text.\nAnother text.", to: "members.txt")
      let others = try folder.write("Another text.\nA third.", to: "others.txt")
      var job = job()
      job.material = .files(members: members, nonmembers: others)
      let refused = job
      await #expect {
        _ = try await document(refused, LookupModel(knowing: []), in: folder, "run")
      } throws: {
        ($0 as? AuditError)?.code == "AUD061"
      }
    }
  }

  @Test func whatAModelLeavesOutIsMissingAndNoPass() async throws {
    try await TemporaryFolder.with { folder in
      let silent = LookupModel(knowing: [], tellsAll: false)
      let found = try await document(job(), silent, in: folder, "run")
      #expect(try measure("extraction-rate", [:], found).value == nil)
      #expect(try measure("exposure", [:], found).value == nil)
      #expect(found.measures.filter { $0.name == "membership-auc" }.allSatisfy { $0.value == nil })
      #expect(found.verdict == .inconclusive)
    }
  }

  @Test func aJobIsReadBackAsItWasWritten() throws {
    var job = LanguageModelAuditJob(
      model: "http://127.0.0.1:1", material: .files(members: "/a", nonmembers: "/b"), policy: "/p")
    job.hosts = ["one", "two"]
    job.dialect = "vllm"
    job.concurrency = 3
    job.rate = 2.5
    job.risks = [.member]
    job.promptLimit = nil
    job.limit = 7
    job.seed = 9
    #expect(try LanguageModelAuditJob(resuming: job.json()) == job)
  }
}
