// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// What one run of a program, by default the built command line, left behind.
package struct Program: Sendable {
  /// The exit status.
  package let status: Int32
  /// Standard output.
  package let output: String
  /// Standard error.
  package let errors: String

  /// Where the test run's own build put `palimpsest`; the suite must depend on `PalimpsestCLI`.
  package static var executable: URL {
    URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent().appendingPathComponent("palimpsest")
  }

  /// Runs a program to its end with an empty standard input.
  ///
  /// Output goes through files, so that a full pipe cannot stop the program.
  ///
  /// - Parameters:
  ///   - arguments: The command line after the program's name.
  ///   - folder: The program's working folder.
  ///   - environment: Variables set on top of the test's own.
  ///   - executable: The program; `palimpsest` unless given.
  /// - Returns: Status and output.
  /// - Throws: The error that kept the program from starting.
  package static func run(
    _ arguments: [String], in folder: TemporaryFolder, environment: [String: String] = [:],
    executable: URL = Program.executable
  ) throws -> Program {
    try TemporaryFolder.with { scratch in
      let output = try handle(for: scratch.write("", to: "output"))
      let errors = try handle(for: scratch.write("", to: "errors"))
      let process = process(arguments, in: folder, environment, executable)
      process.standardOutput = output
      process.standardError = errors
      try process.run()
      process.waitUntilExit()
      let contents = try scratch.contents()
      return Program(
        status: process.terminationStatus,
        output: String(decoding: contents["output"] ?? Data(), as: UTF8.self),
        errors: String(decoding: contents["errors"] ?? Data(), as: UTF8.self))
    }
  }

  /// A program that has not begun, with an empty standard input.
  static func process(
    _ arguments: [String], in folder: TemporaryFolder, _ environment: [String: String],
    _ executable: URL
  ) -> Process {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = folder.url
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    return process
  }

  private static func handle(for path: String) throws -> FileHandle {
    try FileHandle(forWritingTo: URL(fileURLWithPath: path))
  }
}
