// SPDX-License-Identifier: Apache-2.0

import Compute
import Foundation
import TestSupport
import Testing

/// Blocks against the reader of the format's own Python package; see `Oracles/gguf_blocks.py`.
@Suite struct DequantizationTests {
  struct Blocks: Decodable {
    struct Numbers: Decodable {
      let count: Int
      let bytes: Data
      let floats: Data
    }
    let types: [String: Numbers]
  }

  @Test(arguments: KernelFixture.sets) func everyFormatHasTheBitsOfTheReferenceReader(
    set: KernelSet
  ) throws {
    let oracle = try Oracle.load("gguf_blocks", as: Blocks.self)
    for format in BlockFormat.allCases {
      let numbers = try #require(oracle.types[format.rawValue])
      var found = [Float](repeating: .nan, count: numbers.count)
      numbers.bytes.withUnsafeBytes { bytes in
        found.withUnsafeMutableBufferPointer {
          MatrixKernels(set).dequantize(bytes, format: format, into: $0)
        }
      }
      let bits = found.withUnsafeBytes { Data($0) }
      #expect(bits == numbers.floats, "\(format)")
    }
  }

  @Test(arguments: KernelFixture.sets) func everyHalfIsWidenedExactly(set: KernelSet) {
    let halves = [UInt16](0...UInt16.max)
    var found = [Float](repeating: 0, count: halves.count)
    halves.withUnsafeBytes { bytes in
      found.withUnsafeMutableBufferPointer {
        MatrixKernels(set).dequantize(bytes, format: .f16, into: $0)
      }
    }
    var wrong: [UInt16] = []
    for (half, number) in zip(halves, found) {
      let sign: Float = half & 0x8000 == 0 ? 1 : -1
      let exponent = Int(half >> 10 & 31)
      let fraction = Float(half & 0x3ff)
      guard exponent < 31 else {
        if fraction == 0 ? number != sign * .infinity : !number.isNaN { wrong.append(half) }
        continue
      }
      // Subnormal: fraction * 2^-24; otherwise (1024 + fraction) * 2^(exponent - 25).
      let magnitude = exponent == 0 ? fraction : fraction + 1024
      let exact = Float(sign: .plus, exponent: max(exponent, 1) - 25, significand: magnitude)
      if number.bitPattern != (sign * exact).bitPattern { wrong.append(half) }
    }
    #expect(wrong.isEmpty)
  }
}
