// SPDX-License-Identifier: Apache-2.0

import Compute

extension WeightTensor {
  /// Whether all numbers are finite; unpacks the whole tensor, 4,096 blocks at a time.
  var isFinite: Bool {
    let format = element.blockFormat
    let kernels = MatrixKernels()
    let room = AlignedFloats(count: 4_096 * format.blockCount)
    return withExtendedLifetime(file) {
      room.withFloats { room in
        let bytes = file.bytes[range]
        var start = bytes.startIndex
        while start < bytes.endIndex {
          let end = min(start + 4_096 * format.blockBytes, bytes.endIndex)
          let count = (end - start) / format.blockBytes * format.blockCount
          let numbers = MutableFloats(rebasing: room[..<count])
          kernels.dequantize(
            UnsafeRawBufferPointer(rebasing: bytes[start..<end]), format: format, into: numbers)
          if !numbers.allSatisfy(\.isFinite) { return false }
          start = end
        }
        return true
      }
    }
  }
}
