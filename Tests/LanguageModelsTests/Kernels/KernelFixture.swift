// SPDX-License-Identifier: Apache-2.0

import Compute

/// Random numbers and plain reference products for the kernels' tests.
enum KernelFixture {
  /// The sets that this processor runs.
  static let sets = KernelSet.allCases.filter(\.isSupported)

  /// Draws numbers evenly from -1...1.
  static func floats(_ count: Int, seed: UInt64) -> [Float] {
    var generator = SeededGenerator(seed: Seed(seed))
    return (0..<count).map { _ in Float.random(in: -1...1, using: &generator) }
  }

  /// Random blocks whose scales are small finite numbers.
  static func blocks(_ format: BlockFormat, count: Int, seed: UInt64) -> [UInt8] {
    var generator = SeededGenerator(seed: Seed(seed))
    var bytes = (0..<format.byteCount(of: count)).map { _ in
      UInt8.random(in: 0...255, using: &generator)
    }
    let halves: [Int] =
      switch format {
      case .q8x0, .q4x0, .q5x0: [0]
      case .q4x1, .q5x1, .q4k, .q5k: [0, 2]
      case .q6k: [208]
      case .f32, .f16, .bf16: []
      }
    // The top byte of a half is kept below 0x2c: magnitudes below 1/16, both signs.
    for block in 0..<(count / format.blockCount) {
      for half in halves {
        bytes[block * format.blockBytes + half + 1] =
          UInt8.random(in: 0..<0x2c, using: &generator) | (Bool.random(using: &generator) ? 128 : 0)
      }
    }
    switch format {
    case .f16: for i in stride(from: 1, to: bytes.count, by: 2) { bytes[i] &= 0xbb }
    case .bf16: for i in stride(from: 1, to: bytes.count, by: 2) { bytes[i] &= 0xbf }
    case .f32: for i in stride(from: 3, to: bytes.count, by: 4) { bytes[i] &= 0xbf }
    default: break
    }
    return bytes
  }

  /// The numbers of some blocks, by the portable kernels.
  static func numbers(_ bytes: [UInt8], _ format: BlockFormat, count: Int) -> [Float] {
    var numbers = [Float](repeating: .nan, count: count)
    bytes.withUnsafeBytes { bytes in
      numbers.withUnsafeMutableBufferPointer {
        MatrixKernels(.portable).dequantize(bytes, format: format, into: $0)
      }
    }
    return numbers
  }

  /// W x and the sum of |w x| for each row, in double precision.
  static func product(
    _ weights: [Float], _ x: [Float]
  ) -> (values: [Double], magnitudes: [Double]) {
    let rows = weights.count / x.count
    var values = [Double](repeating: 0, count: rows)
    var magnitudes = values
    for row in 0..<rows {
      for column in x.indices {
        let term = Double(weights[row * x.count + column]) * Double(x[column])
        values[row] += term
        magnitudes[row] += abs(term)
      }
    }
    return (values, magnitudes)
  }
}
