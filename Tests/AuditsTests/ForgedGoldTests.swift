// SPDX-License-Identifier: Apache-2.0

import Audits
import Compute
import Evidence
import Foundation
import Recommenders
import TestSupport
import Testing

/// Golds that somebody made from the audited models instead of training them.
@Suite struct ForgedGoldTests {
  private func withFixture(_ body: (AuditFixture) throws -> Void) throws {
    try TemporaryFolder.with { try body(AuditFixture(in: $0)) }
  }

  /// Why an audit with these Golds is not opened, or nil.
  private func refusal(_ job: RecommenderAuditJob) -> AuditError? {
    do throws(AuditError) {
      _ = try RecommenderAudit(job)
      return nil
    } catch {
      return error
    }
  }

  /// Writes copies of a model under seeds of their own, with noise on every factor.
  private func copies(
    of path: String, _ count: Int, noise: Double, without person: String? = nil,
    _ fixture: AuditFixture
  ) throws -> [String] {
    let (model, header) = try ModelFile.read(path: path)
    var generator = SeededGenerator(seed: Seed(6))
    return try (1...count).map { index in
      var copy = model.removing(users: Set([person].compactMap(\.self)), items: [])
      for place in copy.itemTable.values.indices where copy.itemTable.values[place] != 0 {
        copy.itemTable.values[place] += Float(generator.normal() * noise)
      }
      var own = header
      own.seed = UInt64(1000 + index)
      return try fixture.write(copy, own, to: "copy-\(index)")
    }
  }

  @Test(arguments: [0, 1e-3])
  func copiesOfTheAuditedModelAreNoGolds(noise: Double) throws {
    try withFixture { fixture in
      // The reviewer's case: the row is dropped and nothing else is done.
      let before = try fixture.train("before", without: nil)
      let (model, header) = try ModelFile.read(path: before)
      let left = model.removing(users: [AuditFixture.person], items: [])
      let dropped = try fixture.write(left, header, to: "dropped")
      let golds = try copies(of: dropped, 3, noise: noise, fixture)
      let error = try refusal(fixture.judging(dropped, before: nil, golds: golds))
      #expect(error?.code == "AUD019")
      #expect(error?.category == .badData)
      #expect(error?.message.contains("gold-1") == true)
      #expect(error?.message.contains("the model after") == true)
      #expect(error?.message.contains(AuditFixture.person) == false)
    }
  }

  @Test func copiesOfTheModelBeforeAreNoGolds() throws {
    try withFixture { fixture in
      let before = try fixture.train("before", without: nil)
      let after = try fixture.train("after", without: AuditFixture.person, seed: 77)
      let golds = try copies(
        of: before, 2, noise: 1e-3, without: AuditFixture.person, fixture)
      let error = try refusal(fixture.judging(after, before: before, golds: golds))
      #expect(error?.code == "AUD019")
      #expect(error?.message.contains("the model before") == true)
    }
  }

  @Test func copiesOfOneGoldAreOne() throws {
    try withFixture { fixture in
      let after = try fixture.train("after", without: AuditFixture.person)
      let gold = try fixture.train("gold", without: AuditFixture.person, seed: 101)
      let golds = try [gold] + copies(of: gold, 1, noise: 1e-3, fixture)
      let error = try refusal(fixture.judging(after, before: nil, golds: golds))
      #expect(error?.code == "AUD019")
      #expect(error?.message.hasPrefix("gold-2") == true)
      #expect(error?.message.contains("gold-1") == true)
    }
  }

  @Test func oneFileUnderTwoRolesIsRefused() throws {
    try withFixture { fixture in
      let after = try fixture.train("after", without: AuditFixture.person)
      let error = try refusal(fixture.judging(after, before: nil, golds: [after]))
      #expect(error?.code == "AUD017")
    }
  }

  @Test func goldsFromSeedsOfTheirOwnAreTaken() throws {
    try withFixture { fixture in
      let after = try fixture.train("after", without: AuditFixture.person)
      let before = try fixture.train("before", without: nil)
      let golds = try [UInt64(101), 102, 103].map { (seed: UInt64) in
        try fixture.train("gold-\(seed)", without: AuditFixture.person, seed: seed)
      }
      let error = try refusal(fixture.judging(after, before: before, golds: golds))
      #expect(error?.code == nil)
    }
  }

  @Test func aRetrainingThatIsBitForBitATrainedGoldIsLegitimate() throws {
    try withFixture { fixture in
      // Golds that are trained here are never refused, whoever had the same seed.
      let seed = Seed(1).derive("gold", 1).value
      let after = try fixture.train("after", without: AuditFixture.person, seed: seed)
      let found = try fixture.outcome(fixture.judging(after, before: nil))
      #expect(found.criterion("golds")?.outcome == .met)
    }
  }
}
