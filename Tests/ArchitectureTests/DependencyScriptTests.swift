// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// `.ci/deps` asks for exactly what is missing and otherwise leaves the machine and network alone.
///
/// Each run sees only stub programs, which write their own command lines to a log.
@Suite struct DependencyScriptTests {
  /// What a run of the script printed and which stubs it called.
  private struct Run {
    var status: Int32
    var errors: String
    var calls: [String]
  }

  private func run(installed: [String], programs: [String], user: Int = 0) throws -> Run {
    try TemporaryFolder.with { folder in
      let states = installed.map { "\($0)) printf 'install ok installed';;" }.joined(separator: " ")
      let bodies = [
        "dpkg-query": "case \"$3\" in \(states) *) exit 1;; esac",
        "id": "echo \(user)",
        "apt-get": "echo \"apt-get $*\" >> \(folder.path("log"))",
        "sudo": "echo \"sudo $*\" >> \(folder.path("log"))",
      ]
      for program in programs + ["id"] {
        let stub = try folder.write(
          "#!/bin/sh\n\(bodies[program] ?? "exit 0")\n", to: "bin/\(program)")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: stub)
      }
      try FileManager.default.createSymbolicLink(
        atPath: folder.path("bin/env"), withDestinationPath: "/usr/bin/env")
      let script = SuiteFolder.packageRoot(of: #filePath).appendingPathComponent(".ci/deps")
      let run = try Program.run(
        [], in: folder, environment: ["PATH": folder.path("bin")], executable: script)
      let log = try folder.contents()["log"] ?? Data()
      return Run(
        status: run.status, errors: run.errors,
        calls: String(decoding: log, as: UTF8.self).split(separator: "\n").map(String.init))
    }
  }

  private let everyProgram = ["swift", "git", "dpkg-query", "apt-get"]
  private let everyPackage = [
    "libssl-dev", "zlib1g-dev", "libdivsufsort-dev", "libcurl4-openssl-dev",
  ]

  @Test func nothingIsCalledWhenNothingIsMissing() throws {
    let run = try run(installed: everyPackage, programs: everyProgram)
    #expect(run.status == 0)
    #expect(run.calls.isEmpty)
    #expect(run.errors.isEmpty)
  }

  @Test func rootInstallsExactlyWhatIsMissing() throws {
    let run = try run(
      installed: everyPackage.filter { $0 != "zlib1g-dev" }, programs: everyProgram)
    #expect(run.status == 0)
    #expect(
      run.calls == [
        "apt-get update -qq",
        "apt-get install -y -qq --no-install-recommends zlib1g-dev",
      ])
  }

  @Test func gitIsInstalledWhereItIsNotOnThePath() throws {
    let run = try run(
      installed: everyPackage, programs: ["swift", "dpkg-query", "apt-get"])
    #expect(run.calls.last?.hasSuffix("--no-install-recommends git") == true)
  }

  @Test func anOrdinaryUserInstallsThroughSudo() throws {
    let run = try run(installed: [], programs: everyProgram + ["sudo"], user: 1000)
    #expect(run.status == 0)
    #expect(run.calls.count == 2)
    #expect(run.calls.allSatisfy { $0.hasPrefix("sudo ") })
    #expect(run.calls.last?.hasSuffix(everyPackage.joined(separator: " ")) == true)
  }

  @Test func anOrdinaryUserWithoutSudoIsToldTheCommand() throws {
    let run = try run(installed: [], programs: everyProgram, user: 1000)
    #expect(run.status == 1)
    #expect(run.calls.isEmpty)
    let command = "run as root: apt-get install " + everyPackage.joined(separator: " ")
    #expect(run.errors.contains(command))
  }

  @Test func anotherSystemIsToldWhatItNeeds() throws {
    let run = try run(installed: [], programs: ["swift", "git"])
    #expect(run.status == 0)
    #expect(run.errors.contains("OpenSSL 3, zlib, libdivsufsort and libcurl"))
  }

  @Test func aMissingToolchainIsAnError() throws {
    let run = try run(installed: everyPackage, programs: ["git", "dpkg-query", "apt-get"])
    #expect(run.status == 1)
    #expect(run.errors.contains("https://www.swift.org/install"))
  }
}
