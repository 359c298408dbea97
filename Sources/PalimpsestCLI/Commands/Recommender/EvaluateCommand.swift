// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits

/// `palimpsest recommender evaluate MODEL`.
struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Rank every item for every user and measure the lists on the test part.",
    discussion: """
      The data are split as the model's header says; what a user had in training and validation is \
      masked. Intervals come from resampling users.

      Example: palimpsest recommender evaluate before.safetensors --data ml-100k/u.data --k 10
      """)

  @Argument(help: "The model.")
  var model: String

  @Option(help: ArgumentHelp("The interactions.", valueName: "file"))
  var data: String

  @Option(parsing: .unconditional, help: "The length of the lists.")
  var k = 20

  @OptionGroup(title: "Data") var reading: DataOptions
  @OptionGroup(title: "Computation") var compute: ComputeOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func validate() throws {
    if !(1...10_000).contains(k) { throw ValidationError("--k is a number from 1 to 10000.") }
  }

  func run() throws {
    let evaluation = RecommenderEvaluation(
      model: model, data: reading.source(data),
      measures: RankingMeasures(
        k: k, seed: compute.seed, jobs: compute.jobCount, kernels: compute.kernelSet))
    try output.show(try evaluation.run())
  }
}
