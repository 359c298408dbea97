// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// How an audit is stopped, and how the process then ends.
enum Stroke: CaseIterable, Sendable {
  case controlC
  case terminate
  case kill

  var signal: Int32 {
    switch self {
    case .controlC: SIGINT
    case .terminate: SIGTERM
    case .kill: SIGKILL
    }
  }
}

@Suite struct InterruptedAuditTests {
  private static let audit = [
    "audit", "recommender", "toy.csv", "--erase", "users:0.1", "--exit-zero", "--jobs", "1",
    "--factors", "16", "--epochs", "6000", "--patience", "0", "-o",
  ]

  @Test(arguments: Stroke.allCases) func aStoppedAuditResumesToTheSameBytes(stroke: Stroke) throws {
    try TemporaryFolder.with { folder in
      try folder.write(Toy.csv(), to: "toy.csv")
      let whole = try Program.run(Self.audit + ["whole"], in: folder)
      #expect(whole.status == 0, "\(whole.errors)")
      try stop(stroke, in: folder)
      let listed = try Program.run(["runs", "list", "--runs-folder", "."], in: folder)
      #expect(listed.output.contains(/run +unfinished/))
      let gate = try Program.run(["runs", "show", "run"], in: folder)
      #expect(gate.status == 75)
      if stroke == .terminate { try expectDamageIsRefused(in: folder) }
      let resumed = try Program.run(["audit", "resume", "run", "--exit-zero"], in: folder)
      #expect(resumed.status == 0, "\(resumed.errors)")
      let files = try folder.contents().filter { !$0.key.hasSuffix("volatile.json") }
      func bundle(_ name: String) -> [String: Data] {
        let parts = files.filter { $0.key.hasPrefix("\(name)/") }
        return Dictionary(
          uniqueKeysWithValues: parts.map { (String($0.key.dropFirst(name.count)), $0.value) })
      }
      #expect(bundle("run").count > 6)
      #expect(bundle("run") == bundle("whole"))
    }
  }

  /// Changes one bit of the model that was written, expects a refusal, and removes the model.
  private func expectDamageIsRefused(in folder: TemporaryFolder) throws {
    let name = "run/models/unlearned.safetensors"
    var bytes = try Data(contentsOf: folder.url.appendingPathComponent(name))
    bytes[bytes.count / 2] ^= 1
    try folder.write(bytes, to: name)
    let resumed = try Program.run(["audit", "resume", "run", "--exit-zero"], in: folder)
    #expect(resumed.status == 12)
    #expect(resumed.errors.contains("error[EVD012]: The bytes of 'run/models/unlearned"))
    #expect(resumed.output == "")
    try FileManager.default.removeItem(atPath: folder.path(name))
  }

  /// Starts an audit and stops it as soon as it says that its first unit is done.
  private func stop(_ stroke: Stroke, in folder: TemporaryFolder) throws {
    let process = Process()
    process.executableURL = Program.executable
    process.arguments = Self.audit + ["run"]
    process.currentDirectoryURL = folder.url
    let errors = Pipe()
    process.standardError = errors
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    var words = ""
    while !words.contains("1/4") {
      let data = errors.fileHandleForReading.availableData
      if data.isEmpty { break }
      words += String(decoding: data, as: UTF8.self)
    }
    kill(process.processIdentifier, stroke.signal)
    words += String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    switch stroke {
    case .controlC, .terminate:
      #expect(process.terminationStatus == 130)
      #expect(words.contains("palimpsest audit resume run"), "\(words)")
    case .kill:
      #expect(process.terminationReason == .uncaughtSignal)
    }
  }
}
