// SPDX-License-Identifier: Apache-2.0

import RealModule

/// A counter-based random generator: Philox4x32-10.
///
/// Block `n` of a stream is a pure function of seed, stream and `n`, so draws can be made in any
/// order and split over any number of workers. Salmon, Moraes, Dror and Shaw, "Parallel Random
/// Numbers: As Easy as 1, 2, 3", SC 2011, doi:10.1145/2063384.2063405, section 3.4. The published
/// test vectors stand in `SeededGeneratorTests`.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  private let key: (UInt32, UInt32)
  private let stream: UInt64
  private var block: UInt64 = 0
  private var pending: UInt64?

  /// Creates the generator of one stream of a seed.
  ///
  /// - Parameters:
  ///   - seed: The seed; becomes the 64-bit Philox key.
  ///   - stream: The high 64 bits of the 128-bit counter; streams never overlap.
  public init(seed: Seed, stream: UInt64 = 0) {
    key = (UInt32(truncatingIfNeeded: seed.value), UInt32(truncatingIfNeeded: seed.value >> 32))
    self.stream = stream
  }

  /// Returns the next 64 random bits.
  public mutating func next() -> UInt64 {
    if let word = pending {
      pending = nil
      return word
    }
    let words = SeededGenerator.block(
      counter: (
        UInt32(truncatingIfNeeded: block), UInt32(truncatingIfNeeded: block >> 32),
        UInt32(truncatingIfNeeded: stream), UInt32(truncatingIfNeeded: stream >> 32)
      ), key: key)
    block &+= 1
    pending = UInt64(words.2) | UInt64(words.3) << 32
    return UInt64(words.0) | UInt64(words.1) << 32
  }

  /// Returns a number uniform in [0, 1) with 53 random bits.
  public mutating func uniform() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// Returns an index uniform in `0..<count` by Lemire's multiply-shift with rejection.
  ///
  /// - Parameter count: The number of choices, at least one.
  /// - Returns: An unbiased index below `count`.
  public mutating func index(below count: Int) -> Int {
    precondition(count > 0, "an index needs at least one choice")
    let bound = UInt64(count)
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let threshold = (0 &- bound) % bound
      while product.low < threshold {
        product = next().multipliedFullWidth(by: bound)
      }
    }
    return Int(product.high)
  }

  /// Shuffles the array in place by Fisher and Yates, from the last element down.
  public mutating func shuffle<Element>(_ elements: inout [Element]) {
    var last = elements.count - 1
    while last > 0 {
      elements.swapAt(last, index(below: last + 1))
      last -= 1
    }
  }

  /// Returns Philox4x32-10's four output words for one counter and key.
  public static func block(
    counter: (UInt32, UInt32, UInt32, UInt32), key: (UInt32, UInt32)
  ) -> (UInt32, UInt32, UInt32, UInt32) {
    var (a, b, c, d) = counter
    var (k0, k1) = key
    for _ in 0..<10 {
      let left = UInt64(a) &* 0xd251_1f53
      let right = UInt64(c) &* 0xcd9e_8d57
      (a, b, c, d) = (
        UInt32(truncatingIfNeeded: right >> 32) ^ b ^ k0, UInt32(truncatingIfNeeded: right),
        UInt32(truncatingIfNeeded: left >> 32) ^ d ^ k1, UInt32(truncatingIfNeeded: left)
      )
      k0 &+= 0x9e37_79b9
      k1 &+= 0xbb67_ae85
    }
    return (a, b, c, d)
  }
}

extension SeededGenerator {
  /// Returns a standard normal draw by the method of Box and Muller (1958).
  ///
  /// The second variate of each pair is dropped, so that every draw costs exactly two words.
  public mutating func normal() -> Double {
    let radius = Double.sqrt(-2 * Double.log(1 - uniform()))
    return radius * Double.cos(2 * Double.pi * uniform())
  }
}
