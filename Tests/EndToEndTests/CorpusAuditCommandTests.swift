// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@Suite struct CorpusAuditCommandTests {
  private static let sample = SuiteFolder.packageRoot(of: #filePath)
    .appendingPathComponent("Corpora/sample").path
  private static let audit = [
    "audit", "corpus", sample, "--learner", "linear", "--models", "60", "--share", "0.5",
    "--limit", "15", "--progress", "none",
  ]
  private static let policies = [
    "PALIMPSEST_POLICIES": SuiteFolder.packageRoot(of: #filePath)
      .appendingPathComponent("Policies").path
  ]

  private func run(_ arguments: [String], in folder: TemporaryFolder) throws -> Program {
    try Program.run(arguments, in: folder, environment: Self.policies)
  }

  /// The bundle's files but for the times, by name.
  private func bundle(_ name: String, in folder: TemporaryFolder) throws -> [String: Data] {
    let files = try folder.contents().filter {
      $0.key.hasPrefix("\(name)/") && !$0.key.hasSuffix("volatile.json")
    }
    return Dictionary(
      uniqueKeysWithValues: files.map { (String($0.key.dropFirst(name.count)), $0.value) })
  }

  @Test func aRunIsTheSameAtAnyNumberOfJobs() throws {
    try TemporaryFolder.with { folder in
      for jobs in ["1", "2"] {
        let done = try run(
          Self.audit + ["--jobs", jobs, "-o", "run-\(jobs)", "--exit-zero"], in: folder)
        #expect(done.status == 0, "\(done.errors)")
      }
      let one = try bundle("run-1", in: folder)
      #expect(one.count > 4)
      #expect(one == (try bundle("run-2", in: folder)))
      let page = String(decoding: try #require(one["/report.html"]), as: UTF8.self)
      #expect(page.contains("The long tail") && page.contains("What memorized documents are good"))
      let judged = try run(
        ["gate", "run-1", "--policy", "corpus-memorization.yaml", "--runs-folder", "."], in: folder)
      #expect(judged.status == 0 || judged.status == 10, "\(judged.errors)")
    }
  }

  @Test func whatCannotBeAskedEndsWithItsCode() throws {
    try TemporaryFolder.with { folder in
      #expect(try run(["audit", "corpus", "nowhere"], in: folder).status == 66)
      #expect(
        try run(["audit", "corpus", Self.sample, "--target", "shoe-size"], in: folder).status == 64)
      #expect(try run(["audit", "corpus", Self.sample, "--share", "1"], in: folder).status == 64)
      #expect(try run(["audit", "corpus", Self.sample, "--models", "2"], in: folder).status == 64)
      let plan = try run(["audit", "corpus", Self.sample, "--plan"], in: folder)
      #expect(plan.status == 0 && plan.output.contains("documents-a-model"))
    }
  }
}
