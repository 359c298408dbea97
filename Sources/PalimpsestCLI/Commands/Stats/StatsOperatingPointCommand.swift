// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits
import Evidence
import Statistics

/// `palimpsest stats tpr POSITIVES NEGATIVES --at RATE`.
struct StatsOperatingPointCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tpr",
    abstract: "The share of positives found at a given false positive rate.",
    discussion: "Example: palimpsest stats tpr members.txt strangers.txt --at 0.01")

  @OptionGroup var files: RankingOptions

  @Option(parsing: .unconditional, help: "The false positive rate that is allowed.")
  var at = 0.01

  @OptionGroup var confidence: LevelOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func run() throws {
    let samples = try files.samples()
    let curve = try RankingCurve(positives: samples.first, negatives: samples.second)
    let point = try curve.truePositiveRate(atFalsePositiveRate: at, level: confidence.level)
    let name = "tpr@fpr=\(at)"
    let measure =
      point.truePositiveRate.map { Measurement(name, $0, control: at) }
      ?? Measurement(missing: name, reason: point.reason ?? "undefined", group: [:])
    let facts = ["threshold": point.threshold.map { "\($0)" } ?? "none"]
    try output.show(StatsCommand.result("tpr", [measure], facts: facts))
  }
}
