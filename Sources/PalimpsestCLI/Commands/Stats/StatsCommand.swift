// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits
import Evidence

/// `palimpsest stats`.
struct StatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "Compute on your own numbers what audits compute on theirs.",
    subcommands: [
      StatsAreaCommand.self, StatsIntervalCommand.self, StatsKolmogorovSmirnovCommand.self,
      StatsPermutationCommand.self, StatsEquivalenceCommand.self, StatsOperatingPointCommand.self,
      StatsEpsilonCommand.self, StatsExposureCommand.self, StatsRougeCommand.self,
      StatsVerbatimCommand.self,
    ])

  /// The result of one statistic.
  static func result(
    _ verb: String, _ measures: [Measurement], seed: UInt64? = nil, facts: [String: String] = [:]
  ) -> CommandResult {
    CommandResult(command: "stats \(verb)", seed: seed, facts: facts, measures: measures)
  }
}
