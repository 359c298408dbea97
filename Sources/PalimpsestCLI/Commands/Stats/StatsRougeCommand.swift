// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits
import Compute
import Evidence
import Statistics

/// `palimpsest stats rouge --reference FILE --output FILE`.
struct StatsRougeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rouge",
    abstract: "How much of a reference an output repeats: ROUGE 1, 2, L and Lsum.",
    discussion: """
      The words 'latin' are those of rouge-score: a to z and 0 to 9, with --stemmer their Porter \
      stems ('latin-stemmed'). The words 'unicode' are letters, marks and numbers of any script. \
      Files ending in .jsonl hold one object with 'text' a line: the answer is the mean over pairs \
      of lines, with a bootstrap interval.

      Example: palimpsest stats rouge --reference original.txt --output generated.txt --stemmer
      """)

  @Option(help: ArgumentHelp("The text to be held to.", valueName: "file"))
  var reference: String

  @Option(name: .customLong("output"), help: ArgumentHelp("The text to judge.", valueName: "file"))
  var judged: String

  @Flag(help: "Compare Porter stems of words of more than three letters.")
  var stemmer = false

  @Option(parsing: .unconditional, help: "The seed of the bootstrap.")
  var seed: UInt64 = 1

  @OptionGroup var confidence: LevelOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func run() throws {
    let pairs = try pairs()
    let isDrawn = pairs.count > 1
    var measures: [Evidence.Measurement] = []
    for rule in [WordRule.latin(isStemmed: stemmer), .unicode] {
      let rouges = pairs.map { Rouge(reference: $0.reference, output: $0.output, rule: rule) }
      for kind in Rouge.Kind.allCases {
        for part in Rouge.Part.allCases {
          let scores = rouges.map { $0[kind][part] }
          var measure = try mean(scores, named: kind.rawValue)
          measure.group = ["part": part.rawValue, "words": rule.name]
          measures.append(measure)
        }
      }
    }
    try output.show(
      StatsCommand.result(
        "rouge", measures, seed: isDrawn ? seed : nil, facts: ["pairs": "\(pairs.count)"]))
  }

  private func pairs() throws -> [(reference: String, output: String)] {
    let references = try TextInput(path: reference).entries
    let outputs = try TextInput(path: judged).entries
    guard references.count == outputs.count else {
      throw StatisticsError(
        .mismatchedSizes, "There are \(references.count) references for \(outputs.count) outputs.",
        remedy: "Give one output for each reference, in the same order.")
    }
    guard !references.isEmpty else {
      throw StatisticsError(.emptySample, "There is no text.", remedy: "Give at least one pair.")
    }
    return zip(references, outputs).map { ($0.text, $1.text) }
  }

  /// The mean of the pairs' scores; a single pair has no interval.
  private func mean(_ scores: [Double], named name: String) throws -> Evidence.Measurement {
    if scores.count == 1 {
      return Measurement(name, scores[0], n: 1, group: [:], method: "one pair")
    }
    let distribution = try clusterBootstrap(
      sums: scores.map { ClusterSum(numerator: $0, denominator: 1) }, seed: Seed(seed))
    let estimate = distribution.estimate(level: confidence.level, method: "bootstrap by pair")
    return Measurement(name, estimate, seed: seed)
  }
}
