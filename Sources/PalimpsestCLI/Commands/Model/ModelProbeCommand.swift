// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits
import Compute
import Evidence
import LanguageModels

/// `palimpsest model probe URL`.
struct ModelProbeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "probe",
    abstract: "Find out what an endpoint can do, and what of it can be believed.",
    discussion: """
      Sends a few texts that are known here, and tries each level from the top: whole distributions, \
      log-probabilities of given texts, forced tokens, likeliest tokens, text alone. Says why it is \
      not a higher one. No text of yours is sent.

      Examples:
        palimpsest model probe http://127.0.0.1:8080
        palimpsest model probe https://models.example.org/v1 --allow-host models.example.org
      """)

  @Argument(help: "The endpoint's address.")
  var url: String

  @OptionGroup var endpoint: EndpointOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many likeliest tokens are wished for.", valueName: "count"))
  var top = 20

  @Flag(help: "Try whole distributions, too, which can be large answers.")
  var distributions = false

  @OptionGroup(title: "Output") var output: OutputOptions

  func validate() throws {
    guard (1...1_000_000).contains(top) else {
      throw ValidationError("--top is a number from 1 to 1000000.")
    }
  }

  func run() async throws {
    let opening = ModelOpening(
      endpoint: ModelOpening.Endpoint(endpoint), jobs: Machine.coreCount, kernels: .best)
    let report = try await opening.probe(
      url, topCount: top, wantsDistributions: distributions
    ).report
    if output.json {
      try Console.write(CommandResult(command: "model probe", facts: report.commandFacts).json)
    } else {
      try Console.write(report.lines.map { "\(TextTable.plain($0))\n" }.joined())
    }
  }
}

extension EndpointReport {
  /// The report as facts of a command; reasons are numbered in the order of the attempts.
  fileprivate var commandFacts: [String: String] {
    var result = [
      "dialect": dialect.rawValue, "model": model, "capability": capability.name,
      "scoring": scoring.rawValue, "top-limit": String(topLimit),
      "takes-tokens": takesTokens ? "yes" : "no",
    ]
    result["context-length"] = contextLength.map { "\($0)" }
    result["vocabulary"] = vocabularyCount.map { "\($0)" }
    for (place, reason) in reasons.enumerated() { result["reason-\(place + 1)"] = reason }
    for fact in facts { result["found.\(fact.name)"] = fact.value }
    return result
  }
}
