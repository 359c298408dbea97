// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits
import Compute
import Evidence
import Statistics

/// `palimpsest stats permutation FIRST SECOND`.
struct StatsPermutationCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "permutation",
    abstract: "The permutation test of a difference of means.",
    discussion: "Example: palimpsest stats permutation first.txt second.txt --alternative greater")

  @OptionGroup var files: TwoSampleOptions

  @Option(help: "Which differences speak against the null.")
  var alternative = PermutationTest.Alternative.twoSided

  @Option(
    parsing: .unconditional,
    help: "Random splits, and the largest number of splits that are all tried.")
  var resamples = 9999

  @Option(parsing: .unconditional, help: "The seed of the random splits.")
  var seed: UInt64 = 1

  @OptionGroup(title: "Output") var output: OutputOptions

  func run() throws {
    let samples = try files.samples()
    let test = try PermutationTest(
      samples.first, samples.second, alternative: alternative, resamples: resamples,
      seed: Seed(seed))
    let n = samples.first.count + samples.second.count
    let method = test.isExact ? "all splits" : "random splits"
    try output.show(
      StatsCommand.result(
        "permutation",
        [
          Measurement(
            "mean-difference", test.difference, n: n, group: [:], method: "difference of means",
            control: 0),
          Measurement("p-value", test.pValue, n: n, group: [:], method: method, seed: seed),
        ], seed: seed,
        facts: ["splits": "\(test.splitCount)", "alternative": alternative.rawValue]))
  }
}
