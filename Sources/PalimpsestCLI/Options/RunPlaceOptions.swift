// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits
import Evidence

/// Where a run goes and what is said while it lasts.
struct RunPlaceOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The run's folder. (default: runs/ and 12 digits of the plan's digest)", valueName: "folder"))
  var out: String?

  @Flag(help: "Replace the run that stands there.")
  var force = false

  @Flag(help: "Print what would be done; do nothing.")
  var plan = false

  @Option(help: "What to say on standard error while it lasts.")
  var progress = AuditSession.Progress.plain

  /// Prints the plan of an audit that is not run.
  func show(
    _ audit: any RunnableAudit, at path: String, _ output: OutputOptions,
    estimate: [String: String] = [:]
  ) throws {
    let facts = audit.planFacts.merging(["out": path]) { $1 }.merging(estimate) { $1 }
    try output.show(
      CommandResult(command: "\(audit.kind) --plan", seed: audit.seed, facts: facts))
    if !output.json && !output.verbose { try Console.write(MeasureLines.table(facts)) }
  }
}
