// SPDX-License-Identifier: Apache-2.0

import Compute

/// Turns counts of grams into rows of weights: TF-IDF, each kind of gram scaled to one length.
///
/// A weight is `(1 + ln count) * (ln((1 + n) / (1 + d)) + 1)`, with n documents of which d have the gram,
/// as scikit-learn's `TfidfVectorizer(sublinear_tf=True)` has it; grams of one document are left out. The
/// weights of each kind are scaled to the length `1 / sqrt(kinds)`, so that a row has length 1. Labels play
/// no part, so that texts that are judged later may be among the documents.
public struct GramWeights: Sendable {
  /// The number of columns.
  public let columnCount: Int
  private let columns: [[UInt64: Int]]
  private let inverseFrequencies: [Double]

  /// Learns which grams there are, and how rare each is.
  ///
  /// - Parameters:
  ///   - documents: The documents, all with the same kinds of grams.
  ///   - minimum: In how many documents a gram must stand, at least 1.
  ///   - limit: The most grams of a kind, those of most documents first; nil for all.
  public init(_ documents: [GramCounts], minimum: Int = 2, limit: Int? = nil) {
    let kindCount = documents.first?.grams.count ?? 0
    var columns: [[UInt64: Int]] = []
    var inverse: [Double] = []
    let size = Double(documents.count)
    for kind in 0..<kindCount {
      var frequencies: [UInt64: Int] = [:]
      for document in documents {
        for entry in document.grams[kind] { frequencies[entry.gram, default: 0] += 1 }
      }
      let kept = GramWeights.commonest(frequencies.filter { $0.value >= minimum }, limit)
      columns.append(
        Dictionary(
          uniqueKeysWithValues: kept.enumerated().map { ($1.key, inverse.count + $0) }))
      inverse += kept.map {
        SpecialFunctions.log((1 + size) / (1 + Double($0.value))) + 1
      }
    }
    self.columns = columns
    inverseFrequencies = inverse
    columnCount = inverse.count
  }

  /// Grams in ascending order; where there are too many, those of most documents, ties by number.
  private static func commonest(
    _ frequencies: [UInt64: Int], _ limit: Int?
  ) -> [(key: UInt64, value: Int)] {
    let all = frequencies.map { (key: $0.key, value: $0.value) }
    guard let limit, limit < all.count else { return all.sorted { $0.key < $1.key } }
    return all.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(limit)
      .sorted { $0.key < $1.key }
  }

  /// The rows of some documents; grams that are not known count nothing.
  public func rows(of documents: [GramCounts]) -> SparseRows {
    var rows = SparseRows(columnCount: columnCount)
    for document in documents {
      var entries: [(column: Int, value: Double)] = []
      for (kind, grams) in document.grams.enumerated() {
        entries += scaled(grams, kind)
      }
      rows.append(entries)
    }
    return rows
  }

  private func scaled(
    _ grams: [(gram: UInt64, count: Double)], _ kind: Int
  ) -> [(column: Int, value: Double)] {
    var entries = grams.compactMap { entry in
      columns[kind][entry.gram].map { column in
        (
          column: column,
          value: (1 + SpecialFunctions.log(entry.count)) * inverseFrequencies[column]
        )
      }
    }
    let length = (entries.reduce(0.0) { $0 + $1.value * $1.value } * Double(columns.count))
      .squareRoot()
    for place in entries.indices { entries[place].value /= length }
    return entries
  }
}
