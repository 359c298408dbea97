// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@Suite struct CorpusKillTests {
  private static let generate = [
    "corpus", "generate", "--recipe", "panorama", "--profiles", "3000", "--seed", "3", "-o",
  ]

  /// Kills after some checkpoints, goes on, kills again, and compares with an undisturbed corpus.
  @Test(arguments: [[], ["--gzip"]]) func aKilledCorpusGoesOnToTheSameBytes(more: [String]) throws {
    try TemporaryFolder.with { folder in
      let whole = try Program.run(Self.generate + ["whole", "-q"] + more, in: folder)
      #expect(whole.status == 0, "\(whole.errors)")
      try stop(SIGKILL, afterCheckpoints: 1, more, in: folder)
      try stop(SIGINT, afterCheckpoints: 1, more, in: folder)
      let other = try Program.run(Self.generate + ["again", "--seed", "4"] + more, in: folder)
      #expect(other.status == 74, "\(other.errors)")
      #expect(other.errors.contains("error[COR062]"))
      let again = try Program.run(Self.generate + ["again"] + more, in: folder)
      #expect(again.status == 0, "\(again.errors)")
      #expect(again.errors.contains("went on after step"))
      #expect(try SmallCorpus.files(folder, "again") == SmallCorpus.files(folder, "whole"))
      #expect(!FileManager.default.fileExists(atPath: folder.path("again.partial")))
    }
  }

  /// Starts the command and stops it as soon as it has said so many times how far it is.
  private func stop(
    _ signal: Int32, afterCheckpoints count: Int, _ more: [String], in folder: TemporaryFolder
  ) throws {
    let process = Process()
    process.executableURL = Program.executable
    process.arguments = Self.generate + ["again"] + more
    process.currentDirectoryURL = folder.url
    let errors = Pipe()
    process.standardError = errors
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    var words = ""
    while words.split(separator: "\n").count < count {
      let data = errors.fileHandleForReading.availableData
      if data.isEmpty { break }
      words += String(decoding: data, as: UTF8.self)
    }
    kill(process.processIdentifier, signal)
    _ = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    if signal == SIGKILL {
      #expect(process.terminationReason == .uncaughtSignal)
    } else {
      #expect(process.terminationStatus == 130)
    }
  }
}
