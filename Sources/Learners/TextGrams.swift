// SPDX-License-Identifier: Apache-2.0

import Compute

/// How often each n-gram of words and of characters occurs in a text.
///
/// A word is a run of letters, digits and what combines with them, in lower case, or one other
/// scalar that is no space. Word grams are single words and pairs of neighbours; character grams are
/// 3 to 5 scalars of a word with a space on either side, of its first 64 scalars. Marks are tokens
/// that somebody else found in the text, such as places. Grams go by a 64-bit hash of their scalars.
public struct TextGrams: Equatable, Sendable {
  /// The kinds of grams, each of which is weighed on its own.
  public enum Kind: Int, CaseIterable, Sendable {
    case words
    case characters
    case marks
  }

  /// A gram and how often it occurs.
  struct Entry: Equatable, Sendable {
    let gram: UInt64
    let count: Int
  }

  /// The entries of each kind, in ascending order of the gram.
  let entries: [[Entry]]

  /// Counts the grams of a text; linear in its length.
  ///
  /// - Parameters:
  ///   - text: The text, of any length.
  ///   - marks: Tokens found in it, with repetitions.
  public init(_ text: String, marks: [String] = []) {
    var counter = GramCounter()
    counter.read(text)
    var marked: [UInt64: Int] = [:]
    for mark in marks { marked[Seed.fingerprint(mark), default: 0] += 1 }
    entries = [counter.wordGrams(), counter.characterGrams(), marked].map(TextGrams.sorted)
  }

  /// Adds up the counts of several texts; no gram spans two of them.
  public init(merging texts: [TextGrams]) {
    entries = Kind.allCases.map { kind in
      var sums: [UInt64: Int] = [:]
      for text in texts {
        for entry in text.entries[kind.rawValue] { sums[entry.gram, default: 0] += entry.count }
      }
      return TextGrams.sorted(sums)
    }
  }

  private static func sorted(_ counts: [UInt64: Int]) -> [Entry] {
    counts.map { Entry(gram: $0.key, count: $0.value) }.sorted { $0.gram < $1.gram }
  }
}

/// Counts words first, so that the characters of each are read once.
private struct GramCounter {
  private static let longest = 64
  private static let prime: UInt64 = 0x0000_0100_0000_01b3
  private static let space: UInt32 = 32

  private var counts: [UInt64: Int] = [:]
  private var spellings: [UInt64: [UInt32]] = [:]
  private var pairs: [UInt64: Int] = [:]
  private var last: UInt64?
  private var hash = GramCounter.start(0)
  private var word: [UInt32] = []
  private var hasWord = false

  private static func start(_ kind: UInt64) -> UInt64 { 0xcbf2_9ce4_8422_2325 ^ kind }

  private static func add(_ scalar: UInt32, to hash: UInt64) -> UInt64 {
    (hash ^ UInt64(scalar)) &* prime
  }

  mutating func read(_ text: String) {
    for scalar in text.unicodeScalars {
      if scalar.isASCII {
        let byte = scalar.value
        switch byte {
        case 48...57, 97...122: extend(byte)
        case 65...90: extend(byte + 32)
        case 9...13, 32: close()
        default: single(byte)
        }
        continue
      }
      let properties = scalar.properties
      if properties.isWhitespace {
        close()
      } else if properties.isAlphabetic || properties.numericType != nil
        || properties.canonicalCombiningClass != .notReordered
      {
        for lower in properties.lowercaseMapping.unicodeScalars { extend(lower.value) }
      } else {
        single(scalar.value)
      }
    }
    close()
  }

  private mutating func extend(_ scalar: UInt32) {
    hash = GramCounter.add(scalar, to: hash)
    if word.count < GramCounter.longest { word.append(scalar) }
    hasWord = true
  }

  private mutating func single(_ scalar: UInt32) {
    close()
    extend(scalar)
    close()
  }

  private mutating func close() {
    guard hasWord else { return }
    let key = Seed.mix(hash)
    counts[key, default: 0] += 1
    if spellings[key] == nil { spellings[key] = word }
    if let last { pairs[Seed.mix(last &* 3 &+ key &+ Seed.golden), default: 0] += 1 }
    last = key
    hash = GramCounter.start(0)
    word.removeAll(keepingCapacity: true)
    hasWord = false
  }

  func wordGrams() -> [UInt64: Int] { counts.merging(pairs, uniquingKeysWith: +) }

  func characterGrams() -> [UInt64: Int] {
    var grams: [UInt64: Int] = [:]
    for (key, spelling) in spellings {
      let padded = [GramCounter.space] + spelling + [GramCounter.space]
      let times = counts[key] ?? 0
      for first in padded.indices {
        var hash = GramCounter.start(1)
        for length in 1...5 where first + length <= padded.count {
          hash = GramCounter.add(padded[first + length - 1], to: hash)
          if length >= 3 { grams[Seed.mix(hash), default: 0] += times }
        }
      }
    }
    return grams
  }
}
