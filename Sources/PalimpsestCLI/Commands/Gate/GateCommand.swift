// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits
import Evidence

/// `palimpsest gate RUN --policy FILE`.
struct GateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gate",
    abstract: "Judge a finished run by a policy; exit 0 where it passes and 10 where it does not.",
    discussion: """
      A pure function of the bundle, whose recorded digests are checked first (exit 12). What is \
      missing, inconclusive or without control fails, and so does a gate whose rules only inform \
      where none of them can be judged.

      Example: palimpsest gate latest --policy Policies/gates/release-recommender.yaml
      """)

  @OptionGroup var reference: RunOptions

  @Option(help: ArgumentHelp("The policy, as YAML; also sought by name.", valueName: "file"))
  var policy: String

  @Flag(help: "End with 0 where the gate fails too, for jobs that only report.")
  var exitZero = false

  @OptionGroup(title: "Output") var output: OutputOptions

  func run() throws {
    let policy = try GatePolicy(contentsOf: PolicyFolders.file(named: policy))
    let bundle = try reference.bundle()
    let outcome = policy.judge(try bundle.document())
    if output.json {
      try Console.write(outcome.json(bundle: bundle.path, digest: bundle.digest))
    } else {
      try Console.write(AuditLines.criteria(outcome.criteria))
      try Console.write("gate: \(outcome.verdict.rawValue)\n")
    }
    try ExitStatus.leave(with: outcome.verdict, isExitZero: exitZero)
  }
}
