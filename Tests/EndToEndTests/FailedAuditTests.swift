// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// Audits that fail on their way: what can go on stays, and all else is cleared away.
@Suite struct FailedAuditTests {
  private static let audit = ["audit", "recommender", "toy.csv", "--erase", "users:0.1"]

  @Test(arguments: [[], ["--jobs", "2"]]) func anAuditThatCannotGoOnLeavesNothing(jobs: [String])
    throws
  {
    try TemporaryFolder.with { folder in
      try folder.write(Toy.csv(), to: "toy.csv")
      let run = try Program.run(
        Self.audit + ["-o", "run", "--learning-rate", "1e9", "--factors", "4", "--epochs", "5"]
          + jobs, in: folder)
      #expect(run.status == 65, "\(run.errors)")
      #expect(run.errors.contains("error[REC127]"), "\(run.errors)")
      #expect(
        try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted() == ["toy.csv"])
    }
  }

  @Test func aRunThatTheDiskRefusedSaysThatItCanGoOn() throws {
    try TemporaryFolder.with { folder in
      try folder.write(Toy.csv(), to: "toy.csv")
      // The shell's limit on file sizes, in blocks of 512 bytes, stands for a full disk.
      let line = "trap '' XFSZ; ulimit -f 32; exec \"$0\" \"$@\""
      let run = try Program.run(
        ["-c", line, Program.executable.path] + Self.audit + ["-o", "run", "--exit-zero"]
          + ["--factors", "256", "--epochs", "2", "--jobs", "1"], in: folder,
        executable: URL(fileURLWithPath: "/bin/sh"))
      #expect(run.status == 74, "\(run.errors)")
      #expect(run.errors.contains("palimpsest audit resume run"), "\(run.errors)")
      let resumed = try Program.run(["audit", "resume", "run", "--exit-zero"], in: folder)
      #expect(resumed.status == 0, "\(resumed.errors)")
    }
  }
}
