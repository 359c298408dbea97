// SPDX-License-Identifier: Apache-2.0

/// A hash of 25 bytes in a row, of which the low 40 bits are used.
///
/// Three words and a byte, each times an odd constant, added up, folded and multiplied once more; the
/// low bits of a product depend on low bits alone, so they are dropped. Hashing afresh at every place
/// takes no longer than rolling, since no place waits for the one before. No result depends on the
/// hash: whatever hashes alike is compared byte by byte.
enum GramHash {
  /// The number of bytes in a gram.
  static let width = 25

  /// Returns the hash of the 25 bytes at an address.
  @inline(__always)
  static func hash(_ start: UnsafePointer<UInt8>) -> UInt64 {
    let bytes = UnsafeRawPointer(start)
    let first = bytes.loadUnaligned(as: UInt64.self) &* 0x9e37_79b9_7f4a_7c15
    let second = bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self) &* 0xbf58_476d_1ce4_e5b9
    let third = bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self) &* 0x94d0_49bb_1331_11eb
    let last = UInt64(start[width - 1]) &* 0xd6e8_feb8_6659_fd93
    let sum = first &+ second &+ (third ^ last)
    return ((sum ^ sum &>> 32) &* 0xff51_afd7_ed55_8ccd) &>> 20
  }
}
