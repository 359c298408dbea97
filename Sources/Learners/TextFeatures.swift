// SPDX-License-Identifier: Apache-2.0

import Compute

/// Texts as bags of words and a length: what a reader sees who knows nothing of a model.
///
/// A word is a run of letters and digits in lower case, or one other character that is no space. Kept
/// are the words that occur in most texts, in two at least; a row holds `log(1 + count)` of each, scaled
/// to length 1, and then the logarithm of the text's length in bytes, standardized and cut to -3...3.
/// Labels play no part, so that texts that are judged later may be among them.
public struct TextFeatures: Sendable {
  /// The words kept, in ascending order; the column of each.
  public let words: [String]
  /// One row for each text; the last column is the length.
  public let rows: SparseRows

  /// Reads texts.
  ///
  /// - Parameters:
  ///   - texts: The texts.
  ///   - wordLimit: The most words kept.
  public init(_ texts: [String], wordLimit: Int) {
    let bags = texts.map { TextFeatures.counts(of: $0) }
    words = TextFeatures.commonest(bags, wordLimit)
    let column = Dictionary(uniqueKeysWithValues: words.enumerated().map { ($1, $0) })
    let lengths = TextFeatures.standardized(
      texts.map { SpecialFunctions.log(Double(1 + $0.utf8.count)) })
    var rows = SparseRows(columnCount: words.count + 1)
    for (bag, length) in zip(bags, lengths) {
      var entries = bag.compactMap { word, count in
        column[word].map { (column: $0, value: SpecialFunctions.log(Double(1 + count))) }
      }
      entries.sort { $0.column < $1.column }
      let size = entries.reduce(0.0) { $0 + $1.value * $1.value }.squareRoot()
      entries = entries.map { ($0.column, $0.value / size) }
      rows.append(entries + [(words.count, length)])
    }
    self.rows = rows
  }

  /// Splits a text into words.
  static func split(_ text: String) -> [String] {
    var found: [String] = []
    var word = ""
    for character in text.lowercased() {
      if character.isLetter || character.isNumber {
        word.append(character)
        continue
      }
      if !word.isEmpty { found.append(word) }
      word = ""
      if !character.isWhitespace { found.append(String(character)) }
    }
    return word.isEmpty ? found : found + [word]
  }

  private static func counts(of text: String) -> [String: Int] {
    var counts: [String: Int] = [:]
    for word in split(text) { counts[word, default: 0] += 1 }
    return counts
  }

  /// The words of at least two texts, by number of texts; ties by the word.
  private static func commonest(_ bags: [[String: Int]], _ limit: Int) -> [String] {
    var textCounts: [String: Int] = [:]
    for bag in bags {
      for word in bag.keys { textCounts[word, default: 0] += 1 }
    }
    return textCounts.filter { $0.value > 1 }
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .prefix(limit).map(\.key).sorted()
  }

  private static func standardized(_ values: [Double]) -> [Double] {
    let count = Double(max(values.count, 1))
    let mean = values.reduce(0, +) / count
    let variance = values.reduce(0.0) { $0 + ($1 - mean) * ($1 - mean) } / count
    return values.map { variance > 0 ? min(3, max(-3, ($0 - mean) / variance.squareRoot())) : 0 }
  }
}
