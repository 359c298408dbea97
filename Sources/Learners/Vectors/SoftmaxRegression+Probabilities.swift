// SPDX-License-Identifier: Apache-2.0

extension SoftmaxRegression {
  /// Returns the probability of each label for a row, `[labels]`.
  public func probabilities(of row: Int, in rows: SparseRows) -> [Double] {
    var scores = Array(weights[rows.columnCount * labelCount..<(rows.columnCount + 1) * labelCount])
    rows.addProducts(row, weights, to: &scores)
    DenseSoftmax.softmax(&scores)
    return scores
  }
}
