// SPDX-License-Identifier: Apache-2.0

import Audits
import Compute
import Evidence
import Foundation
import Recommenders
import TestSupport
import Testing

/// No file of a run, finished or not, may hold what was erased.
@Suite struct ErasedIdentifierTests {
  private static let person = "zz-user-17"
  private static let item = "qq-item-12"

  private func withFixture(_ body: (AuditFixture) throws -> Void) throws {
    try TemporaryFolder.with { try body(AuditFixture(in: $0)) }
  }

  /// The bytes that must not occur: identifiers, their digests without a key, and the trained rows.
  private func forbidden(_ fixture: AuditFixture) throws -> [String: [UInt8]] {
    let recipe = TrainingRecipe(configuration: AuditFixture.training)
    let model = try recipe.train(recipe.split(fixture.interactions()), kernels: .portable).model
    let user = try #require(model.users.position(of: Self.person))
    let item = try #require(model.items.position(of: Self.item))
    func bytes(_ row: ArraySlice<Float>) -> [UInt8] {
      row.prefix(4).flatMap { value in
        let bits = value.bitPattern
        return (0..<4).map { UInt8(truncatingIfNeeded: bits >> UInt32(8 * $0)) }
      }
    }
    return [
      "person": Array(Self.person.utf8), "item": Array(Self.item.utf8),
      "person's digest": Array(try Digest.sha256(Array(Self.person.utf8)).hex.utf8),
      "person in base 64": Array(Data(Self.person.utf8).base64EncodedString().utf8),
      "person in hexadecimal": Array(Self.person.utf8.map { String($0, radix: 16) }.joined().utf8),
      "person's row": bytes(model.userTable.row(user)),
      "item's row": bytes(model.itemTable.row(item)),
    ]
  }

  private func expectNothing(
    in name: String, of fixture: AuditFixture, _ forbidden: [String: [UInt8]]
  ) throws {
    let files = try fixture.files(of: name)
    #expect(files.count > 1)
    for (file, bytes) in files {
      for (what, needle) in forbidden {
        let isFound = bytes.contains(bytes: needle)
        #expect(!isFound, "\(what) in \(name)/\(file)")
      }
    }
  }

  @Test func theSearchFindsWhatItLooksFor() throws {
    try withFixture { fixture in
      let forbidden = try forbidden(fixture)
      let recipe = TrainingRecipe(configuration: AuditFixture.training)
      let output = ModelOutput(path: fixture.folder.path("model.safetensors"))
      _ = try RecommenderTraining(
        data: InteractionSource(path: fixture.data, format: .csv), recipe: recipe,
        output: output, kernels: .portable
      ).run()
      let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: output.path)))
      for what in ["person", "item", "person's row", "item's row"] {
        #expect(bytes.contains(bytes: try #require(forbidden[what])), "\(what)")
      }
    }
  }

  @Test(arguments: RecommenderAuditJob.Method.allCases)
  func noFileOfARunHoldsWhatWasErased(method: RecommenderAuditJob.Method) throws {
    try withFixture { fixture in
      let forbidden = try forbidden(fixture)
      let job = fixture.job(["user:\(Self.person)", "item:\(Self.item)"], method)
      for stop in 0...2 {
        try fixture.begin(job, at: "stopped-\(stop)", unitLimit: stop)
        try expectNothing(in: "stopped-\(stop)", of: fixture, forbidden)
      }
      try fixture.begin(job, at: "finished")
      try expectNothing(in: "finished", of: fixture, forbidden)
      #expect(try fixture.resume(at: "stopped-1"))
      try expectNothing(in: "stopped-1", of: fixture, forbidden)
    }
  }

  @Test func aRequestByFileIsHiddenLikewise() throws {
    try withFixture { fixture in
      let forbidden = try forbidden(fixture)
      var job = fixture.job([])
      job.eraseFile = try fixture.folder.write(
        "user\titem\n\(Self.person)\t\n\t\(Self.item)\n", to: "pairs.tsv")
      #expect(try fixture.begin(job, at: "run", unitLimit: 1) == false)
      try expectNothing(in: "run", of: fixture, forbidden)
      #expect(try fixture.resume(at: "run"))
      try expectNothing(in: "run", of: fixture, forbidden)
    }
  }

  @Test func thePrivateFileIsItsOwnersAlone() throws {
    try withFixture { fixture in
      try fixture.begin(fixture.job(["user:\(Self.person)"]), at: "open", unitLimit: 1)
      try fixture.begin(fixture.job(["user:\(Self.person)"]), at: "finished")
      for name in ["open", "finished"] {
        let attributes = try FileManager.default.attributesOfItem(
          atPath: fixture.folder.path("\(name)/private.json"))
        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
      }
    }
  }
}
