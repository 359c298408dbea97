// SPDX-License-Identifier: Apache-2.0

/// Names of schools that do not exist, by level.
public struct SchoolTable: Sendable {
  /// The kinds of school, in the order in which people attend them.
  public enum Level: String, CaseIterable, Sendable {
    case primary, secondary, vocational, university

    /// The position in tables.
    var index: Int {
      switch self {
      case .primary: 0
      case .secondary: 1
      case .vocational: 2
      case .university: 3
      }
    }
  }

  private let stems: TextPool
  private let patterns: [NamePatterns]

  /// `patterns` has one element for each level.
  init(stems: TextPool, patterns: [NamePatterns]) {
    self.stems = stems
    self.patterns = patterns
  }

  /// How many different names there are at a level.
  public func nameCount(_ level: Level) -> Int {
    stems.count * patterns[level.index].count
  }

  /// Appends the school's name that a word stands for; equal words give equal names.
  ///
  /// - Parameters:
  ///   - level: The kind of school.
  ///   - word: Sixty-four random bits: the school's identity.
  ///   - buffer: Where the name goes.
  @inline(__always)
  public func write(_ level: Level, word: UInt64, into buffer: inout ByteBuffer) {
    patterns[level.index].write(
      word, stems: stems, words: stems, segment: stems.indices, suffixes: stems, into: &buffer)
  }

  /// The literal words of the names, to check grammars against.
  var texts: [String] { patterns.flatMap(\.literalTexts) }
}
