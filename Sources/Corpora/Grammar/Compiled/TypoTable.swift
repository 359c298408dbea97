// SPDX-License-Identifier: Apache-2.0

import Compute

/// Mistyped variants of the literals' longer words.
struct TypoTable: Sendable {
  /// The shortest word that is mistyped, in letters.
  static let leastLength = 6
  /// The most variants that a word has.
  static let variantLimit = 4
  /// The most words of one literal that can be mistyped.
  static let wordLimit = 63

  /// A word of a literal.
  struct Word: Sendable {
    /// Where the literal begins in the pool.
    let literal: Int32
    /// Where it begins, from the literal's start.
    let start: Int32
    let length: Int32
    /// Its variants.
    let variants: Range<Int32>
  }

  private(set) var words: [Word] = []
  /// Where the variants lie in `bytes`.
  private(set) var variants: [Range<Int32>] = []
  private(set) var bytes: [UInt8] = []
  private var known: [[UInt8]: Range<Int32>] = [:]
  /// What no variant may be: words of the grammars and of the lexicon, in lower case.
  private let taken: Set<String>

  init(taken: Set<String>) {
    self.taken = taken
  }

  /// Adds the words of a literal that have variants, and returns their number.
  ///
  /// - Parameters:
  ///   - literal: The literal.
  ///   - place: Where it begins in the pool, after all earlier ones.
  /// - Returns: The number of words, at most `wordLimit`.
  mutating func addWords(of literal: [UInt8], at place: Int) -> Int {
    let first = words.count
    for range in TypoTable.smallWords(in: literal) {
      guard range.count >= TypoTable.leastLength, words.count - first < TypoTable.wordLimit else {
        continue
      }
      let variants = variants(of: Array(literal[range]))
      if variants.isEmpty { continue }
      words.append(
        Word(
          literal: Int32(place), start: Int32(range.lowerBound), length: Int32(range.count),
          variants: variants))
    }
    return words.count - first
  }

  /// The position in `words` of the first word of the literal at a place of the pool.
  func firstWord(ofLiteralAt place: Int32) -> Int {
    var (low, high) = (0, words.count)
    while low < high {
      let middle = (low + high) / 2
      if words[middle].literal < place { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The runs of small letters of a text that no other letter, digit or joining sign touches.
  static func smallWords(in text: [UInt8]) -> [Range<Int>] {
    func isPart(_ byte: UInt8) -> Bool {
      GrammarScanner.isNamePart(byte) && byte != UInt8(ascii: ".") || byte >= 0x80
        || [UInt8(ascii: "'"), UInt8(ascii: "#"), UInt8(ascii: "@")].contains(byte)
    }
    var found: [Range<Int>] = []
    var start = 0
    for place in 0...text.count where place == text.count || !isPart(text[place]) {
      let word = start..<place
      start = place + 1
      let isSmall = text[word].allSatisfy { SentenceCase.isSmall($0) && $0 < 0x80 }
      // What touches the edge of a literal may go on in a slot.
      if !word.isEmpty, isSmall, word.lowerBound > 0, word.upperBound < text.count {
        found.append(word)
      }
    }
    return found
  }

  private mutating func variants(of word: [UInt8]) -> Range<Int32> {
    if let known = known[word] { return known }
    let first = Int32(variants.count)
    for variant in TypoTable.slips(of: word)
    where Int32(variants.count) - first < TypoTable.variantLimit {
      if taken.contains(String(decoding: variant, as: UTF8.self)) { continue }
      variants.append(Int32(bytes.count)..<Int32(bytes.count + variant.count))
      bytes += variant
    }
    let range = first..<Int32(variants.count)
    known[word] = range
    return range
  }

  /// The word with a letter dropped, doubled or swapped with the next, in an order of its own.
  static func slips(of word: [UInt8]) -> [[UInt8]] {
    var slips: [(key: UInt64, word: [UInt8])] = []
    let key = Seed.fingerprint(String(decoding: word, as: UTF8.self))
    func add(_ slip: [UInt8]) {
      guard slip != word, !slips.contains(where: { $0.word == slip }) else { return }
      slips.append((Seed.mix(key &+ UInt64(slips.count) &* Seed.golden), slip))
    }
    for place in 1..<max(1, word.count - 1) {
      var (dropped, doubled, swapped) = (word, word, word)
      dropped.remove(at: place)
      doubled.insert(word[place], at: place)
      swapped.swapAt(place, place + 1)
      add(dropped)
      add(doubled)
      add(swapped)
    }
    return slips.sorted { $0.key < $1.key }.map(\.word)
  }
}
