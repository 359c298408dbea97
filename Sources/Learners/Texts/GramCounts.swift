// SPDX-License-Identifier: Apache-2.0

/// The words and pieces of words of a text, counted.
///
/// Texts are lower-cased and read as bytes of UTF-8. A word is a run of ASCII letters, digits and of bytes
/// of other scripts; every other character parts words. Counted are words, pairs of neighbouring words,
/// and pieces of 3 to 5 bytes of a word with a blank before and after it. Each is known by the first 64
/// bits of FNV-1a over its kind and bytes (Fowler, Noll and Vo); two of a million share them by a chance
/// of 3e-8.
public struct GramCounts: Equatable, Sendable {
  /// Which grams are counted together and scaled to one length.
  public enum Kind: Int, CaseIterable, Sendable {
    /// Words and pairs of words.
    case words
    /// Pieces of words.
    case pieces
  }

  /// The grams in ascending order of their numbers, with their counts, by kind.
  private(set) var grams: [[(gram: UInt64, count: Double)]]

  /// Counts the grams of some texts; pairs of words do not reach from one text into the next.
  ///
  /// - Parameters:
  ///   - texts: The texts.
  ///   - kinds: What is counted.
  public init(_ texts: [String], kinds: [Kind] = Kind.allCases) {
    var counts = [[UInt64: Double]](repeating: [:], count: kinds.count)
    for text in texts {
      let words = GramCounts.words(of: text)
      for (place, kind) in kinds.enumerated() {
        switch kind {
        case .words: GramCounts.countWords(words, &counts[place])
        case .pieces: GramCounts.countPieces(words, &counts[place])
        }
      }
    }
    grams = counts.map { table in
      table.map { (gram: $0.key, count: $0.value) }.sorted { $0.gram < $1.gram }
    }
  }

  /// Counts names as they stand, such as the codes of places that a text mentions.
  public init(names: [String]) {
    var counts: [UInt64: Double] = [:]
    for name in names { counts[GramCounts.number(of: Array(name.utf8)[...], tag: 0), default: 0] += 1 }
    grams = [counts.map { (gram: $0.key, count: $0.value) }.sorted { $0.gram < $1.gram }]
  }

  /// Whether both count the same.
  public static func == (left: GramCounts, right: GramCounts) -> Bool {
    left.grams.elementsEqual(right.grams) { one, two in one.elementsEqual(two, by: ==) }
  }

  static func words(of text: String) -> [ArraySlice<UInt8>] {
    let bytes = Array(text.lowercased().utf8)
    return bytes.split { byte in
      !((97...122).contains(byte) || (48...57).contains(byte) || byte >= 0x80)
    }
  }

  private static func countWords(_ words: [ArraySlice<UInt8>], _ counts: inout [UInt64: Double]) {
    var last: UInt64?
    for word in words {
      let gram = number(of: word, tag: 1)
      counts[gram, default: 0] += 1
      if let last { counts[number(of: word, tag: last), default: 0] += 1 }
      last = gram
    }
  }

  private static func countPieces(_ words: [ArraySlice<UInt8>], _ counts: inout [UInt64: Double]) {
    for word in words {
      let padded = [0x20] + word + [0x20]
      for length in 3...5 where padded.count >= length {
        for start in 0...(padded.count - length) {
          counts[number(of: padded[start..<start + length], tag: 2), default: 0] += 1
        }
      }
    }
  }

  /// FNV-1a of a tag and bytes.
  private static func number(of bytes: ArraySlice<UInt8>, tag: UInt64) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325 ^ tag
    hash = hash &* 0x100_0000_01b3
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return hash
  }
}
