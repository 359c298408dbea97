// SPDX-License-Identifier: Apache-2.0

/// The lower Cholesky factor of a symmetric positive definite matrix.
public struct Cholesky: Sendable {
  private let factor: [Double]
  private let size: Int

  /// Factors the matrix; O(size^3).
  ///
  /// - Parameters:
  ///   - lower: The matrix, row major, `[size, size]`; only its lower triangle is read.
  ///   - size: The number of rows.
  public init(lower: [Double], size: Int) {
    precondition(lower.count == size * size, "a square matrix")
    var factor = lower
    factor.withUnsafeMutableBufferPointer { factor in
      for row in 0..<size {
        for column in 0...row {
          // Four running sums, so that the additions need not wait for each other.
          var sums = SIMD4<Double>.zero
          var inner = 0
          while inner + 4 <= column {
            let left = row * size + inner
            let right = column * size + inner
            let a = SIMD4<Double>(
              factor[left], factor[left + 1], factor[left + 2], factor[left + 3])
            let b = SIMD4<Double>(
              factor[right], factor[right + 1], factor[right + 2], factor[right + 3])
            sums += a * b
            inner += 4
          }
          var sum = factor[row * size + column] - sums.sum()
          while inner < column {
            sum -= factor[row * size + inner] * factor[column * size + inner]
            inner += 1
          }
          if row == column {
            factor[row * size + row] = max(sum, 1e-12).squareRoot()
          } else {
            factor[row * size + column] = sum / factor[column * size + column]
          }
        }
      }
    }
    self.factor = factor
    self.size = size
  }

  /// The factor, row major, `[size, size]`; what lies above the diagonal means nothing.
  public var lowerTriangle: [Double] { factor }

  /// Returns x with A x = `right`.
  public func solve(_ right: [Double]) -> [Double] {
    precondition(right.count == size, "one value a row")
    var solution = right
    for row in 0..<size {
      var sum = solution[row]
      for inner in 0..<row { sum -= factor[row * size + inner] * solution[inner] }
      solution[row] = sum / factor[row * size + row]
    }
    for row in (0..<size).reversed() {
      var sum = solution[row]
      for inner in (row + 1)..<max(size, row + 1) {
        sum -= factor[inner * size + row] * solution[inner]
      }
      solution[row] = sum / factor[row * size + row]
    }
    return solution
  }
}
