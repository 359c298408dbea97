// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// What is printed and cannot be written is a failure; a reader that went away is none.
@Suite struct OutputFailureTests {
  /// Runs a line of the shell, in which `$0` is the program.
  private func shell(_ line: String, in folder: TemporaryFolder) throws -> Program {
    try Program.run(
      ["-c", line, Program.executable.path], in: folder,
      executable: URL(fileURLWithPath: "/bin/sh"))
  }

  /// Audits the toy into `runs/first` and hands the folder on.
  private func withRun(_ body: (TemporaryFolder) throws -> Void) throws {
    try TemporaryFolder.with { folder in
      try folder.write(Toy.csv(), to: "toy.csv")
      try folder.write("verdict: [passed]\n", to: "never.yaml")
      let run = try Program.run(
        ["audit", "recommender", "toy.csv", "--erase", "users:0.1", "-o", "runs/first"]
          + ["--exit-zero"] + Toy.short, in: folder)
      #expect(run.status == 0, "\(run.errors)")
      try body(folder)
    }
  }

  /// Commands that print, and how they end where all is printed.
  private static let printers: [(line: String, status: Int32)] = [
    ("runs export first --as csv", 0), ("runs list", 0), ("runs list --json", 0),
    ("runs show first", 0), ("runs show first --json", 0), ("report html first", 0),
    ("report json first", 0), ("gate first --policy never.yaml", 10),
    ("gate first --policy never.yaml --json", 10), ("audit resume first --exit-zero", 0),
    ("audit recommender toy.csv --plan", 0), ("stats interval --successes 1 --trials 9", 0),
    ("stats interval --successes 1 --trials 9 --json", 0), ("doctor --json", 0), ("--help", 0),
    ("--version", 0), ("gate --help", 0), ("--generate-completion-script bash", 0),
  ]

  @Test func aFullDiskBehindStandardOutputEndsWith74() throws {
    try withRun { folder in
      for (line, _) in Self.printers {
        let run = try shell("\"$0\" \(line) > /dev/full", in: folder)
        #expect(run.status == 74, "\(line): \(run.errors)")
        #expect(run.errors.hasPrefix("error[CLI004]: "), "\(line): \(run.errors)")
        #expect(run.errors.components(separatedBy: "error[").count == 2, "\(line)")
      }
    }
  }

  @Test func aReaderThatWentAwayChangesNoExitCode() throws {
    try withRun { folder in
      for (line, status) in Self.printers {
        // The program starts only once nobody can read any more.
        let run = try shell(
          "rm -f go; mkfifo go; { read x < go; \"$0\" \(line); echo $? > status; } "
            + "| { exec < /dev/null; echo x > go; }", in: folder)
        #expect(run.errors == "", "\(line)")
        let written = try String(contentsOfFile: folder.path("status"), encoding: .utf8)
        #expect(written == "\(status)\n", "\(line)")
      }
    }
  }
}
