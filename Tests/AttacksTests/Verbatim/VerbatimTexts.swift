// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute

/// Texts for the verbatim indexes, and the answers of loops that nobody can get wrong.
enum VerbatimTexts {
  /// Returns bytes drawn from the first letters of the alphabet.
  static func random(
    _ count: Int, letters: Int, using generator: inout SeededGenerator
  ) -> [UInt8] {
    (0..<count).map { _ in UInt8(97 + generator.index(below: letters)) }
  }

  /// Returns words of a small vocabulary, so that grams repeat as they do in real text.
  static func prose(_ wordCount: Int, using generator: inout SeededGenerator) -> [UInt8] {
    let words = ["of ", "the ", "agreement ", "party ", "shall ", "not ", "licence ", "any "]
    return (0..<wordCount).flatMap { _ in Array(words[generator.index(below: words.count)].utf8) }
  }

  /// Returns a text that is pieced together from others and new bytes.
  static func patchwork(
    from source: [UInt8], pieces: Int, longest: Int, using generator: inout SeededGenerator
  ) -> [UInt8] {
    (0..<pieces).flatMap { _ in
      let length = 1 + generator.index(below: longest)
      let start = generator.index(below: max(1, source.count - length))
      let copy = Array(source[start..<min(source.count, start + length)])
      return copy + random(generator.index(below: 4), letters: 3, using: &generator)
    }
  }

  /// Every pair of places whose stretch cannot be extended, by a loop over all pairs.
  static func matches(of query: [UInt8], in documents: [[UInt8]], minimumLength: Int)
    -> [VerbatimMatch]
  {
    var found: [VerbatimMatch] = []
    for start in query.indices {
      for (number, document) in documents.enumerated() {
        for place in document.indices where query[start] == document[place] {
          if start > 0, place > 0, query[start - 1] == document[place - 1] { continue }
          let length = zip(query[start...], document[place...]).prefix { $0 == $1 }.count
          guard length >= minimumLength else { continue }
          found.append(
            VerbatimMatch(
              queryOffset: start, document: number, documentOffset: place, length: length))
        }
      }
    }
    return found
  }

  /// The bytes cut into pieces of random size, some of them empty.
  static func pieces(
    of bytes: [UInt8], longest: Int, using generator: inout SeededGenerator
  ) -> [[UInt8]] {
    var pieces: [[UInt8]] = []
    var start = 0
    while start < bytes.count {
      let end = min(bytes.count, start + generator.index(below: longest + 1))
      pieces.append(Array(bytes[start..<end]))
      start = end
    }
    return pieces
  }
}
