// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Evidence
import Foundation
import Recommenders
import TestSupport
import Testing

@testable import Audits

@Suite struct AttributeAuditTests {
  private static let vectors = ["adversary": "vectors", "attribute": "sex", "model": "original"]

  /// Tastes that follow sex make the vectors tell it; who is told stands there by digest alone.
  @Test func aPlantedAttributeIsTold() async throws {
    try await TemporaryFolder.with { folder in
      let fixture = try AttributeFixture(in: folder, tilt: 2.5)
      let found = try await fixture.document(fixture.job())
      let area = try #require(found.measure("attribute-auc", Self.vectors))
      #expect(try #require(area.interval).lowerBound > 0.6)
      // Classes that were dealt out are not told: the standard error of an area here is .037.
      #expect(abs(try #require(area.control) - 0.5) < 4 * 0.037)
      #expect(found.verdict == .failed)
      let histories = ["adversary": "histories", "attribute": "sex"]
      for group in [histories, ["adversary": "pooled", "attribute": "sex", "model": "original"]] {
        let own = try #require(found.measure("attribute-auc", group))
        #expect(try #require(own.interval).lowerBound > 0.6)
      }
      let accuracy = try #require(found.measure("attribute-accuracy", Self.vectors))
      let majority = try #require(
        found.measure("attribute-accuracy", ["adversary": "majority", "attribute": "sex"]))
      #expect(accuracy.control == majority.value)
      let advantage = try #require(found.measure("attribute-advantage", Self.vectors)?.value)
      #expect(
        isClose(
          advantage, try #require(accuracy.value) - (try #require(majority.value)), absolute: 1e-12
        ))
      #expect(found.measures.contains { $0.name == "attribute-fit-correlation" && $0.value != nil })
      #expect(!found.findings.isEmpty)
      let text = String(decoding: try found.json(bundle: nil).canonicalBytes(), as: UTF8.self)
      #expect(!text.contains("zz-user") && !text.contains("secret-"))
      #expect(found.series.contains { $0.name == "attribute-confidence" })
    }
  }

  /// Tastes that follow nothing: no adversary tells anything beyond what guessing gives.
  ///
  /// The interval of a run takes its learners as given, so that chance is judged by the null: of m and n
  /// guesses an area has the standard error sqrt((m + n + 1) / 12 m n), .0375 for about 108 and 132.
  @Test func anAttributeThatLeavesNoTraceIsNotTold() async throws {
    try await TemporaryFolder.with { folder in
      let fixture = try AttributeFixture(in: folder, tilt: 0)
      let found = try await fixture.document(fixture.job())
      let areas = found.measures.filter { $0.name == "attribute-auc" }
      #expect(areas.count == 3)
      for area in areas {
        #expect(abs(try #require(area.value) - 0.5) < 3 * 0.0375, "\(area.group)")
      }
      let advantage = try #require(found.measure("attribute-advantage", Self.vectors))
      #expect(try #require(advantage.interval).lowerBound <= 0)
      #expect(found.verdict != .failed)
    }
  }

  /// A run that was stopped ends as one that was not, whatever the number of jobs.
  @Test func aStoppedRunGoesOn() async throws {
    try await TemporaryFolder.with { folder in
      let fixture = try AttributeFixture(in: folder, tilt: 1.5, users: 120)
      let job = fixture.job(erase: ["users:0.1"])
      let whole = try await fixture.document(job, "whole", jobs: 1)
      await #expect(throws: AuditError.self) {
        _ = try await fixture.document(job, "stopped", jobs: 1, stoppingAfter: 2)
      }
      let resumed = try await fixture.document(job, "stopped", jobs: 3)
      #expect(resumed == whole)
    }
  }

  /// Before and after an erasure the same users are told by each model, and differences are paired.
  @Test func modelsBeforeAndAfterAreCompared() async throws {
    try await TemporaryFolder.with { folder in
      let fixture = try AttributeFixture(in: folder, tilt: 2.5)
      let found = try await fixture.document(fixture.job(erase: ["users:0.1"]))
      let areas = ["original", "unlearned", "gold"].map { model in
        found.measure(
          "attribute-auc",
          ["adversary": "vectors", "attribute": "sex", "model": model, "set": "retain"])
      }
      #expect(areas.allSatisfy { $0?.value ?? 0 > 0.6 })
      #expect(Set(areas.map { $0?.n }).count == 1)
      let difference = try #require(
        found.measure(
          "attribute-auc-difference",
          [
            "adversary": "vectors", "attribute": "sex", "model": "unlearned", "against": "gold",
            "set": "retain",
          ]))
      #expect(
        isClose(
          try #require(difference.value), try #require(areas[1]?.value) - (areas[2]?.value ?? 0),
          absolute: 1e-12))
      #expect(difference.control == 0 && difference.interval != nil)
      let gone = [
        "adversary": "vectors", "attribute": "sex", "model": "unlearned", "set": "forget",
      ]
      #expect(found.measure("attribute-auc", gone)?.reason?.isEmpty == false)
      #expect(found.facts["erased-users"] == "24" && found.facts["golds"] == "2")
    }
  }

  /// Ages are banded, other columns are told as they stand, and what is no closed list is left out.
  @Test func everyColumnThatCanBeToldIs() throws {
    try TemporaryFolder.with { folder in
      let fixture = try AttributeFixture(in: folder, tilt: 1)
      let audit = try AttributeAudit(fixture.job([]))
      #expect(Set(audit.tasks.map(\.name)).isSuperset(of: ["sex", "occupation", "age"]))
      #expect(audit.planFacts["age-classes-are"] == "age-bands")
      #expect(audit.planFacts["nickname-left-out"] != nil)
      #expect(audit.tasks.allSatisfy { $0.name != "nickname" })
    }
  }

  /// What scikit-learn reaches on the same vectors and folds; see `movielens_attributes.py`.
  private struct Stored: Decodable {
    struct Reached: Decodable {
      let users: Int
      let auc: Double
      let accuracy: Double
    }
    let attributes: [String: Reached]
  }

  @Test(.requires(.movieLens100K), .requires(.movieLens100KUsers))
  func movieLensIsToldAsByScikitLearn() async throws {
    var path = try #require(RealData.movieLens100K.path)
    if StoredFile.isFolder(path) { path += "/ml-100k.inter" }
    let stored: Stored = try Oracle.load("movielens_attributes")
    try await TemporaryFolder.with { folder in
      var inner = RecommenderAuditJob(
        data: InteractionSource(path: path), policy: PolicyFiles.gate("release-attributes.yaml"))
      inner.attributes = RealData.movieLens100KUsers.path
      let fixture = try AttributeFixture(in: folder, tilt: 1, users: 40)
      let found = try await fixture.document(AttributeAuditJob(inner), "movielens")
      for (name, reached) in stored.attributes {
        let group = ["adversary": "vectors", "attribute": name, "model": "original"]
        let area = try #require(found.measure("attribute-auc", group))
        #expect(area.n == reached.users)
        #expect(abs(try #require(area.value) - reached.auc) < 0.02, "\(name)")
        let accuracy = try #require(found.measure("attribute-accuracy", group)?.value)
        #expect(abs(accuracy - reached.accuracy) < 0.02, "\(name)")
      }
    }
  }
}
