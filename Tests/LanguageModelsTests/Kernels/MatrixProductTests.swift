// SPDX-License-Identifier: Apache-2.0

import Compute
import TestSupport
import Testing

@Suite struct MatrixProductTests {
  /// Sizes around the edges of tiles, blocks of k and panels of columns.
  static let sizes = [
    (1, 1, 1), (5, 7, 3), (6, 16, 256), (7, 17, 257), (13, 33, 515), (150, 20, 9), (3, 1030, 5),
    (3, 40, 700),
  ]

  /// One product on random factors, by rows `rows` of the left one.
  private func multiply(
    _ product: MatrixProduct, _ size: (m: Int, n: Int, k: Int), rows: Range<Int>, set: KernelSet,
    factor: Float, accumulating: Bool
  ) -> [Float] {
    let (m, n, k) = size
    let whole = KernelFixture.floats(m * k, seed: 1)
    var a: [Float] = []
    if product == .transposedLeft {
      for p in 0..<k { for i in rows { a.append(whole[i * k + p]) } }
    } else {
      a = Array(whole[rows.lowerBound * k..<rows.upperBound * k])
    }
    let b = KernelFixture.floats(n * k, seed: 2)
    let stride = n + 3
    var c = Array(
      KernelFixture.floats(m * stride, seed: 3)[
        rows.lowerBound * stride..<rows.upperBound * stride])
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        c.withUnsafeMutableBufferPointer { c in
          let isLeft = product == .transposedLeft
          let isRight = product == .transposedRight
          MatrixKernels(set).multiply(
            product,
            MatrixView(a, rows: isLeft ? k : rows.count, columns: isLeft ? rows.count : k),
            MatrixView(b, rows: isRight ? n : k, columns: isRight ? k : n),
            into: MutableMatrixView(c, rows: rows.count, columns: n, stride: stride),
            factor: factor, accumulating: accumulating, workspace: MatrixWorkspace())
        }
      }
    }
    return c
  }

  /// Rounding grows with the number of terms: k + 2 units of 2^-24 of the sum of magnitudes.
  @Test(arguments: KernelFixture.sets, MatrixProduct.allCases)
  func aProductIsTheSumOfProducts(set: KernelSet, product: MatrixProduct) {
    for (m, n, k) in Self.sizes {
      for accumulating in [false, true] {
        let found = multiply(
          product, (m, n, k), rows: 0..<m, set: set, factor: 0.5, accumulating: accumulating)
        let a = KernelFixture.floats(m * k, seed: 1)
        let b = KernelFixture.floats(n * k, seed: 2)
        let before = KernelFixture.floats(m * (n + 3), seed: 3)
        var isClose = true
        for i in 0..<m {
          for j in 0..<n {
            var sum = accumulating ? Double(before[i * (n + 3) + j]) : 0
            var magnitude = abs(sum)
            for p in 0..<k {
              let right = product == .transposedRight ? b[j * k + p] : b[p * n + j]
              sum += 0.5 * Double(a[i * k + p]) * Double(right)
              magnitude += 0.5 * abs(Double(a[i * k + p]) * Double(right))
            }
            let error = abs(Double(found[i * (n + 3) + j]) - sum)
            isClose = isClose && error <= Double(k + 2) * 0x1p-24 * magnitude
          }
          // What lies between rows stays.
          for j in n..<(n + 3) { #expect(found[i * (n + 3) + j] == before[i * (n + 3) + j]) }
        }
        #expect(isClose, "\(m) \(n) \(k)")
      }
    }
  }

  @Test(arguments: KernelFixture.sets, MatrixProduct.allCases)
  func aRowHasTheSameBitsWhateverRowsAreBesideIt(set: KernelSet, product: MatrixProduct) {
    for (m, n, k) in Self.sizes {
      let whole = multiply(
        product, (m, n, k), rows: 0..<m, set: set, factor: 1, accumulating: true)
      for rows in [0..<1, m / 2..<m / 2 + 1, m / 3..<m, 0..<max(1, m - 1)] {
        let part = multiply(
          product, (m, n, k), rows: rows, set: set, factor: 1, accumulating: true)
        #expect(part == Array(whole[rows.lowerBound * (n + 3)..<rows.upperBound * (n + 3)]))
      }
    }
  }
}
