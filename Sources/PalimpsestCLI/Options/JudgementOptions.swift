// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// What the erased model is compared with, and by which policy.
struct JudgementOptions: ParsableArguments {
  /// The thresholds that apply unless others are named.
  static let defaultPolicy = "erasure-recommender.yaml"

  @Option(
    parsing: .unconditional, help: "How many comparison models to train, each from another seed.")
  var goldSeeds = 3

  @Option(help: ArgumentHelp("The thresholds, as YAML; also sought by name.", valueName: "file"))
  var policy = JudgementOptions.defaultPolicy

  @Option(
    help: ArgumentHelp(
      "Users' attributes, for losses by group: CSV, TSV, u.user or a RecBole .user file.",
      valueName: "file"))
  var attributes: String?

  @Flag(help: "End with 0 whatever the verdict, for jobs that only report.")
  var exitZero = false

  func validate() throws {
    if !(1...1000).contains(goldSeeds) {
      throw ValidationError("--gold-seeds is a number from 1 to 1000.")
    }
  }
}
