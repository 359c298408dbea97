// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits
import Evidence
import Statistics

/// `palimpsest stats ks FIRST SECOND`.
struct StatsKolmogorovSmirnovCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ks",
    abstract: "The two-sample Kolmogorov-Smirnov test.",
    discussion: "Example: palimpsest stats ks scores.csv scores.csv --column before "
      + "--second-column after")

  @OptionGroup var files: TwoSampleOptions
  @OptionGroup var confidence: LevelOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func run() throws {
    let samples = try files.samples()
    let test = try KolmogorovSmirnovTest(samples.first, samples.second)
    let n = test.firstCount + test.secondCount
    let method = test.method.rawValue
    try output.show(
      StatsCommand.result(
        "ks",
        [
          Measurement("ks-statistic", test.statistic, n: n, group: [:], method: method),
          Measurement("p-value", test.pValue, n: n, group: [:], method: method),
        ],
        facts: [
          "differ-at-level": test.pValue < 1 - confidence.level ? "yes" : "no",
          "ties": test.hasTies ? "yes" : "no",
        ]))
  }
}
