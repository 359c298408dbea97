// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits
import Compute
import Unlearning

/// `palimpsest recommender unlearn MODEL`.
struct UnlearnCommand: ParsableCommand {
  /// The two published readings of reverse BPR.
  enum Form: String, CaseIterable, ExpressibleByArgument {
    case negated
    case swapped

    var objective: PairwiseObjective { self == .negated ? .negated : .swapped }
  }

  static let configuration = CommandConfiguration(
    commandName: "unlearn",
    abstract: "Make a model forget interactions, users or items, and write the new model.",
    discussion: """
      The data must be those that the model was trained on. 'exact' retrains without the erased rows \
      and gives the very file that training on data without them gives.

      Example: palimpsest recommender unlearn before.safetensors --data ml-100k/u.data \
      --erase users:0.05 -o after.safetensors
      """)

  @Argument(help: "The model.")
  var model: String

  @Option(help: ArgumentHelp("The interactions it was trained on.", valueName: "file"))
  var data: String

  @Option(help: "How to forget.")
  var mode = RecommenderUnlearning.Mode.reverseBPR

  @Option(help: "The reverse loss of reverse-bpr. (default: negated)")
  var form: Form?

  @Option(
    parsing: .unconditional,
    help: "A fixed number of passes of reverse-bpr instead of its stop rule.")
  var passes: Int?

  @OptionGroup(title: "Request") var erasure: ErasureOptions
  @OptionGroup var destination: DestinationOptions
  @OptionGroup(title: "Data") var reading: DataOptions
  @OptionGroup(title: "Computation") var compute: ComputeOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func validate() throws {
    if erasure.erase.isEmpty && erasure.eraseFile == nil {
      throw ValidationError("Nothing to erase was named: give --erase or --erase-file.")
    }
    if let passes, !(1...10_000).contains(passes) {
      throw ValidationError("--passes is a number from 1 to 10000.")
    }
    if mode == .exact && (form != nil || passes != nil) {
      throw ValidationError("--form and --passes belong to --mode reverse-bpr.")
    }
  }

  func run() throws {
    guard let specification = try erasure.specification() else { return }
    var reverse = ReverseBPRConfiguration()
    reverse.form = (form ?? .negated).objective
    reverse.fixedPasses = passes
    let unlearning = RecommenderUnlearning(
      model: model, data: reading.source(data), specification: specification, mode: mode,
      output: destination.output, reverse: reverse, seed: compute.seed,
      kernels: compute.kernelSet, jobs: compute.jobCount, isShowingValues: erasure.showValues)
    try output.show(try unlearning.run())
  }
}
