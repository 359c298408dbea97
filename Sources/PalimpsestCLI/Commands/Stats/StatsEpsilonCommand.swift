// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits
import Evidence
import Statistics

/// `palimpsest stats epsilon`.
struct StatsEpsilonCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "epsilon",
    abstract: "The epsilon that guesses about canaries of one training run speak against.",
    discussion: """
      Each canary was put into the training data or left out by a fair coin of its own. The number \
      of guesses has to be fixed before the coins are seen; whoever takes the best of several numbers \
      says with --choices how many were listed.

      Example: palimpsest stats epsilon --canaries 1000 --guesses 100 --correct 95 --delta 1e-5
      """)

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The number of canaries, each with a coin.", valueName: "count"))
  var canaries: Int

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The number of coins that were guessed.", valueName: "count"))
  var guesses: Int

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The number of correct guesses.", valueName: "count"))
  var correct: Int

  @Option(parsing: .unconditional, help: "The probability with which epsilon may fail.")
  var delta = 0.0

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Of how many listed choices this is the best.", valueName: "count"))
  var choices = 1

  @OptionGroup var confidence: LevelOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func validate() throws {
    if choices < 1 { throw ValidationError("--choices is a number of 1 or more.") }
  }

  func run() throws {
    let audit = try OneRunAudit(
      canaryCount: canaries, guessCount: guesses, correctCount: correct, delta: delta)
    let bound = try audit.lowerBound(level: confidence.level, choiceCount: choices)
    let accuracy = try Proportion(successes: correct, trials: guesses)
      .estimate(.clopperPearson, level: confidence.level)
    try output.show(
      StatsCommand.result(
        "epsilon",
        [
          Measurement(
            "epsilon-lower-bound", bound, n: guesses, group: [:], level: confidence.level,
            method: "one training run", control: 0),
          Measurement("guess-accuracy", accuracy, control: 0.5),
        ],
        facts: ["canaries": "\(canaries)", "choices": "\(choices)", "delta": "\(delta)"]))
  }
}
