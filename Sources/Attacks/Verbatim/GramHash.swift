// SPDX-License-Identifier: Apache-2.0

import Compute

/// A 64-bit hash of 25 bytes in a row that moves on by one byte at the cost of two look-ups.
///
/// The cyclic polynomial: the bytes' random words, each rotated by its distance from the end, joined
/// by exclusive or. Cohen, "Recursive Hashing Functions for n-Grams", 1997,
/// doi:10.1145/256163.256168. Any 40 neighbouring bits are pairwise independent over the choice of
/// words: Lemire and Kaser, "Recursive n-Gram Hashing Is Pairwise Independent, at Best", 2010,
/// doi:10.1016/j.csl.2009.12.001. The low 40 bits are used. No result depends on the words: whatever
/// hashes alike is compared byte by byte.
enum GramHash {
  /// The number of bytes in a gram, and from one anchor to the next.
  static let width = 25

  /// The words of the 256 bytes, then the same as they stand in the hash when their byte leaves: `[2, 256]`.
  static let words: [UInt64] = {
    let entering = (0..<256).map { Seed(0).derive("gram", $0).value }
    return entering + entering.map { rotated($0, by: UInt64(width - 1)) }
  }()

  /// Returns the word with its bits moved up in a circle.
  @inline(__always)
  static func rotated(_ word: UInt64, by count: UInt64) -> UInt64 {
    word &<< count | word &>> (64 &- count)
  }

  /// Returns the hash of the bytes at `start`, at most 25 of them.
  @inline(__always)
  static func hash(
    _ start: UnsafePointer<UInt8>, count: Int = width, _ words: UnsafePointer<UInt64>
  ) -> UInt64 {
    var hash: UInt64 = 0
    for place in 0..<count { hash = rotated(hash, by: 1) ^ words[Int(start[place])] }
    return hash
  }
}
