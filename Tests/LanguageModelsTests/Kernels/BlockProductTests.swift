// SPDX-License-Identifier: Apache-2.0

import Compute
import TestSupport
import Testing

@Suite struct BlockProductTests {
  /// W x by one of the two vector kernels, for some rows of a matrix in blocks.
  private func product(
    _ format: BlockFormat, _ bytes: [UInt8], _ x: [Float], rows: Range<Int>, of count: Int,
    set: KernelSet, integers: Bool = false
  ) -> [Float] {
    var y = [Float](repeating: .nan, count: rows.count)
    var rounded = QuantizedActivations(count: integers ? x.count : 32)
    bytes.withUnsafeBytes { bytes in
      x.withUnsafeBufferPointer { x in
        y.withUnsafeMutableBufferPointer { y in
          let view = BlockMatrixView(bytes, format: format, rows: count, columns: x.count)
          if integers {
            rounded.round(x, kernels: set)
            MatrixKernels(set).multiply(view[rows], rounded, into: y)
          } else {
            MatrixKernels(set).multiply(view[rows], x, into: y)
          }
        }
      }
    }
    return y
  }

  /// X W^T for a matrix in blocks.
  private func product(
    _ format: BlockFormat, _ bytes: [UInt8], _ x: [Float], rows: Int, batch: Int, set: KernelSet
  ) -> [Float] {
    let columns = x.count / batch
    var y = [Float](repeating: .nan, count: rows * batch)
    bytes.withUnsafeBytes { bytes in
      x.withUnsafeBufferPointer { x in
        y.withUnsafeMutableBufferPointer { y in
          MatrixKernels(set).multiply(
            MatrixView(x, rows: batch, columns: columns),
            BlockMatrixView(bytes, format: format, rows: rows, columns: columns),
            into: MutableMatrixView(y, rows: batch, columns: rows), workspace: MatrixWorkspace())
        }
      }
    }
    return y
  }

  /// Rows shorter and longer than what a vector kernel holds at once; plain formats take any length.
  private func lengths(_ format: BlockFormat) -> [Int] {
    format.blockCount == 1 ? [77, 512] : format.blockCount == 32 ? [32, 576, 4128] : [256, 4352]
  }

  @Test(arguments: KernelFixture.sets, BlockFormat.allCases)
  func theVectorProductIsTheSumOfProducts(set: KernelSet, format: BlockFormat) {
    for columns in lengths(format) {
      let bytes = KernelFixture.blocks(format, count: 9 * columns, seed: 4)
      let x = KernelFixture.floats(columns, seed: 5)
      let numbers = KernelFixture.numbers(bytes, format, count: 9 * columns)
      let expected = KernelFixture.product(numbers, x)
      let found = product(format, bytes, x, rows: 0..<9, of: 9, set: set)
      let batched = product(format, bytes, x, rows: 9, batch: 1, set: set)
      for row in 0..<9 {
        let tolerance = 2e-6 * expected.magnitudes[row]
        #expect(abs(Double(found[row]) - expected.values[row]) <= tolerance)
        #expect(abs(Double(batched[row]) - expected.values[row]) <= tolerance)
      }
      // Threads may share out rows.
      let end = product(format, bytes, x, rows: 4..<9, of: 9, set: set)
      #expect(end == Array(found[4...]))
    }
  }

  @Test(arguments: KernelFixture.sets, BlockFormat.allCases)
  func theBatchedProductHasTheBitsOfThatWithUnpackedWeights(set: KernelSet, format: BlockFormat) {
    for columns in lengths(format) {
      let bytes = KernelFixture.blocks(format, count: 37 * columns, seed: 6)
      let numbers = KernelFixture.numbers(bytes, format, count: 37 * columns)
      let x = KernelFixture.floats(8 * columns, seed: 7)
      let found = product(format, bytes, x, rows: 37, batch: 8, set: set)
      var expected = [Float](repeating: .nan, count: 8 * 37)
      numbers.withUnsafeBufferPointer { numbers in
        x.withUnsafeBufferPointer { x in
          expected.withUnsafeMutableBufferPointer {
            MatrixKernels(set).multiply(
              .transposedRight, MatrixView(x, rows: 8, columns: columns),
              MatrixView(numbers, rows: 37, columns: columns),
              into: MutableMatrixView($0, rows: 8, columns: 37), workspace: MatrixWorkspace())
          }
        }
      }
      #expect(found == expected)
      // And a row of the batch has the bits of the row alone.
      let alone = product(
        format, bytes, Array(x[3 * columns..<4 * columns]), rows: 37, batch: 1, set: set)
      #expect(alone == Array(found[3 * 37..<4 * 37]))
    }
  }

  @Test(arguments: KernelFixture.sets) func activationsAreRoundedToTheNearestByte(set: KernelSet) {
    // A block whose largest magnitude is 127 has scale 1: ties go to the even number.
    var x = [Float](repeating: 0, count: 64)
    x.replaceSubrange(0..<6, with: [127, 0.5, 1.5, -2.5, 3.4, -126.7])
    var rounded = QuantizedActivations(count: 64)
    x.withUnsafeBufferPointer { rounded.round($0, kernels: set) }
    #expect(Array(rounded.values[0..<6]) == [127, 0, 2, -2, 3, -127])
    #expect(rounded.scales == [1, 0])
    #expect(rounded.values[6...].allSatisfy { $0 == 0 })
  }

  @Test(
    arguments: KernelFixture.sets, BlockFormat.allCases.filter { $0.hasIntegerProducts })
  func integerProductsAreExactForTheRoundedVector(set: KernelSet, format: BlockFormat) {
    let columns = 768
    let bytes = KernelFixture.blocks(format, count: 9 * columns, seed: 8)
    let x = KernelFixture.floats(columns, seed: 9)
    var rounded = QuantizedActivations(count: columns)
    x.withUnsafeBufferPointer { rounded.round($0, kernels: set) }
    let seen = (0..<columns).map { Float(rounded.values[$0]) * rounded.scales[$0 / 32] }
    let numbers = KernelFixture.numbers(bytes, format, count: 9 * columns)
    let expected = KernelFixture.product(numbers, seen)
    let found = product(format, bytes, x, rows: 0..<9, of: 9, set: set, integers: true)
    for row in 0..<9 {
      let error = abs(Double(found[row]) - expected.values[row])
      #expect(error <= 2e-6 * expected.magnitudes[row])
    }
    let end = product(format, bytes, x, rows: 4..<9, of: 9, set: set, integers: true)
    #expect(end == Array(found[4...]))
  }
}
