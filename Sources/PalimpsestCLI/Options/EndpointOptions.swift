// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import LanguageModels

/// What reaching an endpoint needs.
struct EndpointOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A host besides this machine that texts may be sent to. Repeatable.",
      valueName: "host"))
  var allowHost: [String] = []

  @Option(
    name: .customLong("model"),
    help: ArgumentHelp("The model's name at an endpoint that has several.", valueName: "name"))
  var name: String?

  @Option(
    help: ArgumentHelp(
      "What the endpoint speaks. (default: found out by asking)", valueName: "name"))
  var dialect: DialectName?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Ask so many things at once, 1 to 64; texts are scored as many at a time. (default: 1)",
      valueName: "count"))
  var concurrency: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Begin at most so many requests a second, .001 to 1000000. (default: no limit)",
      valueName: "number"))
  var rate: Double?

  func validate() throws {
    if let concurrency, !(1...64).contains(concurrency) {
      throw ValidationError("--concurrency is a number from 1 to 64.")
    }
    if let rate, !(0.001...1_000_000).contains(rate) {
      throw ValidationError("--rate is a number from .001 to 1000000.")
    }
  }

  /// Whether any of the options was given.
  var isGiven: Bool {
    !allowHost.isEmpty || name != nil || dialect != nil || concurrency != nil || rate != nil
  }

  /// How much may be asked at once and in a second.
  var limits: RequestLimits {
    RequestLimits(concurrency: concurrency ?? 1, perSecond: rate)
  }
}
