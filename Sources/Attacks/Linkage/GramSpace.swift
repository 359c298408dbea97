// SPDX-License-Identifier: Apache-2.0

import Compute

/// Accounts as weighted pieces of text of one kind, hashed to numbers.
///
/// A piece weighs `(1 + log count) (1 + log((1 + n) / (1 + d)))`, n the accounts and d those that have it,
/// and rows are scaled to length 1. Pieces of one account alone are left out: they are no likeness. Two
/// pieces may share one of 2^20 numbers. Salton and Buckley, "Term-weighting Approaches in Automatic
/// Text Retrieval", 1988, doi:10.1016/0306-4573(88)90021-0.
struct GramSpace: Sendable {
  /// The number of hash values.
  static let size = 1 << 20

  /// The numbers of an account's pieces in ascending order, densely renumbered, `[accounts]`.
  let columns: [[Int32]]
  /// The weights beside them.
  let weights: [[Double]]
  /// The number of columns.
  let columnCount: Int

  /// Weighs pieces.
  ///
  /// - Parameter hashes: The hash values of each account's pieces, with repeats, each below `size`, in
  ///   ascending order.
  init(_ hashes: [[UInt32]]) {
    var documentCounts = [Int32](repeating: 0, count: GramSpace.size)
    for account in hashes {
      var last: UInt32?
      for hash in account where hash != last {
        documentCounts[Int(hash)] += 1
        last = hash
      }
    }
    var numbers = [Int32](repeating: -1, count: GramSpace.size)
    var next: Int32 = 0
    var rarity: [Double] = []
    for (hash, count) in documentCounts.enumerated() where count > 1 {
      numbers[hash] = next
      next += 1
      rarity.append(1 + SpecialFunctions.log(Double(1 + hashes.count) / Double(1 + count)))
    }
    var columns: [[Int32]] = []
    var weights: [[Double]] = []
    for account in hashes {
      let row = GramSpace.row(account, numbers, rarity)
      columns.append(row.columns)
      weights.append(row.weights)
    }
    self.columns = columns
    self.weights = weights
    columnCount = Int(next)
  }

  private static func row(_ hashes: [UInt32], _ numbers: [Int32], _ rarity: [Double])
    -> (columns: [Int32], weights: [Double])
  {
    var columns: [Int32] = []
    var weights: [Double] = []
    var square = 0.0
    var start = 0
    while start < hashes.count {
      var end = start + 1
      while end < hashes.count, hashes[end] == hashes[start] { end += 1 }
      let number = numbers[Int(hashes[start])]
      if number >= 0 {
        let weight =
          (1 + SpecialFunctions.log(Double(end - start))) * rarity[Int(number)]
        columns.append(number)
        weights.append(weight)
        square += weight * weight
      }
      start = end
    }
    let length = square.squareRoot()
    return (columns, weights.map { $0 / length })
  }

  /// The cosines of an account and some others, 0...1; 0 for an account without pieces.
  func cosines(_ account: Int, _ others: [Int]) -> [Double] {
    var dense = [Double](repeating: 0, count: columnCount)
    for (column, weight) in zip(columns[account], weights[account]) { dense[Int(column)] = weight }
    return others.map { other in
      var sum = 0.0
      let (theirs, heavy) = (columns[other], weights[other])
      for place in theirs.indices { sum += dense[Int(theirs[place])] * heavy[place] }
      return sum
    }
  }
}
