// SPDX-License-Identifier: Apache-2.0

public import Compute

/// Makes texts like a text: some of its words are replaced by words of the same shape.
///
/// Mattern et al., "Membership Inference Attacks against Language Models via Neighbourhood Comparison",
/// 2023, arXiv:2305.18462. Departure: the paper lets a masked model propose words; here they are drawn
/// from texts of both sides, among words with the same beginning (capital, small letter or digit) and,
/// where there are any, the same length. A word that is drawn may fit worse than a model's, which lowers
/// the score of members and others alike.
public struct TextNeighbours: Sendable {
  /// The number of copies of each text.
  public let count: Int
  /// The share of words that are replaced, above 0; at least one is.
  public let share: Double
  private let seed: Seed
  /// The words by shape, in the order of their bytes.
  private let words: [Shape: [Substring]]

  /// What of a word is kept.
  private struct Shape: Hashable {
    enum Beginning: Hashable {
      case capital
      case small
      case digit
    }

    let beginning: Beginning
    let length: Int

    init?(_ word: Substring) {
      guard let first = word.first else { return nil }
      if first.isNumber {
        beginning = .digit
      } else if first.isLetter {
        beginning = first.isUppercase ? .capital : .small
      } else {
        return nil
      }
      length = word.count
    }
  }

  /// Collects words.
  ///
  /// - Parameters:
  ///   - texts: The texts of both sides, so that words of neither are rarer.
  ///   - count: The copies of each text, at least one.
  ///   - share: The share of words that are replaced.
  ///   - seed: The seed of all draws, which are keyed by the text.
  public init(wordsOf texts: [String], count: Int, share: Double = 0.15, seed: Seed) {
    precondition(count > 0 && share > 0 && share <= 1, "at least one copy and one word")
    self.count = count
    self.share = share
    self.seed = seed
    var words: [Shape: Set<Substring>] = [:]
    for text in texts {
      for place in TextNeighbours.words(of: text) {
        guard let shape = Shape(text[place]) else { continue }
        words[shape, default: []].insert(text[place])
      }
    }
    self.words = words.mapValues { found in
      found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
  }

  /// Returns the copies of a text.
  ///
  /// - Parameter text: The text.
  /// - Returns: `[count]` texts that differ from it; empty where it has no word that can be replaced.
  public func copies(of text: String) -> [String] {
    let places = TextNeighbours.words(of: text).filter { choices(for: text[$0]).count > 1 }
    guard !places.isEmpty else { return [] }
    var generator = SeededGenerator(seed: Seed(seed.derive("neighbours").key(for: text)))
    let replaced = max(1, Int((share * Double(places.count)).rounded()))
    return (0..<count).map { _ in
      var left = places
      var chosen: [Range<String.Index>] = []
      for _ in 0..<replaced {
        chosen.append(left.remove(at: generator.index(below: left.count)))
      }
      return copy(of: text, replacing: chosen, &generator)
    }
  }

  private func copy(
    of text: String, replacing places: [Range<String.Index>], _ generator: inout SeededGenerator
  ) -> String {
    var (result, end) = ("", text.startIndex)
    for place in places.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      let choices = choices(for: text[place])
      var word = choices[generator.index(below: choices.count)]
      while word == text[place] { word = choices[generator.index(below: choices.count)] }
      result += text[end..<place.lowerBound] + word
      end = place.upperBound
    }
    return result + text[end...]
  }

  private func choices(for word: Substring) -> [Substring] {
    Shape(word).flatMap { words[$0] } ?? []
  }

  /// The runs of letters and digits.
  private static func words(of text: String) -> [Range<String.Index>] {
    text.split { !($0.isLetter || $0.isNumber) }.map { $0.startIndex..<$0.endIndex }
  }
}
