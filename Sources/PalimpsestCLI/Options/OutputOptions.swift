// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits

/// What every command prints, and how much.
struct OutputOptions: ParsableArguments {
  @Flag(help: "Print one JSON document on standard output and nothing else there.")
  var json = false

  @Flag(name: .shortAndLong, help: "Print the result alone.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Print facts about inputs and settings too.")
  var verbose = false

  func validate() throws {
    if quiet && verbose { throw ValidationError("--quiet and --verbose exclude each other.") }
  }

  /// Prints a result in the form asked for.
  func show(_ result: CommandResult) throws {
    if json {
      try Console.write(result.json)
    } else {
      try Console.write(MeasureLines.text(result, isVerbose: verbose))
    }
    if !quiet { warn(about: result) }
  }

  /// Says on standard error what a reader should not overlook.
  private func warn(about result: CommandResult) {
    let facts = result.facts
    if facts["data-last-line-ended"] == "no" {
      Console.note("warning: the last line of the data has no line end; the file may be cut off.\n")
    }
    if let skipped = facts["data-skipped-rows"], skipped != "0" {
      Console.note("warning: \(skipped) bad rows were left out.\n")
    }
    if facts["data-is-that-of-the-model"] == "no" {
      Console.note("warning: the data are not those that the model's header names.\n")
    }
    if let kinds = facts["over-forgotten"], !kinds.isEmpty {
      Console.note("warning: over-forgotten, so that the erased stand out: \(kinds).\n")
    }
    if facts["fit-converged"] == "no" {
      Console.note("warning: no skew-normal fits the references best; trust the lower bound.\n")
    }
    if facts["stop"] == "limit" {
      Console.note("warning: the pass limit was reached before the erased were at parity.\n")
    }
  }
}
