// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits

/// How much is asked of a model besides the texts, for the risk `memorize`; 0 leaves a part out.
struct ExtractionOptions: ParsableArguments {
  /// What samples go on from, by the names of `ExtractionSettings.Beginning`.
  enum Beginning: String, CaseIterable, ExpressibleByArgument {
    case declared
    case neverSeen = "never-seen"
  }

  private static let standard = ExtractionSettings()

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many texts it writes without a prefix.", valueName: "count"))
  var samples = ExtractionOptions.standard.sampleCount

  @Option(
    parsing: .unconditional, help: ArgumentHelp("The most tokens of each.", valueName: "count"))
  var sampleTokens = ExtractionOptions.standard.sampleTokens

  @Option(help: "What these texts go on from.")
  var sampleFrom = Beginning.declared

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Their temperature.", valueName: "number"))
  var sampleTemperature = ExtractionOptions.standard.temperature

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Draw among so many likeliest tokens; 0 for all.", valueName: "count"))
  var sampleTopK = ExtractionOptions.standard.topK ?? 0

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Draw among the likeliest that reach this share.", valueName: "share"))
  var sampleTopP = ExtractionOptions.standard.topP

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The fewest bytes that count as verbatim, from 49.", valueName: "bytes"))
  var least = ExtractionOptions.standard.least

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Ask it to go on with texts after so many tokens, for as many.", valueName: "count"))
  var suffixTokens = ExtractionOptions.standard.suffixTokens

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many values of each side are inferred and reconstructed.", valueName: "count"))
  var values = ExtractionOptions.standard.valueCount

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many candidates a value is ranked among.", valueName: "count"))
  var candidates = ExtractionOptions.standard.candidateCount

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How often it writes into a gap that a value is reconstructed in.", valueName: "count"))
  var draws = ExtractionOptions.standard.drawCount

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many people of each side it is asked about.", valueName: "count"))
  var people = ExtractionOptions.standard.personCount

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many others' values an answer about a person is held against.", valueName: "count"))
  var nulls = ExtractionOptions.standard.nullCount

  func validate() throws {
    let counts = [
      ("--samples", samples, 0...1_000_000), ("--sample-tokens", sampleTokens, 1...32_768),
      ("--sample-top-k", sampleTopK, 0...1_000_000), ("--suffix-tokens", suffixTokens, 0...32_768),
      ("--values", values, 0...1_000_000), ("--candidates", candidates, 2...10_000),
      ("--draws", draws, 0...10_000), ("--people", people, 0...1_000_000),
      ("--nulls", nulls, 0...10_000), ("--least", least, 49...1000),
    ]
    if let (name, _, range) = counts.first(where: { !$0.2.contains($0.1) }) {
      throw ValidationError("\(name) is a number from \(range.lowerBound) to \(range.upperBound).")
    }
    if !(sampleTemperature >= 0 && sampleTemperature.isFinite) {
      throw ValidationError("--sample-temperature is a number from 0.")
    }
    if !(sampleTopP > 0 && sampleTopP <= 1) {
      throw ValidationError("--sample-top-p is a number above 0 and at most 1.")
    }
  }

  /// What was given.
  var settings: ExtractionSettings {
    var settings = ExtractionSettings()
    settings.sampleCount = samples
    settings.sampleTokens = sampleTokens
    settings.beginning =
      ExtractionSettings.Beginning(rawValue: sampleFrom.rawValue) ?? settings.beginning
    settings.temperature = sampleTemperature
    settings.topK = sampleTopK == 0 ? nil : sampleTopK
    settings.topP = sampleTopP
    settings.least = least
    settings.suffixTokens = suffixTokens
    settings.valueCount = values
    settings.candidateCount = candidates
    settings.drawCount = draws
    settings.personCount = people
    settings.nullCount = nulls
    return settings
  }
}
