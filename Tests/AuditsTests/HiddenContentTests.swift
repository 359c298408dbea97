// SPDX-License-Identifier: Apache-2.0

import Attacks
import Audits
import Compute
import Evidence
import Foundation
import Recommenders
import TestSupport
import Testing

/// What a judged file holds beside a model, and what is claimed of it.
@Suite struct HiddenContentTests {
  private func withFixture(_ body: (AuditFixture) throws -> Void) throws {
    try TemporaryFolder.with { try body(AuditFixture(in: $0)) }
  }

  /// The conditions on a made-up inspection, under an otherwise honest audit.
  private func judgement(
    _ inspection: ModelInspection, kinds: [ErasureRequest.Kind] = [.users], stored: Int = 0
  ) throws -> ErasureJudgement {
    var audit = MadeUpAudit(kinds)
    audit.isForeign = true
    audit.unlearned.stored = stored
    var readings = audit.readings
    readings.inspection = inspection
    return try audit.judgement(readings)
  }

  private func inspection(
    vectors: Int? = 0, identifiers: Int = 0, searched: Int = 3, erased: Int = 3,
    unknown: UnknownContent = UnknownContent()
  ) -> ModelInspection {
    ModelInspection(
      unknownRowCount: 0, storedVectorCount: vectors, storedIdentifierCount: identifiers,
      searchedIdentifierCount: searched, erasedIdentifierCount: erased, unknown: unknown)
  }

  private func finding(_ name: String, _ judgement: ErasureJudgement) throws -> Criterion {
    try #require(judgement.criteria.first { $0.name == name })
  }

  @Test func anHonestFileIsHonoured() throws {
    let found = try judgement(inspection())
    #expect(found.verdict == .honoured, "\(found.reasons)")
    #expect(found.criteria.allSatisfy { $0.outcome == .met })
  }

  @Test func unknownEntriesKeepTheVerdictFromHonouredAndAreNotQuoted() throws {
    let found = try judgement(
      inspection(unknown: UnknownContent(entryCount: 2, byteCount: 4711)))
    #expect(found.verdict == .inconclusive)
    let criterion = try finding("unknown-content", found)
    #expect(criterion.outcome == .inconclusive)
    #expect(criterion.finding.hasPrefix("2 entries of the file, 4711 bytes, are nothing"))
  }

  @Test func aHiddenRowIsNotHonouredAndWithoutTheModelBeforeNothingIsClaimed() throws {
    #expect(try judgement(inspection(vectors: 1)).verdict == .notHonoured)
    let found = try judgement(inspection(vectors: nil))
    #expect(found.verdict == .honoured)
    let criterion = try finding("vector-stored", found)
    #expect(criterion.outcome == .missing && !criterion.required)
    #expect(criterion.remedy.contains("--before"))
  }

  @Test func onlyIdentifiersThatWereLookedForAreSpokenOf() throws {
    let all = try finding("identifier-bytes", judgement(inspection()))
    #expect(
      all.finding == "3 of 3 erased identifiers were looked for in the file, and none occurs.")
    let some = try finding("identifier-bytes", judgement(inspection(searched: 1)))
    #expect(some.outcome == .met && some.finding.hasPrefix("1 of 3 erased identifiers were"))
    #expect(some.finding.contains("fewer than 5 bytes"))
    let none = try finding("identifier-bytes", judgement(inspection(searched: 0)))
    #expect(none.outcome == .missing && !none.required)
    #expect(none.finding.hasPrefix("The id map holds none of them; identifiers of fewer than 5"))
    let stored = try finding("identifier-bytes", judgement(inspection(searched: 0), stored: 1))
    #expect(stored.finding.hasPrefix("The id map holds some of them"))
    #expect(try judgement(inspection(identifiers: 1)).verdict == .notHonoured)
  }

  @Test func whereNobodyIsNamedNothingIsLookedForByName() throws {
    let found = try judgement(
      inspection(searched: 0, erased: 0), kinds: [.interactions])
    #expect(found.criteria.allSatisfy { $0.name != "identifier-bytes" })
    #expect(found.criteria.allSatisfy { $0.name != "vector-stored" })
    #expect(found.criteria.contains { $0.name == "unknown-content" })
  }

  @Test func aNoteInAJudgedModelsMetadataIsSeen() throws {
    try withFixture { fixture in
      let after = try fixture.train("after", without: AuditFixture.person)
      let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: after)))
      let note = "7 12 19 " + Data([1, 2, 3, 4]).base64EncodedString()
      let noted = SafetensorsHeader.replacing(
        "\"__metadata__\":{", with: "\"__metadata__\":{\"note\":\"\(note)\",", in: bytes)
      let path = try fixture.folder.write(Data(noted), to: "noted.safetensors")
      let found = try fixture.outcome(fixture.judging(path, before: nil))
      #expect(found.verdict != .honoured)
      #expect(found.criterion("unknown-content")?.outcome == .inconclusive)
      #expect(found.reasons.contains { $0.hasPrefix("1 entry of the file, ") })
      for (name, bytes) in try fixture.files(of: "run") {
        #expect(!bytes.contains(bytes: Array(note.utf8)), "\(name)")
      }
    }
  }

  @Test func membersOfAHeadersTablesAreKnownOrCounted() throws {
    try withFixture { fixture in
      let after = try fixture.train("after", without: AuditFixture.person)
      let (model, header) = try ModelFile.read(path: after)
      let plain = try fixture.outcome(fixture.judging(after, before: nil), at: "plain")
      #expect(plain.criterion("unknown-content")?.outcome == .met)
      let edits: [(inout ModelHeader) -> Void] = [
        { $0.configuration["note"] = "7" }, { $0.split["note"] = "7" },
        { $0.inputs["interactions"] = String(repeating: "7", count: 65) },
      ]
      for (place, edit) in edits.enumerated() {
        var own = header
        edit(&own)
        let path = try fixture.write(model, own, to: "noted-\(place)")
        let found = try fixture.outcome(
          fixture.judging(path, before: nil), at: "noted-run-\(place)")
        #expect(found.criterion("unknown-content")?.value == 1, "\(place)")
      }
    }
  }

  @Test func whatTheCommandsWriteIsKnown() throws {
    try withFixture { fixture in
      let before = ModelOutput(path: fixture.folder.path("before.safetensors"))
      let data = InteractionSource(path: fixture.data, format: .csv)
      let recipe = TrainingRecipe(configuration: AuditFixture.training)
      _ = try RecommenderTraining(
        data: data, recipe: recipe, output: before, kernels: .portable
      ).run()
      for mode in RecommenderUnlearning.Mode.allCases {
        let after = ModelOutput(path: fixture.folder.path("\(mode.rawValue).safetensors"))
        _ = try RecommenderUnlearning(
          model: before.path, data: data,
          specification: ErasureSpecification([.user(AuditFixture.person)]), mode: mode,
          output: after, kernels: .portable
        ).run()
        let found = try fixture.outcome(
          fixture.judging(after.path, before: before.path), at: mode.rawValue)
        #expect(found.criterion("unknown-content")?.outcome == .met, "\(mode)")
        #expect(found.criterion("vector-stored")?.outcome == .met, "\(mode)")
      }
    }
  }
}
