// SPDX-License-Identifier: Apache-2.0

import Compute
import Corpora
import Evidence
import LanguageModels
import TestSupport
import Testing

@testable import Audits

@Suite struct MembershipAuditTests {
  private typealias Fixture = LanguageModelAuditFixture

  private static func settings() -> MembershipSettings {
    var settings = MembershipSettings()
    settings.neighbourCount = 2
    settings.shadowCount = 8
    settings.shadowRecipe = MembershipSettings.nGramRecipe
    return settings
  }

  private static func areas(_ document: AuditDocument) -> [Evidence.Measurement] {
    document.measures.filter { $0.name == "membership-auc" && $0.group.count == 1 }
  }

  /// A corpus of its own for each seed, small enough for five.
  static func corpus(_ seed: UInt64, people: Int = 60, in folder: TemporaryFolder) throws -> String
  {
    let recipe = try CorpusRecipe(
      contentsOf: folder.write(
        """
        name: twins
        profiles: \(people)
        locales: [en_US]
        community-size: 10
        as-of: "2026-01-01"
        documents:
          social: {per-person: 2}
          review: {per-person: 1}
        replication: [1]
        unseen-share: 0.1
        """, to: "twins.yaml"))
    let path = folder.path("corpus-\(seed)")
    let source = try SyntheticCorpus(
      recipe: recipe, seed: seed, formats: .reserved, tables: Fixture.tables)
    var options = CorpusWriting.Options()
    options.jobs = 2
    _ = try CorpusWriting(source, to: path, tool: "test", options: options).run()
    return path
  }

  /// Fourteen attacks a seed; an interval at level 1 - .05/14 is 2.914/1.960 times that at .95.
  @Test func anUntrainedModelGivesEveryAttackNothing() async throws {
    try await TemporaryFolder.with { folder in
      for seed in UInt64(1)...5 {
        var job = Fixture.job(limit: 60, corpus: try Self.corpus(seed, in: folder))
        job.risks = [.member]
        job.membership = Self.settings()
        job.seed = seed
        let found = try await Fixture.document(
          job, LookupModel(knowing: []), in: folder, "run-\(seed)",
          reference: LookupModel(knowing: ["another"]))
        let areas = Self.areas(found)
        #expect(areas.count == 14)
        for area in areas {
          let interval = try #require(area.interval, "\(area)")
          let middle = (interval.lowerBound + interval.upperBound) / 2
          let half = (interval.upperBound - middle) * 2.914 / 1.960
          #expect(abs(middle - 0.5) <= half, "seed \(seed): \(area)")
        }
      }
    }
  }

  @Test func everyAttackFindsWhatIsKnownByHeart() async throws {
    try await TemporaryFolder.with { folder in
      var job = Fixture.job()
      job.risks = [.member]
      job.membership = Self.settings()
      let model = LookupModel(knowing: try Fixture.memberTexts())
      let found = try await Fixture.document(
        job, model, in: folder, "run", reference: LookupModel(knowing: []))
      for area in Self.areas(found) {
        // In lower case, a text that has little to lower hardly changes.
        let least = area.group["attack"] == "lower-case" ? 0.85 : 0.9
        #expect(try #require(area.value, "\(area)") > least, "\(area)")
      }
      #expect(found.facts["shadow-models"] == "8")
    }
  }

  @Test func shadowModelsComeOutTheSameAfterAStop() async throws {
    try await TemporaryFolder.with { folder in
      var job = Fixture.job(limit: 4)
      job.risks = [.member]
      job.membership = Self.settings()
      let model = LookupModel(knowing: Array(try Fixture.memberTexts().prefix(40)))
      let whole = try await Fixture.document(job, model, in: folder, "whole", jobs: 1)
      await #expect {
        _ = try await Fixture.document(
          job, model, in: folder, "stopped", jobs: 1, stoppingAfter: 5)
      } throws: {
        ($0 as? AuditError)?.category == .unfinished
      }
      #expect(try await Fixture.document(job, model, in: folder, "stopped") == whole)
      #expect(Self.areas(whole).contains { $0.group["attack"] == "rmia" && $0.value != nil })
    }
  }

  /// Members' losses lie 1 nat below what models without them expect, a third of the texts by chance.
  @Test func shadowAttacksFindWhatALossAloneDoesNot() throws {
    var generator = SeededGenerator(seed: Seed(3))
    let count = 200
    let hardness = (0..<count).map { _ in 2 + 6 * generator.uniform() }
    let isOther = (0..<count).map { $0 >= count / 2 }
    func loss(_ place: Int, _ isInside: Bool) -> Double {
      hardness[place] - (isInside ? 1 : 0) + 0.4 * (generator.uniform() - 0.5)
    }
    let shadows = (0..<8).map { model in
      let inside = (0..<count).map { ($0 + model / 2) % 2 == model % 2 }
      return (losses: (0..<count).map { Optional(loss($0, inside[$0])) }, inside: inside)
    }
    let observed = (0..<count).map { Optional(loss($0, !isOther[$0])) }
    let scores = ShadowAttacks(observed: observed, shadows: shadows, isOther: isOther).scores
    for name in ShadowAttacks.names {
      let values = try scores.map { try #require($0[name]) }
      let members = values[..<(count / 2)]
      let found = members.count { value in value > values[(count / 2)...].max() ?? 0 }
      // RMIA divides by an estimate for all; LiRA knows both sides.
      #expect(found > (name == "rmia" ? 40 : 95), "\(name): \(found)")
    }
    let least = observed[(count / 2)...].compactMap(\.self).min() ?? 0
    let below = observed[..<(count / 2)].compactMap(\.self).count { $0 < least }
    #expect(below < 20)
  }

  @Test func aTextWithoutALossHasNoScoreByShadows() {
    let losses: [Double?] = [1, 2, 3]
    let shadows = (0..<4).map { (losses: losses, inside: [$0 % 2 == 0, $0 % 2 == 1, true]) }
    let scores = ShadowAttacks(
      observed: [nil, 2, 3], shadows: shadows, isOther: [false, true, true]
    ).scores
    #expect(scores.count == 3)
    #expect(scores[0].isEmpty)
  }
}
