// SPDX-License-Identifier: Apache-2.0

import Audits
import Compute
import Evidence
import Foundation
import Recommenders
import TestSupport
import Testing

/// The second door: a model that somebody else erased.
@Suite struct JudgedModelTests {
  private static let person = AuditFixture.person

  private func withFixture(_ body: (AuditFixture) throws -> Void) throws {
    try TemporaryFolder.with { try body(AuditFixture(in: $0)) }
  }

  @Test func aJudgedBundleDependsOnNeitherJobsNorInterruptions() throws {
    try withFixture { fixture in
      let job = try fixture.judging(
        fixture.train("after", without: Self.person),
        before: fixture.train("before", without: nil))
      #expect(try fixture.begin(job, at: "whole"))
      let whole = try fixture.reproducible("whole")
      try fixture.begin(job, at: "parallel", jobs: 2)
      #expect(try fixture.reproducible("parallel") == whole)
      #expect(try fixture.begin(job, at: "stopped", unitLimit: 1) == false)
      #expect(try fixture.resume(at: "stopped"))
      #expect(try fixture.reproducible("stopped") == whole)
      let found = try fixture.document("whole")
      #expect(found.verdict != .notHonoured, "\(found.reasons)")
      #expect(found.criteria.contains { $0.name == "held-out-control" })
      for (name, bytes) in whole {
        #expect(!bytes.contains(bytes: Array(Self.person.utf8)), "\(name)")
      }
    }
  }

  @Test func aModelThatStillHoldsThePersonIsNotHonouredAndNamesNobody() throws {
    try withFixture { fixture in
      let before = try fixture.train("before", without: nil)
      let found = try fixture.outcome(fixture.judging(before, before: before))
      #expect(found.verdict == .notHonoured)
      #expect(found.findings.map(\.outcome) == ["identifier-stored"])
      for (name, bytes) in try fixture.files(of: "run") {
        #expect(!bytes.contains(bytes: Array(Self.person.utf8)), "\(name)")
      }
    }
  }

  @Test func aRowDropAloneIsNotHonouredForOnePerson() throws {
    try withFixture { fixture in
      let before = try fixture.train("before", without: nil)
      let (model, header) = try ModelFile.read(path: before)
      let left = model.removing(users: [Self.person], items: [])
      let dropped = try fixture.write(left, header, to: "dropped")
      let found = try fixture.outcome(fixture.judging(dropped, before: before))
      #expect(found.verdict == .notHonoured, "\(found.reasons)")
      #expect(found.criterion("vectors-moved")?.outcome == .violated)
    }
  }

  @Test func withoutGoldNothingIsHonoured() throws {
    try withFixture { fixture in
      var job = try fixture.judging(fixture.train("after", without: Self.person), before: nil)
      job.goldCount = 0
      let found = try fixture.outcome(job)
      #expect(found.verdict == .inconclusive)
      #expect(found.criterion("golds")?.outcome == .missing)
    }
  }

  @Test func givenGoldsAreUsedAndNoneIsTrainedAndTheReportSaysSo() throws {
    try withFixture { fixture in
      let after = try fixture.train("after", without: Self.person)
      let golds = try [UInt64(101), 102].map { (seed: UInt64) in
        try fixture.train("gold-\(seed)", without: Self.person, seed: seed)
      }
      let found = try fixture.outcome(fixture.judging(after, before: nil, golds: golds))
      #expect(try fixture.files(of: "run").keys.allSatisfy { !$0.hasPrefix("models/") })
      #expect(found.facts["golds"] == "2")
      #expect(found.measures.contains { $0.name.hasSuffix("-difference") && $0.value != nil })
      let origin = "2 models that the auditor was given as trained without"
      #expect(found.reasons.first?.contains(origin) == true, "\(found.reasons)")
      #expect(found.criterion("golds")?.finding.contains(origin) == true)
      #expect(found.account.tested.contains(origin), "\(found.account.tested)")
    }
  }

  @Test func trainedGoldsAreNotSaidToHaveBeenGiven() throws {
    try withFixture { fixture in
      let after = try fixture.train("after", without: Self.person)
      let found = try fixture.outcome(fixture.judging(after, before: nil))
      #expect(found.facts["golds"] == "2")
      let words = found.reasons + [found.account.tested, found.account.cannotShow]
      #expect(words.allSatisfy { !$0.contains("given") }, "\(words)")
    }
  }

  @Test func aGoldThatSawTheDataIsNotBelieved() throws {
    try withFixture { fixture in
      let before = try fixture.train("before", without: nil)
      let golds = try [UInt64(101), 102].map { (seed: UInt64) in
        try fixture.train("gold-\(seed)", without: nil, seed: seed)
      }
      let found = try fixture.outcome(fixture.judging(before, before: nil, golds: golds))
      #expect(found.verdict != .honoured)
      #expect(found.criterion("golds")?.outcome == .inconclusive)
    }
  }

  @Test func anotherFileThanTheJudgedOneChangesThePlan() throws {
    try withFixture { fixture in
      let after = try fixture.train("after", without: Self.person)
      let before = try fixture.train("before", without: nil)
      let first = try RecommenderAudit(fixture.judging(after, before: before)).plan
      let second = try RecommenderAudit(fixture.judging(after, before: nil)).plan
      let third = try RecommenderAudit(fixture.judging(before, before: before)).plan
      #expect(first != second && first != third && second != third)
    }
  }
}
