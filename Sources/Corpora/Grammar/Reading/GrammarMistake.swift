// SPDX-License-Identifier: Apache-2.0

/// What is wrong with a grammar, and where.
public struct GrammarMistake: Equatable, Sendable, CustomStringConvertible {
  /// The grammar's file name, as in `social.grammar`.
  public let file: String
  /// The line, from 1.
  public let line: Int
  /// The column in Unicode scalars, from 1.
  public let column: Int
  /// What is wrong.
  public let reason: String
  /// What to do about it.
  public let remedy: String

  /// Creates a mistake.
  public init(file: String, line: Int, column: Int, reason: String, remedy: String) {
    self.file = file
    self.line = line
    self.column = column
    self.reason = reason
    self.remedy = remedy
  }

  /// The mistake in one line.
  public var description: String { "\(file):\(line):\(column): \(reason) \(remedy)" }

  /// Returns the error that reports the first of some mistakes, and how many more there are.
  static func error(for mistakes: [GrammarMistake]) -> CorpusError? {
    guard let first = mistakes.first else { return nil }
    let more = mistakes.count == 1 ? "" : " (\(mistakes.count - 1) more mistakes follow.)"
    return CorpusError(
      .invalidGrammar, "\(first.file):\(first.line):\(first.column): \(first.reason)\(more)",
      remedy: first.remedy)
  }
}
