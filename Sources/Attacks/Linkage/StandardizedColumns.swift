// SPDX-License-Identifier: Apache-2.0

/// Rows of numbers, each column shifted to mean 0 and scaled to deviation 1 over the rows.
struct StandardizedColumns: Sendable {
  /// The rows; a column without deviation is 0.
  ///
  /// Values beyond `limit` deviations are cut to it.
  let rows: [[Double]]

  /// Standardizes rows of equal length.
  init(_ rows: [[Double]], limit: Double = .infinity) {
    let width = rows.first?.count ?? 0
    let count = Double(max(1, rows.count))
    var means = [Double](repeating: 0, count: width)
    for row in rows { for column in 0..<width { means[column] += row[column] / count } }
    var deviations = [Double](repeating: 0, count: width)
    for row in rows {
      for column in 0..<width {
        let distance = row[column] - means[column]
        deviations[column] += distance * distance / count
      }
    }
    deviations = deviations.map { $0.squareRoot() }
    self.rows = rows.map { row in
      (0..<width).map { column in
        guard deviations[column] > 1e-12 else { return 0 }
        return min(limit, max(-limit, (row[column] - means[column]) / deviations[column]))
      }
    }
  }

  /// The cosine of two rows, -1...1; 0 where one is all zero.
  func cosine(_ first: Int, _ second: Int) -> Double {
    let (left, right) = (rows[first], rows[second])
    var (product, a, b) = (0.0, 0.0, 0.0)
    for column in left.indices {
      product += left[column] * right[column]
      a += left[column] * left[column]
      b += right[column] * right[column]
    }
    return a > 0 && b > 0 ? product / (a * b).squareRoot() : 0
  }
}
