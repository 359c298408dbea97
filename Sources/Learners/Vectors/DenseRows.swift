// SPDX-License-Identifier: Apache-2.0

import Compute

/// Rows of numbers of which most are not zero, one row an example.
public struct DenseRows: Equatable, Sendable {
  /// The number of columns, at least 1.
  public let columnCount: Int
  /// The numbers, `[rows][columns]`.
  public let values: [Double]

  /// Wraps numbers, row after row.
  public init(columnCount: Int, values: [Double]) {
    precondition(columnCount > 0 && values.count.isMultiple(of: columnCount), "whole rows")
    self.columnCount = columnCount
    self.values = values
  }

  /// The number of rows.
  public var count: Int { values.count / columnCount }

  /// Returns the rows with mean 0 and variance 1 in every column, as some of the rows tell them.
  ///
  /// - Parameter training: The rows that means and variances (divisor n) are taken from.
  /// - Returns: All rows; a column that does not vary in the training is zero throughout.
  public func standardized(by training: [Int]) -> DenseRows {
    precondition(!training.isEmpty, "rows to take the scale from")
    let share = 1 / Double(training.count)
    var means = [Double](repeating: 0, count: columnCount)
    for row in training {
      for column in 0..<columnCount { means[column] += share * values[row * columnCount + column] }
    }
    var variances = [Double](repeating: 0, count: columnCount)
    for row in training {
      for column in 0..<columnCount {
        let gap = values[row * columnCount + column] - means[column]
        variances[column] += share * gap * gap
      }
    }
    let scales = zip(means, variances).map { mean, variance in
      // What rounding leaves of a column of one value is no spread.
      variance > 1e-20 * (mean * mean + 1) ? 1 / variance.squareRoot() : 0
    }
    var scaled = values
    for row in 0..<count {
      for column in 0..<columnCount {
        let place = row * columnCount + column
        scaled[place] = (values[place] - means[column]) * scales[column]
      }
    }
    return DenseRows(columnCount: columnCount, values: scaled)
  }

  /// An upper bound of the largest eigenvalue of the mean of x x', x a training row and a one after it.
  ///
  /// The 16th root of the trace of the 16th power, at most (columns + 1)^(1/16) times too large; beyond
  /// 256 columns the longest row's square, which costs no products.
  func curvatureBound(of training: [Int]) -> Double {
    let size = columnCount + 1
    guard size <= 257 else {
      return training.map { row in
        values[row * columnCount..<(row + 1) * columnCount].reduce(1.0) { $0 + $1 * $1 }
      }.max() ?? 1
    }
    var power = moments(of: training)
    var (scale, exponent) = (1.0, 1.0)
    // scale^(1/exponent) is what was divided out, so that no power overflows.
    for _ in 0..<4 {
      let trace = (0..<size).reduce(0.0) { $0 + power[$1 * size + $1] }
      scale *= SpecialFunctions.exp(SpecialFunctions.log(trace) / exponent)
      power = DenseRows.square(power.map { $0 / trace }, size)
      exponent *= 2
    }
    let trace = (0..<size).reduce(0.0) { $0 + power[$1 * size + $1] }
    return scale * SpecialFunctions.exp(SpecialFunctions.log(trace) / exponent)
  }

  /// The mean of x x' over training rows with a one after them, `[columns + 1][columns + 1]`.
  private func moments(of training: [Int]) -> [Double] {
    let size = columnCount + 1
    let share = 1 / Double(training.count)
    var sums = [Double](repeating: 0, count: size * size)
    for row in training {
      let own = values[row * columnCount..<(row + 1) * columnCount] + [1]
      for (place, first) in own.enumerated() {
        for (other, second) in own.enumerated() {
          sums[place * size + other] += share * first * second
        }
      }
    }
    return sums
  }

  private static func square(_ matrix: [Double], _ size: Int) -> [Double] {
    var product = [Double](repeating: 0, count: size * size)
    for row in 0..<size {
      for middle in 0..<size {
        let factor = matrix[row * size + middle]
        for column in 0..<size {
          product[row * size + column] += factor * matrix[middle * size + column]
        }
      }
    }
    return product
  }
}
