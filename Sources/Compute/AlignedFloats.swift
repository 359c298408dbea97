// SPDX-License-Identifier: Apache-2.0

import CKernels

/// A block of floats that begins on a cache line, for kernels whose speed depends on it.
///
/// The one handle of unsafe storage in this module. Large blocks ask for huge pages: random rows of
/// a table of many megabytes otherwise miss the address cache on every access.
///
/// Unchecked: whoever shares a block among threads either only reads it, or hands it to a kernel
/// that says what happens when threads write the same row.
package final class AlignedFloats: @unchecked Sendable {
  private let bytes: UnsafeMutableRawBufferPointer
  /// The floats, the first one on a 64-byte line.
  private let floats: UnsafeMutableBufferPointer<Float>

  /// Creates a block of zeros.
  package init(count: Int) {
    precondition(count >= 0, "a block has no negative size")
    let size = count * MemoryLayout<Float>.stride
    let page = 2 << 20
    let isLarge = size >= 2 * page
    bytes = .allocate(byteCount: max(size, 64), alignment: isLarge ? page : 64)
    if isLarge { pk_advise_huge_pages(bytes.baseAddress, bytes.count) }
    floats = bytes.bindMemory(to: Float.self)
    floats.initialize(repeating: 0)
  }

  deinit { bytes.deallocate() }

  /// Gives the closure the floats; the pointer is not to leave it.
  package func withFloats<Result>(
    _ body: (UnsafeMutableBufferPointer<Float>) -> Result
  ) -> Result {
    body(floats)
  }
}
