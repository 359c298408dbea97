// SPDX-License-Identifier: Apache-2.0

/// Finds the word that was probably meant.
enum Suggestion {
  /// The nearest candidate, the first of equals; nil where none is near enough.
  ///
  /// Near enough is a distance of at most a third of the longer word, and at least one.
  static func nearest(to word: String, among candidates: [String]) -> String? {
    var best: (distance: Int, candidate: String)?
    for candidate in candidates {
      let limit = max(1, max(word.count, candidate.count) / 3)
      let distance = distance(word, candidate)
      if distance <= limit, distance < best?.distance ?? .max { best = (distance, candidate) }
    }
    return best?.candidate
  }

  /// A question with the nearest candidate, or all of them.
  static func sentence(for word: String, among candidates: [String]) -> String {
    nearest(to: word, among: candidates).map { "Did you mean '\($0)'?" }
      ?? "Write one of \(candidates.joined(separator: ", "))."
  }

  /// How many insertions, deletions, substitutions and swaps of neighbours part two words.
  ///
  /// Optimal string alignment: no stretch is edited twice. O(mn) for words of m and n characters.
  static func distance(_ first: String, _ second: String) -> Int {
    let left = Array(first)
    let right = Array(second)
    var before: [Int] = []
    var above = Array(0...right.count)
    for row in 0..<left.count {
      var current = [row + 1]
      for column in 0..<right.count {
        let cost = left[row] == right[column] ? 0 : 1
        var least = min(current[column] + 1, above[column + 1] + 1, above[column] + cost)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          least = min(least, before[column - 1] + 1)
        }
        current.append(least)
      }
      before = above
      above = current
    }
    return above[right.count]
  }
}
