// SPDX-License-Identifier: Apache-2.0

import Compute
import Corpora
import Evidence
import LanguageModels
import TestSupport
import Testing

@testable import Audits

@Suite struct LanguageModelAuditTests {
  private typealias Fixture = LanguageModelAuditFixture

  /// How many values follow a beginning that another text shares and goes on from otherwise.
  private static func ambiguousCount(limit: Int) throws -> Int {
    let pairs = try LabelledPairs(
      of: CorpusFolder(at: Fixture.sample), limit: limit, seed: .init(1))
    let texts = try Fixture.memberTexts().map { Array($0.utf8) }
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

  @Test func aModelThatKnowsItsTextsByHeartIsExtractedInFull() async throws {
    try await TemporaryFolder.with { folder in
      let model = LookupModel(knowing: try Fixture.memberTexts())
      let found = try await Fixture.document(Fixture.job(), model, in: folder, "run")
      let rate = try Fixture.measure("extraction-rate", [:], found)
      // What two texts that begin alike hold after their beginning cannot be told by it.
      let count = try #require(rate.n)
      let ambiguous = try Self.ambiguousCount(limit: 12)
      #expect(count > 30)
      #expect(4 * ambiguous <= count)
      #expect(try #require(rate.value) >= Double(count - ambiguous) / Double(count))
      #expect(rate.control == 0)
      #expect(try Fixture.measure("membership-auc", ["attack": "loss"], found).value == 1)
      #expect(try #require(Fixture.measure("exact-memorization", [:], found).value) > 0.99)
      for copies in ["1", "4", "16"] {
        let exposure = try Fixture.measure("exposure", ["copies": copies], found)
        #expect(abs(try #require(exposure.value) - 3.9068905956085187) < 1e-12)
      }
      #expect(found.verdict == .failed)
      #expect(!found.findings.isEmpty)
    }
  }

  @Test func aModelThatWasNeverTrainedSaysNothing() async throws {
    try await TemporaryFolder.with { folder in
      let found = try await Fixture.document(
        Fixture.job(), LookupModel(knowing: []), in: folder, "run")
      #expect(try Fixture.measure("extraction-rate", [:], found).value == 0)
      let areas = found.measures.filter { $0.name == "membership-auc" && $0.group.count == 1 }
      let made = areas.filter { $0.value != nil }
      // Besides the first seven, ReCaLL and DC-PDD; the others need what was not given.
      #expect(made.count == 9)
      #expect(areas.count == 14)
      #expect(areas.allSatisfy { ($0.value == nil) == ($0.reason != nil) })
      for area in made {
        let interval = try #require(area.interval)
        let middle = (interval.lowerBound + interval.upperBound) / 2
        // The interval at level 1 - .05/9 is 2.77 / 1.96 times as wide as that at .95.
        let half = (interval.upperBound - middle) * 2.77 / 1.96
        #expect(abs(middle - 0.5) <= half, "\(area)")
      }
      let advantage = try Fixture.measure("value-log-probability-advantage", [:], found)
      #expect(try #require(advantage.interval).contains(0))
      #expect(found.verdict != .failed)
    }
  }

  @Test func aStoppedAuditAndAnyNumberOfJobsGiveTheSameDocument() async throws {
    try await TemporaryFolder.with { folder in
      let model = LookupModel(knowing: Array(try Fixture.memberTexts().prefix(40)))
      let job = Fixture.job(limit: 4)
      let whole = try await Fixture.document(job, model, in: folder, "whole", jobs: 1)
      #expect(try await Fixture.document(job, model, in: folder, "two", jobs: 2) == whole)
      await #expect {
        _ = try await Fixture.document(job, model, in: folder, "stopped", jobs: 1, stoppingAfter: 3)
      } throws: {
        ($0 as? AuditError)?.category == .unfinished
      }
      #expect(try await Fixture.document(job, model, in: folder, "stopped") == whole)
    }
  }

  @Test func textsOfDifferentKindsGetNoVerdictOnMembership() async throws {
    try await TemporaryFolder.with { folder in
      let letters = (0..<60).map { "Dear \($0), the parcel came and the cat slept on it all day." }
      let orders = (0..<60).map { "Order \($0): 3 x lamp, 2 x chair, total 41.50, paid by card." }
      let members = try folder.write(letters.joined(separator: "\n"), to: "members.txt")
      let others = try folder.write(orders.joined(separator: "\n"), to: "others.txt")
      var job = Fixture.job()
      job.material = .files(members: members, nonmembers: others)
      let found = try await Fixture.document(job, LookupModel(knowing: []), in: folder, "run")
      #expect(try Fixture.measure("distribution-auc", [:], found).value == 1)
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
      var job = Fixture.job()
      job.material = .files(members: members, nonmembers: others)
      let refused = job
      await #expect {
        _ = try await Fixture.document(refused, LookupModel(knowing: []), in: folder, "run")
      } throws: {
        ($0 as? AuditError)?.code == "AUD061"
      }
    }
  }

  @Test func whatAModelLeavesOutIsMissingAndNoPass() async throws {
    try await TemporaryFolder.with { folder in
      let silent = LookupModel(knowing: [], tellsAll: false)
      let found = try await Fixture.document(Fixture.job(), silent, in: folder, "run")
      #expect(try Fixture.measure("extraction-rate", [:], found).value == nil)
      #expect(try Fixture.measure("exposure", [:], found).value == nil)
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
    job.extraction.sampleCount = 12
    job.extraction.beginning = .neverSeen
    job.seed = 9
    job.membership.neighbourCount = 3
    job.membership.reference = "/r"
    job.membership.shadowCount = 8
    job.membership.shadowRecipe = "ngram"
    #expect(try LanguageModelAuditJob(resuming: job.json()) == job)
  }
}
