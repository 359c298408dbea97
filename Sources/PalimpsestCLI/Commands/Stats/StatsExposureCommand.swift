// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits
import Evidence
import Statistics

/// `palimpsest stats exposure`.
struct StatsExposureCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exposure",
    abstract: "How many bits a model gives away of a secret, by its rank or its score.",
    discussion: """
      A lower score is a more likely secret, such as a negative log-likelihood. The lower bound \
      assumes nothing but that references were drawn as the secret was; the skew-normal model \
      reaches beyond the references as far as they are skew-normal.

      Examples:
        palimpsest stats exposure --rank 1000 --space 1000000
        palimpsest stats exposure --score 41.2 --references scores.txt --model skew-normal
      """)

  /// How a score becomes an exposure.
  enum Model: String, CaseIterable, ExpressibleByArgument {
    case sampled
    case skewNormal = "skew-normal"
  }

  @Option(parsing: .unconditional, help: "The secret's rank among all secrets, 1 the likeliest.")
  var rank: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The number of secrets that could have been planted.", valueName: "count"))
  var space: Int?

  @Option(parsing: .unconditional, help: "The secret's score.")
  var score: Double?

  @Option(
    help: ArgumentHelp("Scores of secrets that the model never saw.", valueName: "file"))
  var references: String?

  @Option(help: ArgumentHelp("The column, where the file is CSV or TSV.", valueName: "name"))
  var column: String?

  @Flag(help: "Show the file's first line in messages about its columns.")
  var showValues = false

  @Option(help: "How a score becomes an exposure.")
  var model = Model.sampled

  @OptionGroup var confidence: LevelOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func validate() throws {
    let isRanked = rank != nil && space != nil && score == nil && references == nil
    let isScored = rank == nil && space == nil && score != nil && references != nil
    guard isRanked || isScored else {
      throw ValidationError("Give --rank and --space, or --score and --references.")
    }
    if let score, !score.isFinite { throw ValidationError("--score is a finite number.") }
  }

  func run() throws {
    if let rank, let space { return try show(rank: rank, space: space) }
    if let score, let references { try show(score: score, references: references) }
  }

  private func show(rank: Int, space: Int) throws {
    let bits = try exposure(rank: rank, spaceSize: space)
    let control = try expectedExposure(spaceSize: space)
    try output.show(
      StatsCommand.result(
        "exposure",
        [Measurement("exposure", bits, n: space, group: [:], method: "exact", control: control)]))
  }

  private func show(score: Double, references path: String) throws {
    let scores = try NumberSample.read(path, column: column, showingValues: showValues)
    let references = try ReferenceScores(scores)
    let bound = try references.exposureLowerBound(of: score, level: confidence.level)
    let (measure, facts) = try exposureMeasure(of: score, among: references)
    try output.show(
      StatsCommand.result(
        "exposure",
        [
          measure,
          Measurement(
            "exposure-lower-bound", bound > 0 ? bound : 0, n: references.count, group: [:],
            level: confidence.level, method: "clopper-pearson", control: 0),
        ], facts: facts))
  }

  private func exposureMeasure(
    of score: Double, among references: ReferenceScores
  ) throws -> (Evidence.Measurement, [String: String]) {
    guard model == .skewNormal else {
      let measure = Measurement(
        "exposure", references.exposure(of: score), n: references.count, group: [:],
        method: model.rawValue, control: references.expectedExposure)
      return (measure, ["rank": "\(references.rank(of: score))"])
    }
    let fit = try SkewNormal.fit(references.sorted)
    let curve = fit.distribution
    let bits = curve.exposure(of: score)
    let measure =
      bits.isFinite
      ? Measurement(
        "exposure", bits, n: references.count, group: [:], method: model.rawValue,
        control: SkewNormal.expectedExposure)
      : Measurement(missing: "exposure", reason: "the score lies beyond all measure", group: [:])
    let facts = [
      "fit-converged": fit.isConverged ? "yes" : "no", "location": "\(curve.location)",
      "scale": "\(curve.scale)", "shape": "\(curve.shape)",
    ]
    return (measure, facts)
  }
}
