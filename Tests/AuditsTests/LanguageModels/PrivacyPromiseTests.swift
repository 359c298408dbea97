// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Corpora
import Evidence
import LanguageModels
import TestSupport
import Testing

@testable import Audits

/// A model that was trained in private, or says so, and an audit that looks at it.
@Suite struct PrivacyPromiseTests {
  private typealias Fixture = LanguageModelAuditFixture

  private static func promise(_ epsilon: Double, _ delta: Double = 1e-9) -> PrivacyPromise {
    PrivacyPromise(epsilon: epsilon, delta: delta, accountant: "renyi", unitCount: 9)
  }

  private static func write(_ epsilon: Double, in folder: TemporaryFolder) throws -> String {
    let text = """
      {"schema": "palimpsest.privacy/1", "epsilon": \(epsilon), "delta": 1e-9, \
      "accountant": "renyi", "unit": "document", "units": 9, "steps": 3, \
      "sampling-rate": 0.1, "noise-multiplier": 1.5}
      """
    _ = try folder.write(text, to: "model/privacy.json")
    return folder.path("model")
  }

  /// Four steps of epsilon .5: 2 and 4 e^1.5 delta.
  @Test func exchangingAPersonTakesTwoStepsADocument() {
    let found = Self.promise(0.5).exchange(ofDocuments: 2)
    #expect(found.epsilon == 2)
    #expect(isClose(found.delta, 4 * 4.481_689_070_338_065e-9, relative: 1e-12))
    let many = Self.promise(2).measures(documentsOfPerson: 12)
    #expect(many[0].value == 2)
    #expect(many[1].value == nil)
    #expect(many[1].reason?.contains("12 documents") == true)
  }

  @Test func aPromiseIsReadOrRefused() throws {
    try TemporaryFolder.with { folder in
      let path = try Self.write(1.25, in: folder)
      #expect(try PrivacyPromise.read(from: path)?.epsilon == 1.25)
      #expect(try PrivacyPromise.read(from: folder.path("none")) == nil)
      for text in ["{}", "[", #"{"schema":"palimpsest.privacy/1","epsilon":-1,"delta":0}"#] {
        _ = try folder.write(text, to: "model/privacy.json")
        let error = #expect(throws: AuditError.self) { try PrivacyPromise.read(from: path) }
        #expect(error?.code == "AUD066")
      }
    }
  }

  /// Some fifty people have three documents each; a model that knows all of them by heart.
  @Test func aModelThatRemembersBreaksAPromiseAndOneThatDoesNotKeepsIt() async throws {
    try await TemporaryFolder.with { folder in
      let corpus = try MembershipAuditTests.corpus(3, people: 120, in: folder)
      let pairs = try LabelledPairs(of: CorpusFolder(at: corpus), limit: 400, seed: .init(1))
      #expect(pairs.mostDocuments >= 3)
      var job = Fixture.job(limit: 400, corpus: corpus)
      job.risks = [.member]
      job.model = try Self.write(0.01, in: folder)
      let broken = try await Fixture.document(
        job, LookupModel(knowing: pairs.pairs.map(\.member.text)), in: folder, "broken")
      let criterion = try #require(broken.criteria.first { $0.name == "privacy-promise" })
      #expect(criterion.outcome == .violated)
      #expect(broken.verdict == .failed)
      let unit = ["unit": "person"]
      let promised = try Fixture.measure("epsilon-promised", unit, broken)
      #expect(
        isClose(try #require(promised.value), 0.02 * Double(pairs.mostDocuments), relative: 1e-9))
      let kept = try await Fixture.document(job, LookupModel(knowing: []), in: folder, "kept")
      #expect(kept.criteria.first { $0.name == "privacy-promise" }?.outcome == .met)
      job.model = folder.path("no-promise")
      let plain = try await Fixture.document(job, LookupModel(knowing: []), in: folder, "plain")
      #expect(!plain.criteria.contains { $0.name == "privacy-promise" })
    }
  }
}
