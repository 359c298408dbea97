// SPDX-License-Identifier: Apache-2.0

/// How alike two words are by the letters that they share, from 0 to 1: Jaro's and Winkler's.
///
/// With m letters in common, which stand no further apart than half the longer text less one, and t
/// half the number of those out of order, Jaro's similarity is (m/a + m/b + (m - t)/m) / 3 for texts
/// of a and b letters. Winkler's adds, above .7, a tenth of what lacks to 1 for each of the first
/// four letters that are the same, as in his own code, rapidfuzz 3 and jellyfish 1. Letters are
/// Unicode scalars.
///
/// M. A. Jaro, "Advances in Record-Linkage Methodology as Applied to Matching the 1985 Census of
/// Tampa, Florida", 1989, doi:10.1080/01621459.1989.10478785; W. E. Winkler, "String Comparator
/// Metrics and Enhanced Decision Rules in the Fellegi-Sunter Model of Record Linkage", 1990.
public enum JaroWinkler {
  /// Returns the similarity of two texts; 0 where only one is empty or none is alike.
  ///
  /// Quadratic in the length at worst.
  public static func similarity(_ left: String, _ right: String) -> Double {
    let (first, second) = (Array(left.unicodeScalars), Array(right.unicodeScalars))
    let jaro = jaroSimilarity(first, second)
    guard jaro > 0.7 else { return jaro }
    var prefix = 0
    while prefix < min(4, first.count, second.count), first[prefix] == second[prefix] {
      prefix += 1
    }
    return jaro + 0.1 * Double(prefix) * (1 - jaro)
  }

  private static func jaroSimilarity(_ first: [Unicode.Scalar], _ second: [Unicode.Scalar])
    -> Double
  {
    if first.isEmpty && second.isEmpty { return 1 }
    if first.isEmpty || second.isEmpty { return 0 }
    let reach = max(0, max(first.count, second.count) / 2 - 1)
    var isTaken = [Bool](repeating: false, count: second.count)
    var common: [Unicode.Scalar] = []
    for (place, letter) in first.enumerated() {
      let low = max(0, place - reach)
      let high = min(second.count, place + reach + 1)
      guard low < high else { continue }
      for other in low..<high where !isTaken[other] && second[other] == letter {
        isTaken[other] = true
        common.append(letter)
        break
      }
    }
    guard !common.isEmpty else { return 0 }
    let order = second.indices.filter { isTaken[$0] }.map { second[$0] }
    let moved = zip(common, order).count { $0 != $1 } / 2
    let count = Double(common.count)
    return
      (count / Double(first.count) + count / Double(second.count)
      + (count - Double(moved)) / count) / 3
  }
}
