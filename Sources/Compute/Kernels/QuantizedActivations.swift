// SPDX-License-Identifier: Apache-2.0

import CKernels

/// A vector rounded to signed bytes in blocks of 32, for products with weights in blocks.
///
/// A block's scale is its largest magnitude over 127; each number is off by at most half a scale.
/// The same bits in every kernel set. O(count).
package struct QuantizedActivations: Sendable {
  /// The numbers, `[count]` in -127...127.
  package private(set) var values: [Int8]
  /// The scale of each block, `[count / 32]`.
  package private(set) var scales: [Float]
  private var sums: [Float]

  /// The number of numbers.
  package var count: Int { values.count }

  /// Makes room for vectors of `count` numbers, whole blocks of 32; all zero.
  package init(count: Int) {
    precondition(count > 0 && count % 32 == 0, "whole blocks of 32")
    values = [Int8](repeating: 0, count: count)
    scales = [Float](repeating: 0, count: count / 32)
    sums = scales
  }

  /// Rounds a vector into the room.
  package mutating func round(_ x: UnsafeBufferPointer<Float>, kernels: KernelSet) {
    precondition(x.count == count && kernels.isSupported, "a vector that fits the room")
    guard let x = x.baseAddress else { return }
    let count = count
    values.withUnsafeMutableBufferPointer { values in
      scales.withUnsafeMutableBufferPointer { scales in
        sums.withUnsafeMutableBufferPointer { sums in
          var activations = pk_activations(
            values: values.baseAddress, scales: scales.baseAddress, sums: sums.baseAddress,
            columns: count)
          pk_quantize_activations(x, &activations, kernels.code)
        }
      }
    }
  }

  /// Gives the closure the numbers as kernels read them; they are only read.
  func withActivations(_ body: (UnsafePointer<pk_activations>) -> Void) {
    values.withUnsafeBufferPointer { values in
      scales.withUnsafeBufferPointer { scales in
        sums.withUnsafeBufferPointer { sums in
          var activations = pk_activations(
            values: UnsafeMutablePointer(mutating: values.baseAddress),
            scales: UnsafeMutablePointer(mutating: scales.baseAddress),
            sums: UnsafeMutablePointer(mutating: sums.baseAddress), columns: count)
          body(&activations)
        }
      }
    }
  }
}
