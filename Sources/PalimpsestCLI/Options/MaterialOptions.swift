// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits

/// What a language model was trained on, and what it was not.
struct MaterialOptions: ParsableArguments {
  @Option(help: ArgumentHelp("A corpus of 'corpus generate'.", valueName: "folder"))
  var corpus: String?

  @Option(
    help: ArgumentHelp(
      "Texts that it was trained on: JSON Lines with 'text', or one a line.", valueName: "file"))
  var members: String?

  @Option(
    help: ArgumentHelp("Texts of the same kind that it never saw.", valueName: "file"))
  var nonmembers: String?

  func validate() throws {
    let isPair = members != nil && nonmembers != nil
    guard (corpus != nil) != isPair, corpus == nil || (members == nil && nonmembers == nil) else {
      throw ValidationError("Give --corpus, or both --members and --nonmembers.")
    }
  }

  /// What was given.
  var material: LanguageModelAuditJob.Material {
    if let corpus { return .corpus(corpus) }
    return .files(members: members ?? "", nonmembers: nonmembers ?? "")
  }
}

/// Which risks are measured, and how far a prompt reaches back.
struct RiskOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Measure these risks alone: memorize, member.", valueName: "risk,..."))
  var only: String?

  @Option(help: ArgumentHelp("Leave these risks out.", valueName: "risk,..."))
  var skip: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The most tokens before a value that the model gets; 0 for the whole text before it, as PANORAMA.",
      valueName: "count"))
  var promptTokens = 50

  func validate() throws {
    _ = try RiskOptions.read(only)
    _ = try RiskOptions.read(skip)
    if risks.isEmpty { throw ValidationError("No risk is left to measure.") }
    if !(0...1_000_000).contains(promptTokens) {
      throw ValidationError("--prompt-tokens is a number from 0 to 1000000.")
    }
  }

  private static func read(_ words: String?) throws -> [LanguageModelAuditJob.Risk] {
    guard let words else { return [] }
    return try words.split(separator: ",", omittingEmptySubsequences: false).map { part in
      let word = part.split(separator: " ").joined(separator: " ")
      guard let risk = LanguageModelAuditJob.Risk(rawValue: word) else {
        throw ValidationError(
          "'\(word)' is no risk of a language model; there are memorize and member.")
      }
      return risk
    }
  }

  /// The risks that are measured, in a fixed order.
  var risks: [LanguageModelAuditJob.Risk] {
    let wanted = (try? RiskOptions.read(only)) ?? []
    let left = (try? RiskOptions.read(skip)) ?? []
    return LanguageModelAuditJob.Risk.allCases.filter {
      (wanted.isEmpty || wanted.contains($0)) && !left.contains($0)
    }
  }

  /// The most tokens of a prompt; nil for all.
  var promptLimit: Int? { promptTokens == 0 ? nil : promptTokens }
}
