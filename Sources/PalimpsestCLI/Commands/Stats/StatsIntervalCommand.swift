// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits
import Evidence
import Statistics

/// `palimpsest stats interval`.
struct StatsIntervalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "interval",
    abstract: "The interval of a proportion.",
    discussion: """
      Example: palimpsest stats interval --successes 0 --trials 150 --method clopper-pearson
      """)

  /// How the interval is computed.
  enum Method: String, CaseIterable, ExpressibleByArgument {
    case wilson
    case clopperPearson = "clopper-pearson"
  }

  @Option(parsing: .unconditional, help: "The number of successes.")
  var successes: Int

  @Option(parsing: .unconditional, help: "The number of trials.")
  var trials: Int

  @Option(help: "How the interval is computed.")
  var method = Method.wilson

  @OptionGroup var confidence: LevelOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func validate() throws {
    if successes < 0 { throw ValidationError("--successes is a number of 0 or more.") }
    if trials < 1 { throw ValidationError("--trials is a number of 1 or more.") }
  }

  func run() throws {
    let proportion = try Proportion(successes: successes, trials: trials)
    let estimate = proportion.estimate(
      method == .wilson ? .wilson : .clopperPearson, level: confidence.level)
    try output.show(StatsCommand.result("interval", [Measurement("proportion", estimate)]))
  }
}
