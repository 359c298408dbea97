// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits
import Evidence

/// Where a text goes: standard output, or a file.
struct TextOutputOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to write; standard output where left out.", valueName: "path"))
  var out: String?

  @Flag(help: "Replace the file that stands there.")
  var force = false

  /// Writes a text about a run to where it goes, which is never into the run.
  func write(_ bytes: [UInt8], about bundle: RunBundle) throws {
    guard let out else { return try Console.write(String(decoding: bytes, as: UTF8.self)) }
    try StoredFile.requireApart(out, from: [bundle.path])
    try StoredFile.requireReplaceable(out)
    if !force && StoredFile.exists(out) {
      throw AuditError(
        "AUD007", .inputOutput, "\(out) exists already.",
        remedy: "Pass --force to replace it, or choose another path with --out.")
    }
    try StoredFile.write(bytes, to: out)
    Console.note("wrote \(out)\n")
  }
}
