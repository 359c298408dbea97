// SPDX-License-Identifier: Apache-2.0

public import Compute

/// Keyed 64-bit draws for user-item pairs that depend on seed and identifiers alone.
public struct PairKeys: Sendable {
  private let userKeys: [UInt64]
  private let itemKeys: [UInt64]

  /// Hashes every identifier once.
  public init(_ users: IdentifierIndex, _ items: IdentifierIndex, seed: Seed) {
    let userSeed = seed.derive("user")
    let itemSeed = seed.derive("item")
    userKeys = users.identifiers.map(userSeed.key(for:))
    itemKeys = items.identifiers.map(itemSeed.key(for:))
  }

  /// Returns the pair's key.
  public func key(of pair: Interaction) -> UInt64 {
    let item = itemKeys[Int(pair.item)]
    return Seed.mix(userKeys[Int(pair.user)] &+ (item << 23 | item >> 41))
  }
}
