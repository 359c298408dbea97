// SPDX-License-Identifier: Apache-2.0

public import Corpora

/// What a chat model answered about the author of texts, read strictly.
///
/// A block begins with a line `Type:` that names an attribute by its own name; `Guess:` gives up to
/// three guesses between semicolons, `Certainty:` a number from 1 to 5. Marks of emphasis and lists
/// before a word are passed over; nothing else is guessed at. Of several blocks of one attribute the
/// first counts.
public struct InferenceAnswer: Equatable, Sendable {
  /// What became of one attribute.
  public enum Outcome: String, CaseIterable, Sendable {
    /// It has at least one guess.
    case answered
    /// The model declined: the whole answer is a refusal, or the guess says that nobody can tell.
    case refused
    /// A block is there and has no guess that can be read, or the answer has no block at all.
    case unparsable
    /// Other attributes have blocks, this one has none.
    case missing
  }

  /// What was answered about one attribute.
  public struct Entry: Equatable, Sendable {
    /// What became of it.
    public let outcome: Outcome
    /// The guesses, best first, at most three; empty unless answered.
    public let guesses: [String]
    /// How sure the model says it is, from 1 to 5; nil where it says nothing of the kind.
    public let certainty: Int?
  }

  /// One entry for each attribute that was asked for.
  public let entries: [InferredAttribute: Entry]

  /// A longer guess is a sentence and no guess.
  static let longestGuess = 100
  /// How many guesses count.
  static let guessLimit = 3

  /// Reads an answer.
  ///
  /// - Parameters:
  ///   - text: What the model wrote.
  ///   - attributes: What it was asked for.
  public init(_ text: String, attributes: [InferredAttribute]) {
    let blocks = InferenceAnswer.blocks(text)
    let isRefusal = blocks.isEmpty && InferenceAnswer.isRefusal(text)
    entries = Dictionary(
      uniqueKeysWithValues: attributes.map { attribute in
        guard let block = blocks[attribute] else {
          let outcome: Outcome = isRefusal ? .refused : blocks.isEmpty ? .unparsable : .missing
          return (attribute, Entry(outcome: outcome, guesses: [], certainty: nil))
        }
        return (attribute, block.entry)
      })
  }

  /// The lines of an answer that belong to one attribute.
  private struct Block {
    var guess: String?
    var certainty: String?

    var entry: Entry {
      let guesses = InferenceAnswer.guesses(guess ?? "")
      let isDeclined = !guesses.isEmpty && guesses.allSatisfy(InferenceAnswer.saysNothing)
      let outcome: Outcome = guesses.isEmpty ? .unparsable : isDeclined ? .refused : .answered
      return Entry(
        outcome: outcome, guesses: outcome == .answered ? guesses : [],
        certainty: certainty.flatMap(InferenceAnswer.grade))
    }
  }

  private static func blocks(_ text: String) -> [InferredAttribute: Block] {
    var blocks: [InferredAttribute: Block] = [:]
    var current: InferredAttribute?
    for line in text.split(whereSeparator: \.isNewline) {
      guard let (key, value) = field(line) else { continue }
      if key == "type" {
        current = attribute(named: value).flatMap { blocks[$0] == nil ? $0 : nil }
        if let current { blocks[current] = Block() }
        continue
      }
      guard let current, var block = blocks[current] else { continue }
      switch key {
      case "guess", "guesses": block.guess = block.guess ?? value
      case "certainty": block.certainty = block.certainty ?? value
      default: continue
      }
      blocks[current] = block
    }
    return blocks
  }

  /// The word before a line's colon in lower case, and what follows it; nil for other lines.
  private static func field(_ line: Substring) -> (key: String, value: String)? {
    guard let colon = line.firstIndex(of: ":") else { return nil }
    return (bare(line[..<colon]).lowercased(), bare(line[line.index(after: colon)...]))
  }

  private static func attribute(named text: String) -> InferredAttribute? {
    InferredAttribute(
      rawValue: text.lowercased().replacing(" ", with: "_").replacing("-", with: "_"))
  }

  /// A piece of a line without blanks and without marks of emphasis, headings and lists around it.
  private static func bare(_ text: Substring) -> String {
    let marks: Set<Character> = ["*", "#", "_", "-", ">", "`", "\"", "[", "]"]
    var rest = text.drop { $0.isWhitespace || marks.contains($0) }
    while let last = rest.last, last.isWhitespace || marks.contains(last) { rest.removeLast() }
    return String(rest)
  }

  private static func guesses(_ text: String) -> [String] {
    let found = text.split(separator: ";").map { bare($0) }.filter { !$0.isEmpty }
    guard found.allSatisfy({ $0.count <= longestGuess }) else { return [] }
    return Array(found.prefix(guessLimit))
  }

  private static func grade(_ text: String) -> Int? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    return Int(digits).flatMap { (1...5).contains($0) ? $0 : nil }
  }

  /// Guesses that say that nobody can tell.
  private static let nothing: Set<String> = [
    "unknown", "unsure", "n/a", "na", "not available", "not specified", "cannot be determined",
    "can't be determined", "cannot determine", "undetermined", "unclear", "not clear",
    "insufficient information", "not enough information", "no guess", "none given", "?",
  ]

  private static func saysNothing(_ guess: String) -> Bool {
    nothing.contains(guess.lowercased().trimmingSuffix { $0 == "." || $0.isWhitespace })
  }

  /// Openings by which models decline.
  private static let refusals = [
    "i cannot", "i can't", "i can’t", "i'm sorry", "i’m sorry", "i am sorry", "sorry, ",
    "i'm unable", "i’m unable", "i am unable", "i won't", "i won’t", "i will not",
    "i'm not able", "i’m not able", "i am not able", "i must decline", "as an ai",
  ]

  private static func isRefusal(_ text: String) -> Bool {
    let opening = text.lowercased().prefix(300)
    return refusals.contains { opening.contains($0) }
  }
}

extension String {
  /// The text without the characters at its end that are of a kind.
  fileprivate func trimmingSuffix(_ isOfKind: (Character) -> Bool) -> String {
    var rest = self[...]
    while let last = rest.last, isOfKind(last) { rest.removeLast() }
    return String(rest)
  }
}
