// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits
import Evidence
import Statistics

/// `palimpsest stats auc POSITIVES NEGATIVES`.
struct StatsAreaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "auc",
    abstract: "The area under the ROC curve with DeLong's interval.",
    discussion: "Example: palimpsest stats auc --members members.txt --nonmembers strangers.txt")

  @OptionGroup var files: RankingOptions
  @OptionGroup var confidence: LevelOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func run() throws {
    let samples = try files.samples()
    let area = try DeLongEstimate(positives: samples.first, negatives: samples.second)
    let measure = Measurement("auc", area.estimate(level: confidence.level), control: 0.5)
    try output.show(StatsCommand.result("auc", [measure]))
  }
}
