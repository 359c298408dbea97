// SPDX-License-Identifier: Apache-2.0

import Compute

/// Weights of n-grams by their rarity, learned from texts without any label.
///
/// A column for each gram of at least two of the texts. A text's value in a column is
/// `(1 + log count) * (1 + log((1 + texts) / (1 + texts with the gram)))`, and each kind of gram is
/// scaled to length 1 on its own: sublinear frequencies and smoothed inverse document frequencies as
/// in Manning, Raghavan and Schütze, "Introduction to Information Retrieval", 2008, section 6.4.
public struct GramTable: Sendable {
  /// The number of columns.
  public let columnCount: Int
  private let columns: [[UInt64: Int32]]
  private let weights: [Double]
  private let kinds: [TextGrams.Kind]

  /// Learns the weights.
  ///
  /// - Parameters:
  ///   - texts: The texts to learn from.
  ///   - kinds: The kinds of grams that get columns.
  public init(_ texts: [TextGrams], kinds: [TextGrams.Kind] = TextGrams.Kind.allCases) {
    var columns: [[UInt64: Int32]] = []
    var weights: [Double] = []
    for kind in kinds {
      var textCounts: [UInt64: Int] = [:]
      for text in texts {
        for entry in text.entries[kind.rawValue] { textCounts[entry.gram, default: 0] += 1 }
      }
      var places: [UInt64: Int32] = [:]
      for gram in textCounts.keys.sorted() {
        guard let count = textCounts[gram], count > 1 else { continue }
        places[gram] = Int32(weights.count)
        weights.append(1 + SpecialFunctions.log(Double(1 + texts.count) / Double(1 + count)))
      }
      columns.append(places)
    }
    self.columns = columns
    self.weights = weights
    self.kinds = kinds
    columnCount = weights.count
  }

  /// Returns a row for each text; grams without a column are left out.
  public func rows(_ texts: [TextGrams]) -> SparseRows {
    var rows = SparseRows(columnCount: columnCount)
    for text in texts { rows.append(entries(of: text)) }
    return rows
  }

  private func entries(of text: TextGrams) -> [(column: Int, value: Double)] {
    var row: [(column: Int, value: Double)] = []
    for (kind, places) in zip(kinds, columns) {
      let first = row.count
      var squares = 0.0
      for entry in text.entries[kind.rawValue] {
        guard let column = places[entry.gram] else { continue }
        let value = (1 + SpecialFunctions.log(Double(entry.count))) * weights[Int(column)]
        squares += value * value
        row.append((Int(column), value))
      }
      let size = squares.squareRoot()
      for place in first..<row.count { row[place].value /= size }
    }
    return row
  }
}
