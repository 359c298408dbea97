// SPDX-License-Identifier: Apache-2.0

internal import Compute

/// A permutation of `0..<count` that a key selects and that needs no table.
///
/// A Feistel network over the smallest power of two that holds `count`, in two parts of as many bits
/// as can be; what falls on or beyond `count` is mapped again until it does not (cycle walking), on
/// average fewer than two times. Black and Rogaway, "Ciphers with Arbitrary Finite Domains", CT-RSA
/// 2002, doi:10.1007/3-540-45760-7_9, sections 4 and 5. It mixes and is no cipher.
public struct KeyedPermutation: Sendable {
  private static let roundCount = 6

  /// The number of indices that are permuted.
  public let count: Int
  private let rightMask: UInt64
  // How far a round's word is shifted down to leave the bits of the left or right part.
  private let leftShift: UInt64
  private let rightShift: UInt64
  private let keys: InlineArray<6, UInt64>

  /// Creates the permutation of a key.
  ///
  /// - Parameters:
  ///   - count: The number of indices, 0 to 2^62.
  ///   - key: Selects the permutation; keys that differ in one bit select unrelated ones.
  public init(count: Int, key: UInt64) {
    precondition(count >= 0 && count <= 1 << 62, "0 to 2^62 indices can be permuted")
    self.count = count
    let bits = count < 2 ? 0 : UInt64(Int.bitWidth - (count - 1).leadingZeroBitCount)
    let rightBits = (bits + 1) / 2
    let leftBits = bits / 2
    rightMask = 1 << rightBits - 1
    leftShift = 64 - leftBits
    rightShift = 64 - rightBits
    keys = InlineArray { round in Seed.mix(key &+ UInt64(round &+ 1) &* Seed.golden) }
  }

  /// Returns where an index goes.
  @inline(__always)
  public func callAsFunction(_ index: Int) -> Int {
    precondition(index >= 0 && index < count, "an index of the permutation")
    var word = UInt64(bitPattern: Int64(index))
    repeat { word = encipher(word) } while word >= UInt64(bitPattern: Int64(count))
    return Int(truncatingIfNeeded: word)
  }

  /// Returns what goes to an index.
  @inline(__always)
  public func inverse(_ index: Int) -> Int {
    precondition(index >= 0 && index < count, "an index of the permutation")
    var word = UInt64(bitPattern: Int64(index))
    repeat { word = decipher(word) } while word >= UInt64(bitPattern: Int64(count))
    return Int(truncatingIfNeeded: word)
  }

  /// The bits that one part and a round's key make; those on top are the best mixed.
  @inline(__always)
  private func mixed(_ part: UInt64, _ round: Int) -> UInt64 {
    var word = (part ^ keys[round]) &* 0xd6e8_feb8_6659_fd93
    word ^= word &>> 32
    return word &* 0x9e37_79b9_7f4a_7c15
  }

  // Smart shifts: a shift by 64, of a part without bits, leaves 0.
  @inline(__always)
  private func encipher(_ word: UInt64) -> UInt64 {
    var left = word >> (64 &- rightShift)
    var right = word & rightMask
    for round in stride(from: 0, to: KeyedPermutation.roundCount, by: 2) {
      left ^= mixed(right, round) >> leftShift
      right ^= mixed(left, round &+ 1) >> rightShift
    }
    return left << (64 &- rightShift) | right
  }

  @inline(__always)
  private func decipher(_ word: UInt64) -> UInt64 {
    var left = word >> (64 &- rightShift)
    var right = word & rightMask
    for round in stride(from: KeyedPermutation.roundCount - 2, through: 0, by: -2) {
      right ^= mixed(left, round &+ 1) >> rightShift
      left ^= mixed(right, round) >> leftShift
    }
    return left << (64 &- rightShift) | right
  }
}
