// SPDX-License-Identifier: Apache-2.0

import Audits
import Evidence
import Foundation
import TestSupport
import Testing

/// Model files of an audit that was stopped, changed or removed before it goes on.
@Suite struct ResumedModelTests {
  private static let model = "run/models/gold-1.safetensors"
  private static let record = "run/models/gold-1.safetensors.lineage.json"

  /// Audits once without a stop, and once to where the first Gold is written.
  private func withStopped(_ body: (AuditFixture) throws -> Void) throws {
    try TemporaryFolder.with { folder in
      let fixture = try AuditFixture(in: folder)
      #expect(try fixture.begin(fixture.job(["users:0.1"]), at: "whole"))
      #expect(try !fixture.begin(fixture.job(["users:0.1"]), at: "run", unitLimit: 2))
      try body(fixture)
    }
  }

  @Test(arguments: [model, record, "run/models/unlearned.safetensors"])
  func oneBitLessThanWasWrittenEndsTheRun(name: String) throws {
    try withStopped { fixture in
      let original = try Data(contentsOf: fixture.folder.url.appendingPathComponent(name))
      var changed = original
      changed[changed.count / 2] ^= 1
      try fixture.folder.write(changed, to: name)
      let error = #expect(throws: AuditError.self) { try fixture.resume(at: "run") }
      #expect(error?.category == .tampered)
      #expect(error?.message.contains(name) == true)
      #expect(!FileManager.default.fileExists(atPath: fixture.folder.path("run/manifest.json")))
      try fixture.folder.write(original, to: name)
      #expect(try fixture.resume(at: "run"))
      #expect(try fixture.reproducible("run") == fixture.reproducible("whole"))
    }
  }

  @Test(arguments: [[model], [record], [model, record], ["run/models/unlearned.safetensors"]])
  func aModelThatIsGoneIsTrainedAgainToTheSameBundle(names: [String]) throws {
    try withStopped { fixture in
      for name in names {
        try FileManager.default.removeItem(atPath: fixture.folder.path(name))
      }
      #expect(try fixture.resume(at: "run", jobs: 2))
      #expect(try fixture.reproducible("run") == fixture.reproducible("whole"))
    }
  }

  @Test func aModelIsTrainedAgainOnlyWhenNobodyStopsIt() throws {
    try withStopped { fixture in
      try FileManager.default.removeItem(atPath: fixture.folder.path(Self.model))
      #expect(try !fixture.resume(at: "run", unitLimit: 0))
      #expect(try fixture.resume(at: "run"))
      #expect(try fixture.reproducible("run") == fixture.reproducible("whole"))
    }
  }
}
