// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A program that serves until it is told to stop.
package final class RunningProgram {
  private let process: Process
  private let output = Pipe()
  private let errors: FileHandle
  private let errorPath: String

  /// Starts the built command line.
  ///
  /// - Parameters:
  ///   - arguments: The command line after the program's name.
  ///   - folder: The program's working folder, which also gets its standard error.
  ///   - environment: Variables set on top of the test's own.
  /// - Throws: The error that kept the program from starting.
  package init(
    _ arguments: [String], in folder: TemporaryFolder, environment: [String: String] = [:]
  ) throws {
    errorPath = try folder.write("", to: "running-errors")
    errors = try FileHandle(forWritingTo: URL(fileURLWithPath: errorPath))
    process = Program.process(arguments, in: folder, environment, Program.executable)
    process.standardOutput = output
    process.standardError = errors
    try process.run()
  }

  /// Waits for standard output up to the first line end; empty where the program ends before.
  package func firstLine() -> String {
    var line: [UInt8] = []
    while let byte = try? output.fileHandleForReading.read(upToCount: 1)?.first, byte != 0x0A {
      line.append(byte)
    }
    return String(decoding: line, as: UTF8.self)
  }

  /// Asks the program to end, waits for it, and returns its status and what it said.
  package func stop() throws -> (status: Int32, errors: String) {
    process.terminate()
    process.waitUntilExit()
    return (process.terminationStatus, try String(contentsOfFile: errorPath, encoding: .utf8))
  }
}
