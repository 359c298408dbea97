// SPDX-License-Identifier: Apache-2.0

/// Names of employers that do not exist: invented stems, words of the trade, legal forms.
public struct EmployerTable: Sendable {
  /// Invented names of places and families.
  public let stems: TextPool
  /// Words of each trade, by industry in the order of `JobTable.industries`.
  public let words: CategorizedPool
  /// Legal forms, such as `Ltd`.
  public let suffixes: TextPool
  private let patterns: NamePatterns

  init(
    stems: TextPool, words: CategorizedPool, suffixes: TextPool, patterns: NamePatterns
  ) {
    self.stems = stems
    self.words = words
    self.suffixes = suffixes
    self.patterns = patterns
  }

  /// Appends the employer's name that a word stands for; equal words give equal names.
  ///
  /// - Parameters:
  ///   - industry: The industry as a position in `JobTable.industries`.
  ///   - word: Sixty-four random bits: the employer's identity.
  ///   - buffer: Where the name goes.
  @inline(__always)
  public func write(industry: Int, word: UInt64, into buffer: inout ByteBuffer) {
    patterns.write(
      word, stems: stems, words: words.texts, segment: words.segments[industry],
      suffixes: suffixes, into: &buffer)
  }

  /// The texts that names are made of, to check grammars against.
  var texts: [String] {
    stems.texts + words.texts.texts + suffixes.texts + patterns.literalTexts
  }
}
