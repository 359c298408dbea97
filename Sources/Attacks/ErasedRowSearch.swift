// SPDX-License-Identifier: Apache-2.0

import Compute
import Recommenders

/// Looks for rows of the erased under other names: unchanged, scaled or negated, or nearly so.
///
/// Rows are compared by the angle between their factors, users with users and items with items. Rows
/// that were hidden in any other way, such as with their factors in another order, are not found.
struct ErasedRowSearch {
  /// The absolute cosine from which two rows are taken for one.
  ///
  /// On MovieLens 100K the rows of honest models (reverse BPR and exact retraining, requests of a tenth
  /// of users and of items) reach .976 at 32 factors, .982 at 16 and .990 at 8, twins left aside.
  static let cosine = 0.999
  /// The absolute cosine from which rows of the model before are twins.
  ///
  /// Items that the same one person chose end nearly parallel: up to .998 at 32 factors and .9995 at 8.
  /// Who was a twin of the erased before holds nothing new by being one after.
  static let twinCosine = 0.98
  /// How many of the pairs looked at may be near enough by chance.
  ///
  /// Of unrelated directions in `k` factors fewer than `s` to the `k - 1` come within a sine of `s`. With
  /// few factors the sine that is looked for is therefore smaller than that of `cosine`; at 32 and
  /// 2 * 10^7 pairs it could be .37.
  static let chance = 1e-6

  private let before: (users: Directions, items: Directions)
  private let after: (users: Directions, items: Directions)
  /// The factors in which directions can differ.
  private let width: Int

  /// Prepares a search; nil where a model has one factor, so that all its rows are parallel.
  ///
  /// - Parameters:
  ///   - before: The model that still has the rows.
  ///   - after: The model that must not; the narrower of the two is filled up with zeros.
  init?(before: MatrixFactorization, after: MatrixFactorization) {
    width = min(before.factorCount, after.factorCount)
    guard width > 1 else { return nil }
    let widest = max(before.factorCount, after.factorCount)
    func directions(_ model: MatrixFactorization) -> (users: Directions, items: Directions) {
      (
        users: Directions(model.users, model.userTable, model.factorCount, width: widest),
        items: Directions(model.items, model.itemTable, model.factorCount, width: widest)
      )
    }
    self.before = directions(before)
    self.after = directions(after)
  }

  /// Counts the rows of the model after that lie along an erased row; O(rows * erased * factors).
  func count(users: [String], items: [String]) -> Int {
    count(users, before.users, after.users) + count(items, before.items, after.items)
  }

  private func count(_ erased: [String], _ before: Directions, _ after: Directions) -> Int {
    let erasedRows = erased.compactMap { before.index.position(of: $0) }
    guard !erasedRows.isEmpty else { return 0 }
    let limit = reach(pairCount: erasedRows.count * after.table.rowCount)
    let twins = ErasedRowSearch.distance(of: ErasedRowSearch.twinCosine)
    // A sum of products in single precision is wrong by less than the last term.
    let least = Float(1 - limit * limit / 2) - 1e-5
    let own = after.index.positions(in: before.index)
    return (0..<after.table.rowCount).count { row in
      erasedRows.contains { gone in
        guard abs(after.table.dot(row, before.table, gone)) >= least,
          Directions.distance(after.table.row(row), before.table.row(gone)) <= limit
        else { return false }
        guard own[row] >= 0 else { return true }
        let former = before.table.row(Int(own[row]))
        return Directions.distance(former, before.table.row(gone)) > twins
      }
    }
  }

  /// The distance on the unit sphere up to which two directions are taken for one.
  private func reach(pairCount: Int) -> Double {
    let rare = SpecialFunctions.pow(
      ErasedRowSearch.chance / Double(max(pairCount, 1)), 1 / Double(width - 1))
    return min(ErasedRowSearch.distance(of: ErasedRowSearch.cosine), rare)
  }

  /// The distance on the unit sphere of two directions with this cosine.
  private static func distance(of cosine: Double) -> Double { (2 * (1 - cosine)).squareRoot() }
}

/// Rows of factors scaled to length 1; a row of zeros stays one, and lies along nothing.
private struct Directions {
  let index: IdentifierIndex
  let table: ParameterTable

  init(_ index: IdentifierIndex, _ source: ParameterTable, _ factorCount: Int, width: Int) {
    var table = ParameterTable(rowCount: source.rowCount, width: width)
    for row in 0..<source.rowCount {
      let factors = source.row(row).prefix(factorCount).map { Double($0) }
      let length = factors.reduce(0.0) { $0 + $1 * $1 }.squareRoot()
      guard length > 0 else { continue }
      table.setRow(row, to: factors.map { Float($0 / length) })
    }
    self.index = index
    self.table = table
  }

  /// The distance of two directions, either of which may be turned round.
  static func distance(_ first: ArraySlice<Float>, _ second: ArraySlice<Float>) -> Double {
    var along = 0.0
    var against = 0.0
    for (left, right) in zip(first, second) {
      let difference = Double(left) - Double(right)
      let sum = Double(left) + Double(right)
      along += difference * difference
      against += sum * sum
    }
    return min(along, against).squareRoot()
  }
}
