// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Attacks
import Audits
import Corpora

/// What is inferred from texts, by whom, and how guesses are judged.
struct InferenceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Measure these risks alone: attribute, link.", valueName: "risk,..."))
  var only: String?

  @Option(help: ArgumentHelp("Leave these risks out.", valueName: "risk,..."))
  var skip: String?

  @Option(
    help: ArgumentHelp(
      "Who infers: linear, lexicon, sets, or a chat model's file, folder or address. Repeatable. "
        + "(default: linear, lexicon and sets)", valueName: "name or model"))
  var adversary: [String] = []

  @Option(
    help: ArgumentHelp(
      "Infer these alone: age, sex, city_country, birth_city_country, education, occupation, "
        + "income_level, relationship_status.", valueName: "name,..."))
  var attributes: String?

  @Option(help: "How a chat model's guesses are judged.")
  var scoring = ScoringMode.strict

  @Option(
    parsing: .unconditional,
    help: "In how many parts authors are cut; each is judged by what learned from the others.")
  var folds = 5

  @Option(parsing: .unconditional, help: "How often authors are cut anew.")
  var repeats = 1

  @Option(parsing: .unconditional, help: "How many accounts each account is sought among.")
  var candidates = 50

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Ask a chat model about so many authors. (default: all)", valueName: "count"))
  var ask: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The most tokens of a chat model's answer.", valueName: "count"))
  var answerTokens = ChatAdversary.usualAnswerLimit

  func validate() throws {
    _ = try InferenceOptions.words(only, as: TextAuditJob.Risk.self, "a risk of texts")
    _ = try InferenceOptions.words(skip, as: TextAuditJob.Risk.self, "a risk of texts")
    _ = try InferenceOptions.words(attributes, as: InferredAttribute.self, "an attribute")
    if risks.isEmpty { throw ValidationError("No risk is left to measure.") }
    if adversary.count(where: { TrainedAdversary(rawValue: $0) == nil }) > 1 {
      throw ValidationError("--adversary names one chat model at most.")
    }
    if ask != nil && model == nil {
      throw ValidationError("--ask belongs to a chat model, which --adversary names.")
    }
    for (name, value, range) in [
      ("folds", folds, 2...100), ("repeats", repeats, 1...100),
      ("candidates", candidates, 2...10_000), ("ask", ask ?? 1, 1...1_000_000_000),
      ("answer-tokens", answerTokens, 1...100_000),
    ] where !range.contains(value) {
      throw ValidationError(
        "--\(name) is a number from \(range.lowerBound) to \(range.upperBound).")
    }
  }

  private static func words<Word: RawRepresentable<String> & CaseIterable>(
    _ text: String?, as type: Word.Type, _ what: String
  ) throws -> [Word] {
    guard let text else { return [] }
    return try text.split(separator: ",", omittingEmptySubsequences: false).map { part in
      let word = part.split(separator: " ").joined(separator: " ")
      guard let found = Word(rawValue: word) else {
        let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("'\(word)' is not \(what); there are \(known).")
      }
      return found
    }
  }

  /// The risks that are measured, in a fixed order.
  var risks: [TextAuditJob.Risk] {
    let wanted =
      (try? InferenceOptions.words(only, as: TextAuditJob.Risk.self, "")) ?? []
    let left = (try? InferenceOptions.words(skip, as: TextAuditJob.Risk.self, "")) ?? []
    return TextAuditJob.Risk.allCases.filter {
      (wanted.isEmpty || wanted.contains($0)) && !left.contains($0)
    }
  }

  /// What is inferred, in a fixed order.
  var inferred: [InferredAttribute] {
    let wanted = (try? InferenceOptions.words(attributes, as: InferredAttribute.self, "")) ?? []
    return InferredAttribute.allCases.filter { wanted.isEmpty || wanted.contains($0) }
  }

  /// The adversaries that are trained; all where none is named.
  var trained: [TrainedAdversary] {
    adversary.isEmpty
      ? TrainedAdversary.allCases
      : TrainedAdversary.allCases.filter { adversary.contains($0.rawValue) }
  }

  /// The chat model that is asked; nil for none.
  var model: String? { adversary.first { TrainedAdversary(rawValue: $0) == nil } }
}
