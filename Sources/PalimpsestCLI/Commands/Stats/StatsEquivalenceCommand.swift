// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits
import Compute
import Evidence
import Statistics

/// `palimpsest stats equivalence DIFFERENCES --margin M`.
struct StatsEquivalenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "equivalence",
    abstract: "Two one-sided tests of whether a mean difference lies within a margin.",
    discussion: "Example: palimpsest stats equivalence differences.txt --margin 0.03")

  @Argument(help: "The differences: one a line, or a column of a table.")
  var file: String

  @Option(help: ArgumentHelp("The column, where the file is CSV or TSV.", valueName: "name"))
  var column: String?

  @Flag(help: "Show the file's first line in messages about its columns.")
  var showValues = false

  // A number that begins with a hyphen is a value too, here and wherever a number is taken, and is
  // refused with the range.
  @Option(
    parsing: .unconditional, help: "The largest difference, up or down, that counts as none.")
  var margin: Double

  @Option(parsing: .unconditional, help: "The size of each one-sided test.")
  var alpha = 0.05

  @Option(parsing: .unconditional, help: "The seed of the bootstrap.")
  var seed: UInt64 = 1

  @OptionGroup(title: "Output") var output: OutputOptions

  func validate() throws {
    if !(margin > 0 && margin.isFinite) { throw ValidationError("--margin is a number above 0.") }
  }

  func run() throws {
    let differences = try NumberSample.read(file, column: column, showingValues: showValues)
    let distribution = try clusterBootstrap(
      sums: differences.map { ClusterSum(numerator: $0, denominator: 1) }, seed: Seed(seed))
    let test = try EquivalenceTest(distribution, margin: -margin...margin, alpha: alpha)
    let n = differences.count
    try output.show(
      StatsCommand.result(
        "equivalence",
        [
          Measurement(
            "mean-difference", test.estimate, n: n, group: [:], interval: test.interval,
            level: 1 - 2 * alpha, method: test.method, control: 0, seed: seed),
          Measurement(
            "p-value", test.pValue, n: n, group: [:], method: test.method, seed: seed),
        ], seed: seed, facts: ["conclusion": test.conclusion.rawValue]))
    if !output.json { try Console.write("conclusion: \(test.conclusion.rawValue)\n") }
  }
}
