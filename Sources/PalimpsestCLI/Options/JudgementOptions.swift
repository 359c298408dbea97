// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// What the erased model is compared with, and by which policy.
struct JudgementOptions: ParsableArguments {
  /// The thresholds that apply unless others are named.
  static let defaultPolicy = "erasure-recommender.yaml"
  /// The same for an audit of attributes.
  static let attributePolicy = "release-attributes.yaml"

  @Option(
    parsing: .unconditional, help: "How many comparison models to train, each from another seed.")
  var goldSeeds = 3

  @Option(
    help: ArgumentHelp(
      "The thresholds, as YAML; also sought by name. (default: \(defaultPolicy), of attributes "
        + "\(attributePolicy))", valueName: "file"))
  var policy: String?

  @Option(
    help: ArgumentHelp(
      "Users' attributes: those that --only attribute tells, else for losses by group. CSV, TSV, u.user "
        + "or a RecBole .user file.", valueName: "file"))
  var attributes: String?

  @Option(
    help: ArgumentHelp(
      "A column of --attributes that --only attribute tells; repeatable. (default: every column of 2 to "
        + "32 classes with 10 users each)", valueName: "column"))
  var attribute: [String] = []

  @Flag(help: "End with 0 whatever the verdict, for jobs that only report.")
  var exitZero = false

  func validate() throws {
    if !(1...1000).contains(goldSeeds) {
      throw ValidationError("--gold-seeds is a number from 1 to 1000.")
    }
  }
}
