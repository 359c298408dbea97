// SPDX-License-Identifier: Apache-2.0

/// Membership of a user-item pair, by bitmap where one fits into 32 MiB, else by binary search.
public struct PositiveSet: Sendable {
  private let interactions: Interactions
  private let bits: [UInt64]
  private let itemCount: Int

  /// Indexes the pairs.
  public init(_ interactions: Interactions) {
    self.interactions = interactions
    itemCount = interactions.items.count
    let size = interactions.users.count * itemCount
    guard size <= 1 << 28 else {
      bits = []
      return
    }
    var bits = [UInt64](repeating: 0, count: (size + 63) / 64)
    for user in 0..<interactions.users.count {
      for item in interactions.items(of: user) {
        let position = user * itemCount + Int(item)
        bits[position >> 6] |= 1 << UInt64(position & 63)
      }
    }
    self.bits = bits
  }

  /// Returns whether the pair is in the set.
  public func contains(user: Int32, item: Int32) -> Bool {
    guard !bits.isEmpty else { return interactions.contains(user: Int(user), item: item) }
    let position = Int(user) * itemCount + Int(item)
    return bits[position >> 6] >> UInt64(position & 63) & 1 == 1
  }
}
