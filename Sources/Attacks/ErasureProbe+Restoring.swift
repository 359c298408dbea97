// SPDX-License-Identifier: Apache-2.0

import Compute
import Recommenders

extension ErasureProbe {
  /// Scores of erased and held-out pairs under the rows that the model before had for them.
  ///
  /// The rows are gone from a model that dropped them, and mean nothing in the space of a Gold. So
  /// they are carried over by the linear map that fits the other rows best, which is about the
  /// identity where the model descends from the one before. A row that was trained on the erased pairs
  /// favours them somewhat in any model; how much it does in Golds is the yardstick.
  ///
  /// - Returns: One element a group; nil for interactions, whose rows stay.
  func restoredScores(
    _ contrast: ErasureContrast, _ factors: AlignedFactors, before: AlignedFactors
  ) -> [ContrastScores]? {
    guard contrast.kind != .interactions, let side = contrast.groups.first?.side else { return nil }
    let rows = RestoredRows(
      of: before, in: factors, side: side,
      isFitted: { side == .user ? !request.names(user: $0) : !request.names(item: $0) })
    return contrast.groups.map { group in
      let row = rows.row(group.row)
      return ContrastScores(
        erased: group.erased.map { rows.score(row, $0) },
        heldOut: [group.heldOut.map { rows.score(row, $0) }],
        fits: [Int](repeating: 0, count: group.erased.count), weights: group.weights)
    }
  }
}

/// Rows of one model carried over into the space of another, by least squares over shared rows.
struct RestoredRows {
  private let before: ParameterTable
  private let beforeColumns: Range<Int>
  private let partners: ParameterTable
  private let isPresent: [Bool]
  private let columns: Range<Int>
  /// What a row has where nothing is learned.
  private let constants: [Float]
  /// One list of coefficients for each learned column.
  private let map: [[Double]]

  /// Fits the map; O(rows * width^2).
  ///
  /// - Parameters:
  ///   - before: The model whose rows are to be carried over.
  ///   - factors: The model whose space they are wanted in.
  ///   - side: Whose rows.
  ///   - isFitted: Whether a row takes part in the fit, if both models have it.
  init(
    of before: AlignedFactors, in factors: AlignedFactors, side: ErasureContrast.Side,
    isFitted: (Int32) -> Bool
  ) {
    let isUser = side == .user
    let from = isUser ? before.userTable : before.itemTable
    let to = isUser ? factors.userTable : factors.itemTable
    let has = isUser ? (before.hasUser, factors.hasUser) : (before.hasItem, factors.hasItem)
    let size = before.learnedColumns.count
    var gram = [Double](repeating: 0, count: size * size)
    var right = [[Double]](
      repeating: [Double](repeating: 0, count: size), count: factors.learnedColumns.count)
    for row in has.0.indices where has.0[row] && has.1[row] && isFitted(Int32(row)) {
      let known = Self.values(from, row, before.learnedColumns)
      let wanted = Self.values(to, row, factors.learnedColumns)
      for first in known.indices {
        for second in known.indices { gram[first * size + second] += known[first] * known[second] }
        for column in wanted.indices { right[column][first] += known[first] * wanted[column] }
      }
    }
    // Enough to make the matrix definite, too little to shrink anything.
    let trace = (0..<size).reduce(0) { $0 + gram[$1 * size + $1] }
    for diagonal in 0..<size { gram[diagonal * size + diagonal] += 1e-9 * trace + 1e-12 }
    let factor = Cholesky(lower: gram, size: size)
    map = right.map(factor.solve)
    self.before = from
    beforeColumns = before.learnedColumns
    partners = isUser ? factors.itemTable : factors.userTable
    isPresent = isUser ? factors.hasItem : [Bool](repeating: true, count: factors.users.count)
    columns = factors.learnedColumns
    constants = isUser ? factors.unknownUser : [Float](repeating: 0, count: to.width)
  }

  /// Returns the earlier model's row in the other model's space, `[width]`.
  func row(_ index: Int32) -> [Double] {
    let known = Self.values(before, Int(index), beforeColumns)
    var row = constants.map(Double.init)
    for (place, column) in columns.enumerated() {
      row[column] = zip(map[place], known).reduce(0) { $0 + $1.0 * $1.1 }
    }
    return row
  }

  /// Returns a carried row's score with a partner, or minus infinity where the model lacks the item.
  func score(_ row: [Double], _ partner: Int32) -> Float {
    guard isPresent[Int(partner)] else { return -.infinity }
    return Float(zip(row, partners.row(Int(partner))).reduce(0) { $0 + $1.0 * Double($1.1) })
  }

  private static func values(
    _ table: ParameterTable, _ row: Int, _ columns: Range<Int>
  ) -> [Double] {
    let values = table.row(row)
    return columns.map { Double(values[values.startIndex + $0]) }
  }
}
