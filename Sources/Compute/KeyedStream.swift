// SPDX-License-Identifier: Apache-2.0

/// A cheap counter-based stream for inner loops: word n is SplitMix64's mix of key + n * golden.
///
/// Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014,
/// doi:10.1145/2660193.2660195. `SeededGenerator` is the choice elsewhere; this one costs a third
/// of it, which shows where every training step needs a draw.
public struct KeyedStream: Sendable {
  @usableFromInline var state: UInt64

  /// Starts the stream of a key.
  @inlinable
  public init(key: UInt64) {
    state = key
  }

  /// Returns the next 64 bits.
  @inlinable
  public mutating func next() -> UInt64 {
    state &+= Seed.golden
    return Seed.mix(state)
  }

  /// Returns an index below `count` by multiply-shift of 32 bits; its bias is below count / 2^32.
  @inlinable
  public mutating func index(below count: Int) -> Int {
    Int(((next() >> 32) &* UInt64(count)) >> 32)
  }
}
