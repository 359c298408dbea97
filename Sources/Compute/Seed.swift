// SPDX-License-Identifier: Apache-2.0

/// A 64-bit seed from which labelled child seeds and keyed draws are derived.
///
/// A child is a pure function of its parent and its label, so adding a draw in one place shifts no
/// other: `seed.derive("split")` and `seed.derive("gold", 2)` never interfere.
///
/// Strings are hashed with FNV-1a (64 bit, offset basis 0xcbf29ce484222325, prime 0x100000001b3)
/// over UTF-8; the result is mixed with the parent by the SplitMix64 finalizer (Steele, Lea and
/// Flood, "Fast Splittable Pseudorandom Number Generators", 2014, doi:10.1145/2660193.2660195).
public struct Seed: Hashable, Sendable {
  /// The seed's bits.
  public let value: UInt64

  /// Wraps the given bits.
  public init(_ value: UInt64) {
    self.value = value
  }

  /// Returns the child seed with this label.
  public func derive(_ label: String) -> Seed {
    Seed(key(for: label))
  }

  /// Returns the child seed with this label and index.
  public func derive(_ label: String, _ index: Int) -> Seed {
    Seed(Seed.mix(key(for: label) &+ UInt64(truncatingIfNeeded: index) &* Seed.golden))
  }

  /// Returns 64 well-mixed bits that depend on this seed and the identifier alone.
  public func key(for identifier: String) -> UInt64 {
    Seed.mix(value &+ Seed.golden ^ Seed.fingerprint(identifier))
  }

  /// 2^64 divided by the golden ratio, SplitMix64's increment.
  @inlinable public static var golden: UInt64 { 0x9e37_79b9_7f4a_7c15 }

  /// The FNV-1a hash of the string's UTF-8 bytes.
  public static func fingerprint(_ text: String) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    }
    return hash
  }

  /// SplitMix64's finalizer: a bijection on 64-bit words that mixes every bit.
  @inlinable
  public static func mix(_ word: UInt64) -> UInt64 {
    var z = word
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
