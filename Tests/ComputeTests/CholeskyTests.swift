// SPDX-License-Identifier: Apache-2.0

import Compute
import TestSupport
import Testing

@Suite struct CholeskyTests {
  @Test func aHandWorkedSystemIsSolved() {
    // [[4, 2], [2, 3]] x = [10, 9]: det 8, x = [(30 - 18) / 8, (36 - 20) / 8].
    expectClose(Cholesky(lower: [4, 0, 2, 3], size: 2).solve([10, 9]), [1.5, 2], absolute: 1e-14)
  }

  @Test func aOneByOneSystemIsADivision() {
    expectClose(Cholesky(lower: [8], size: 1).solve([2]), [0.25], absolute: 1e-15)
  }

  @Test func onlyTheLowerTriangleIsRead() {
    let whole = Cholesky(lower: [4, 2, 2, 3], size: 2).solve([1, 1])
    #expect(Cholesky(lower: [4, .nan, 2, 3], size: 2).solve([1, 1]) == whole)
  }

  @Test(arguments: 1...40) func solutionsOfRandomSystemsReproduceTheRightSide(size: Int) {
    var generator = SeededGenerator(seed: Seed(UInt64(size)))
    let root = (0..<size * size).map { _ in generator.normal() }
    var matrix = [Double](repeating: 0, count: size * size)
    for row in 0..<size {
      for column in 0..<size {
        var sum = row == column ? 1.0 : 0
        for inner in 0..<size { sum += root[row * size + inner] * root[column * size + inner] }
        matrix[row * size + column] = sum
      }
    }
    let right = (0..<size).map { _ in generator.normal() }
    let solution = Cholesky(lower: matrix, size: size).solve(right)
    let product = (0..<size).map { row in
      (0..<size).reduce(0) { $0 + matrix[row * size + $1] * solution[$1] }
    }
    expectClose(product, right, absolute: 1e-9, "\(size) unknowns")
  }
}
