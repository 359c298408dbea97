// SPDX-License-Identifier: Apache-2.0

import Compute
public import Learners
public import Recommenders

/// Histories as rows that a learner of attributes takes.
public enum HistoryRows {
  /// Each person's items, weighted by how rare they are and scaled to length 1.
  ///
  /// An item that n_i of n people have weighs `log((1 + n) / (1 + n_i)) + 1`, scikit-learn's smooth form
  /// of inverse document frequency. Attributes play no part, so that all people may be counted.
  ///
  /// - Parameters:
  ///   - history: Who has which items.
  ///   - users: The people, by position; an empty history gives an empty row.
  /// - Returns: One row for each person, of as many columns as there are items.
  public static func weighted(_ history: Interactions, users: [Int32]) -> SparseRows {
    let people = Double(1 + (0..<history.users.count).count { !history.items(of: $0).isEmpty })
    let weights = history.itemCounts.map { SpecialFunctions.log(people / Double(1 + $0)) + 1 }
    var rows = SparseRows(columnCount: history.items.count)
    for user in users {
      let items = history.items(of: Int(user))
      let length = items.reduce(0.0) { $0 + weights[Int($1)] * weights[Int($1)] }.squareRoot()
      rows.append(items.map { (column: Int($0), value: weights[Int($0)] / length) })
    }
    return rows
  }

  /// The mean of the vectors of each person's items: a pooling that knows no order.
  ///
  /// What a learner on sets starts from (Zaheer et al., "Deep Sets", 2017, arXiv:1703.06114) with the
  /// model's own vectors as elements; nothing is learned below the mean.
  ///
  /// - Parameters:
  ///   - history: Who has which items.
  ///   - users: The people, by position; who has no item that the model knows gets zeros.
  ///   - factors: The model, laid out over the same users and items.
  /// - Returns: The learned columns' means, `[users][columns]`.
  public static func pooled(
    _ history: Interactions, users: [Int32], factors: AlignedFactors
  ) -> DenseRows {
    let columns = factors.learnedColumns
    var values: [Double] = []
    values.reserveCapacity(users.count * columns.count)
    for user in users {
      let items = history.items(of: Int(user)).filter { factors.hasItem[Int($0)] }
      var sums = [Double](repeating: 0, count: columns.count)
      for item in items {
        let row = factors.itemTable.row(Int(item))
        for column in 0..<sums.count {
          sums[column] += Double(row[row.startIndex + columns.lowerBound + column])
        }
      }
      values += sums.map { $0 / Double(max(items.count, 1)) }
    }
    return DenseRows(columnCount: columns.count, values: values)
  }

  /// The vectors that a model keeps of people: the learned columns alone.
  ///
  /// - Parameters:
  ///   - users: The people, by position.
  ///   - factors: The model, laid out over the same users.
  /// - Returns: `[users][columns]`.
  public static func vectors(of users: [Int32], in factors: AlignedFactors) -> DenseRows {
    let columns = factors.learnedColumns
    var values: [Double] = []
    values.reserveCapacity(users.count * columns.count)
    for user in users {
      let row = factors.userTable.row(Int(user))
      for column in columns { values.append(Double(row[row.startIndex + column])) }
    }
    return DenseRows(columnCount: columns.count, values: values)
  }
}
