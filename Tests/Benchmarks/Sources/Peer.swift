// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Another tool behind a small script: one line of words in, one line of numbers out.
///
/// The script stays loaded between rounds, so that imports and file reading are not timed and both
/// sides alternate closely. It times itself, around the tool's own call alone.
final class Peer {
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private let script: String

  /// Starts the script; its first line says that it is ready.
  init(python: String, script: URL, arguments: [String], environment: [String: String]) throws {
    self.script = script.lastPathComponent
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [python, script.path] + arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    _ = try readLine()
  }

  deinit {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  /// How long threads of peers may go on spinning after their work: OpenMP's do for a fifth of a
  /// second, on cores that the other side is timed on next.
  private static let restSeconds = 0.25

  /// Sends a command and returns the numbers that it answers, by name, once its threads rest.
  func ask(_ command: String) throws -> [String: Double] {
    input.fileHandleForWriting.write(Data((command + "\n").utf8))
    let answer = try JSONDecoder().decode([String: Double].self, from: readLine())
    Thread.sleep(forTimeInterval: Peer.restSeconds)
    return answer
  }

  private func readLine() throws -> Data {
    var line = Data()
    while let byte = try output.fileHandleForReading.read(upToCount: 1), !byte.isEmpty {
      if byte == Data("\n".utf8) { return line }
      line.append(byte)
    }
    throw BenchError("\(script) ended without an answer; see its messages above")
  }
}
