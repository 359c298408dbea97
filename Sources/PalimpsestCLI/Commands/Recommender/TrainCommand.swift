// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits

/// `palimpsest recommender train FILE`.
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Train BPR matrix factorization on a file of interactions.",
    discussion: """
      Pairs are split 80/10/10 by the seed; training stops when the validation part no longer \
      improves, and the test part is measured. The model is a safetensors file.

      Example: palimpsest recommender train ml-100k/u.data -o before.safetensors
      """)

  @Argument(help: "The interactions.")
  var file: String

  @OptionGroup var destination: DestinationOptions
  @OptionGroup(title: "Data") var data: DataOptions
  @OptionGroup(title: "Training") var training: TrainingOptions

  @Flag(help: "Train on all cores without locks (Hogwild): fast, not reproducible.")
  var fast = false

  @OptionGroup(title: "Computation") var compute: ComputeOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func run() throws {
    var recipe = TrainingRecipe(configuration: training.configuration, seed: compute.seed)
    recipe.isFast = fast
    let training = RecommenderTraining(
      data: data.source(file), recipe: recipe, output: destination.output,
      kernels: compute.kernelSet, jobs: compute.jobCount)
    try output.show(try training.run())
  }
}
