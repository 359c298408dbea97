// SPDX-License-Identifier: Apache-2.0

import Compute
public import Recommenders

/// How near the factors of two models lie: whether one can be a copy or a descendant of the other.
///
/// Turning all factors alike changes no score, and initial vectors prefer no direction. So models of
/// two seeds are turned against each other at random, and their factors lie about the square root of 2
/// apart, relative to their length; what is trained on from a model keeps that model's directions.
///
/// Of 36 pairs of trainings from two seeds (MovieLens 100K and a synthetic set, `implicit`'s models
/// among them, the nearer of users and items), the factors lay 1.29 apart and more from 8 factors on,
/// and .084 and more after the best linear map, with any number of factors. From the model before,
/// reverse BPR lay .06 to .13 away, exact retraining from the same seed .35 to .51 (4 requests each).
public struct FactorLikeness: Equatable, Sendable {
  /// The relative distance below which factors as they stand are taken for related.
  ///
  /// The midpoint between what reverse BPR and exact retraining from the same seed were seen to leave,
  /// rounded. Two random turns come so near once in 10^5 pairs at `directWidth` factors, if one
  /// direction outweighs all others, and more seldom otherwise.
  public static let directLimit = 0.25
  /// The relative distance below which factors are taken for copies that were turned or scaled.
  ///
  /// Below every pair of independent trainings that was seen, with room for larger data, on which
  /// models agree more. Also the limit of the direct distance below `directWidth` factors.
  public static let mappedLimit = 0.05
  /// With fewer factors, independent models can come near each other by chance.
  static let directWidth = 8
  /// Shared rows a factor without which a linear map could fit anything.
  static let rowsPerFactor = 4

  /// The distance of the factors as they stand, relative to the longer; the nearer of users and items.
  ///
  /// Infinite where the models share no row.
  public let direct: Double
  /// The share of the factors' length that no linear map of the other model's factors explains.
  ///
  /// The smallest over users, items and both directions; infinite with too few shared rows.
  public let mapped: Double
  /// The smaller number of factors.
  public let factorCount: Int

  /// Compares two models over the rows that both have; O(rows * factors^2).
  ///
  /// Users and items count each on their own, so that replacing one side of a copy hides nothing.
  ///
  /// - Parameters:
  ///   - first: A model.
  ///   - second: Another, of any number of factors.
  public init(of first: MatrixFactorization, and second: MatrixFactorization) {
    let sides = [
      SharedRows(
        first.users, first.userTable, second.users, second.userTable,
        widths: (first.factorCount, second.factorCount)),
      SharedRows(
        first.items, first.itemTable, second.items, second.itemTable,
        widths: (first.factorCount, second.factorCount)),
    ]
    direct = sides.map(\.direct).min() ?? .infinity
    mapped = sides.map(\.mapped).min() ?? .infinity
    factorCount = min(first.factorCount, second.factorCount)
  }

  /// Whether the models are too near to have been trained independently.
  public var isTooNear: Bool {
    let isWide = factorCount >= FactorLikeness.directWidth
    return mapped < FactorLikeness.mappedLimit
      || direct < (isWide ? FactorLikeness.directLimit : FactorLikeness.mappedLimit)
  }
}

/// Sums of products of the rows that two tables share.
private struct SharedRows {
  private let widths: (first: Int, second: Int)
  private var rowCount = 0
  /// Products within the first model's rows, `[first, first]`.
  private var firstGram: [Double]
  /// Products within the second model's rows, `[second, second]`.
  private var secondGram: [Double]
  /// Products between the models' rows, `[first, second]`.
  private var cross: [Double]

  init(
    _ firstIndex: IdentifierIndex, _ firstTable: ParameterTable, _ secondIndex: IdentifierIndex,
    _ secondTable: ParameterTable, widths: (Int, Int)
  ) {
    let (first, second) = widths
    self.widths = (first, second)
    firstGram = [Double](repeating: 0, count: first * first)
    secondGram = [Double](repeating: 0, count: second * second)
    cross = [Double](repeating: 0, count: first * second)
    for (row, other) in firstIndex.positions(in: secondIndex).enumerated() where other >= 0 {
      let left = firstTable.row(row).prefix(first).map { Double($0) }
      let right = secondTable.row(Int(other)).prefix(second).map { Double($0) }
      rowCount += 1
      SharedRows.addProduct(left, left, to: &firstGram)
      SharedRows.addProduct(right, right, to: &secondGram)
      SharedRows.addProduct(left, right, to: &cross)
    }
  }

  /// The distance of the rows as they stand; a narrower table is filled up with zeros.
  var direct: Double {
    let lengths = (trace(firstGram, widths.first), trace(secondGram, widths.second))
    let longer = max(lengths.0, lengths.1)
    guard longer > 0 else { return .infinity }
    let shared = (0..<min(widths.first, widths.second)).reduce(0.0) {
      $0 + cross[$1 * widths.second + $1]
    }
    return (max(lengths.0 + lengths.1 - 2 * shared, 0) / longer).squareRoot()
  }

  /// What the better of the two linear maps leaves unexplained.
  var mapped: Double {
    let (first, second) = widths
    guard rowCount >= FactorLikeness.rowsPerFactor * max(first, second) else { return .infinity }
    let columns = (0..<second).map { column in
      (0..<first).map { cross[$0 * second + column] }
    }
    let rows = (0..<first).map { Array(cross[$0 * second..<($0 + 1) * second]) }
    return min(
      unexplained(of: trace(secondGram, second), by: firstGram, first, columns),
      unexplained(of: trace(firstGram, first), by: secondGram, second, rows))
  }

  /// The length that least squares leaves, relative to the whole.
  ///
  /// - Parameters:
  ///   - squares: The sum of squares that is to be explained.
  ///   - gram: The products of what it is explained by, `[size, size]`.
  ///   - size: The number of columns that it is explained by.
  ///   - products: For each column to be explained, its products with these.
  /// - Returns: 0 for a linear map of them, 1 for what has nothing in common with them.
  private func unexplained(
    of squares: Double, by gram: [Double], _ size: Int, _ products: [[Double]]
  ) -> Double {
    guard squares > 0 else { return .infinity }
    var regular = gram
    // Enough to make the matrix definite, too little to shrink anything.
    let added = 1e-9 * trace(gram, size) + 1e-12
    for diagonal in 0..<size { regular[diagonal * size + diagonal] += added }
    let factor = Cholesky(lower: regular, size: size)
    var explained = 0.0
    for column in products {
      for (left, right) in zip(column, factor.solve(column)) { explained += left * right }
    }
    return (max(squares - explained, 0) / squares).squareRoot()
  }

  private func trace(_ gram: [Double], _ size: Int) -> Double {
    (0..<size).reduce(0.0) { $0 + gram[$1 * size + $1] }
  }

  /// Adds the products of two rows' elements, `[left, right]`.
  private static func addProduct(_ left: [Double], _ right: [Double], to sums: inout [Double]) {
    for (row, value) in left.enumerated() {
      let start = row * right.count
      for column in right.indices { sums[start + column] += value * right[column] }
    }
  }
}
