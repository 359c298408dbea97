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
  private static let person = "zz-user-17"

  private func withFixture(_ body: (AuditFixture) throws -> Void) throws {
    try TemporaryFolder.with { try body(AuditFixture(in: $0)) }
  }

  /// Writes a model trained on all rows, or on those without the person.
  private func train(_ fixture: AuditFixture, _ name: String, without person: String?) throws
    -> String
  {
    let recipe = TrainingRecipe(configuration: AuditFixture.training)
    let all = try fixture.interactions()
    let gone = person.flatMap(all.users.position(of:)).map(Int32.init)
    let pairs = all.filter { $0.user != gone }.compacted()
    let model = try recipe.train(recipe.split(pairs), kernels: .portable).model
    let header = recipe.header(of: model, data: try pairs.canonicalDigest(), kernels: .portable)
    let path = fixture.folder.path("\(name).safetensors")
    try Data(ModelFile.encode(model, header: header)).write(to: URL(fileURLWithPath: path))
    return path
  }

  private func job(_ fixture: AuditFixture, after: String, before: String?, golds: [String] = [])
    throws -> RecommenderAuditJob
  {
    var judged = RecommenderAuditJob.Judged()
    judged.after = after
    judged.before = before
    judged.golds = golds
    var job = fixture.job([])
    job.eraseFile = try fixture.folder.write("user\titem\n\(Self.person)\t\n", to: "pairs.tsv")
    job.door = .judging(judged)
    job.training = nil
    return job
  }

  private func document(_ fixture: AuditFixture, _ name: String) throws -> AuditDocument {
    try RunBundle(at: fixture.folder.path(name)).document()
  }

  @Test func aJudgedBundleDependsOnNeitherJobsNorInterruptions() throws {
    try withFixture { fixture in
      let job = try job(
        fixture, after: train(fixture, "after", without: Self.person),
        before: train(fixture, "before", without: nil))
      #expect(try fixture.begin(job, at: "whole"))
      let whole = try fixture.reproducible("whole")
      try fixture.begin(job, at: "parallel", jobs: 2)
      #expect(try fixture.reproducible("parallel") == whole)
      #expect(try fixture.begin(job, at: "stopped", unitLimit: 1) == false)
      #expect(try fixture.resume(at: "stopped"))
      #expect(try fixture.reproducible("stopped") == whole)
      let found = try document(fixture, "whole")
      #expect(found.verdict != .notHonoured, "\(found.reasons)")
      #expect(found.criteria.contains { $0.name == "held-out-control" })
      for (name, bytes) in whole {
        #expect(!bytes.contains(bytes: Array(Self.person.utf8)), "\(name)")
      }
    }
  }

  @Test func aModelThatStillHoldsThePersonIsNotHonouredAndNamesNobody() throws {
    try withFixture { fixture in
      let before = try train(fixture, "before", without: nil)
      try fixture.begin(try job(fixture, after: before, before: before), at: "run")
      let found = try document(fixture, "run")
      #expect(found.verdict == .notHonoured)
      #expect(found.findings.map(\.outcome) == ["identifier-stored"])
      for (name, bytes) in try fixture.files(of: "run") {
        #expect(!bytes.contains(bytes: Array(Self.person.utf8)), "\(name)")
      }
    }
  }

  @Test func aRowDropAloneIsNotHonouredForOnePerson() throws {
    try withFixture { fixture in
      let before = try train(fixture, "before", without: nil)
      let (model, header) = try ModelFile.read(path: before)
      let dropped = fixture.folder.path("dropped.safetensors")
      let left = model.removing(users: [Self.person], items: [])
      try Data(ModelFile.encode(left, header: header)).write(to: URL(fileURLWithPath: dropped))
      try fixture.begin(try job(fixture, after: dropped, before: before), at: "run")
      let found = try document(fixture, "run")
      #expect(found.verdict == .notHonoured, "\(found.reasons)")
      #expect(found.criteria.first { $0.name == "vectors-moved" }?.outcome == .violated)
    }
  }

  @Test func withoutGoldNothingIsHonoured() throws {
    try withFixture { fixture in
      let after = try train(fixture, "after", without: Self.person)
      var job = try job(fixture, after: after, before: nil)
      job.goldCount = 0
      try fixture.begin(job, at: "run")
      let found = try document(fixture, "run")
      #expect(found.verdict == .inconclusive)
      #expect(found.criteria.first { $0.name == "golds" }?.outcome == .missing)
    }
  }

  @Test func givenGoldsAreUsedAndNoneIsTrained() throws {
    try withFixture { fixture in
      let after = try train(fixture, "after", without: Self.person)
      let (model, header) = try ModelFile.read(path: after)
      let golds = try [1, 2].map { index in
        // The same model under headers of their own, so that the files differ.
        var own = header
        own.inputs["copy"] = "\(index)"
        let path = fixture.folder.path("gold-\(index).safetensors")
        try Data(ModelFile.encode(model, header: own)).write(to: URL(fileURLWithPath: path))
        return path
      }
      let job = try job(fixture, after: after, before: nil, golds: golds)
      try fixture.begin(job, at: "run")
      #expect(try fixture.files(of: "run").keys.allSatisfy { !$0.hasPrefix("models/") })
      let found = try document(fixture, "run")
      #expect(found.facts["golds"] == "2")
      let differences = found.measures.filter { $0.name.hasSuffix("-difference") }.compactMap(
        \.value)
      #expect(!differences.isEmpty && differences.allSatisfy { $0 == 0 })
    }
  }

  @Test func aGoldThatIsTheJudgedFileOrAnotherGoldIsRefused() throws {
    try withFixture { fixture in
      let after = try train(fixture, "after", without: Self.person)
      let error = #expect(throws: AuditError.self) {
        try RecommenderAudit(job(fixture, after: after, before: nil, golds: [after]))
      }
      #expect(error?.code == "AUD017")
    }
  }

  @Test func aGoldThatSawTheDataIsNotBelieved() throws {
    try withFixture { fixture in
      let before = try train(fixture, "before", without: nil)
      let (model, header) = try ModelFile.read(path: before)
      let paths = try (0..<3).map { index in
        var own = header
        own.inputs["copy"] = "\(index)"
        let path = fixture.folder.path("copy-\(index).safetensors")
        try Data(ModelFile.encode(model, header: own)).write(to: URL(fileURLWithPath: path))
        return path
      }
      let job = try job(fixture, after: paths[0], before: nil, golds: Array(paths[1...]))
      try fixture.begin(job, at: "run")
      let found = try document(fixture, "run")
      #expect(found.verdict != .honoured)
      #expect(found.criteria.first { $0.name == "golds" }?.outcome == .inconclusive)
    }
  }

  @Test func anotherFileThanTheJudgedOneChangesThePlan() throws {
    try withFixture { fixture in
      let after = try train(fixture, "after", without: Self.person)
      let before = try train(fixture, "before", without: nil)
      let first = try RecommenderAudit(job(fixture, after: after, before: before)).plan
      let second = try RecommenderAudit(job(fixture, after: after, before: nil)).plan
      let third = try RecommenderAudit(job(fixture, after: before, before: before)).plan
      #expect(first != second && first != third && second != third)
    }
  }
}
