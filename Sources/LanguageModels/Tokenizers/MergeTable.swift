// SPDX-License-Identifier: Apache-2.0

/// Which two neighbouring tokens become which third one, and how early.
package struct MergeTable: Sendable {
  /// A merge in one word: its rank above, the token that results below.
  package typealias Entry = UInt64

  /// The entry of a pair that does not merge; its rank is above all others.
  package static let none = Entry.max

  /// Pairs, the left token above; all ones where free.
  ///
  /// Their count is a power of two, at most half of them used.
  private var keys: [UInt64]
  private var entries: [Entry]
  /// The number of pairs.
  package private(set) var count = 0

  /// Creates an empty table that grows to `capacity` pairs without moving.
  package init(capacity: Int = 0) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    keys = Array(repeating: .max, count: size)
    entries = Array(repeating: MergeTable.none, count: size)
  }

  /// Adds a merge; returns false, and changes nothing, where the pair has one.
  package mutating func insert(
    _ left: TokenID, _ right: TokenID, rank: Int, result: TokenID
  ) -> Bool {
    precondition(left >= 0 && right >= 0 && result >= 0, "identifiers are not negative")
    if (count + 1) * 2 > keys.count { grow() }
    let key = MergeTable.key(left, right)
    var slot = MergeTable.hash(key) & (keys.count - 1)
    while keys[slot] != .max {
      if keys[slot] == key { return false }
      slot = (slot + 1) & (keys.count - 1)
    }
    keys[slot] = key
    entries[slot] = UInt64(UInt32(rank)) << 32 | UInt64(UInt32(bitPattern: result))
    count += 1
    return true
  }

  /// The merge of a pair; `none` where it has none.
  @inline(__always)
  package func entry(_ left: TokenID, _ right: TokenID) -> Entry {
    let key = MergeTable.key(left, right)
    var slot = MergeTable.hash(key) & (keys.count - 1)
    while keys[slot] != key {
      if keys[slot] == .max { return MergeTable.none }
      slot = (slot + 1) & (keys.count - 1)
    }
    return entries[slot]
  }

  /// All pairs, the earliest merges first; those of one rank by their result, then by themselves.
  var pairs: [(left: TokenID, right: TokenID)] {
    zip(entries, keys).filter { $0.1 != .max }.sorted { $0 < $1 }.map { _, key in
      (TokenID(truncatingIfNeeded: key >> 32), TokenID(truncatingIfNeeded: key))
    }
  }

  /// The token that an entry results in.
  @inline(__always)
  package static func result(_ entry: Entry) -> TokenID {
    TokenID(truncatingIfNeeded: entry)
  }

  private mutating func grow() {
    var larger = MergeTable(capacity: keys.count)
    for (key, entry) in zip(keys, entries) where key != .max {
      _ = larger.insert(
        TokenID(truncatingIfNeeded: key >> 32), TokenID(truncatingIfNeeded: key),
        rank: Int(entry >> 32), result: MergeTable.result(entry))
    }
    self = larger
  }

  @inline(__always)
  private static func key(_ left: TokenID, _ right: TokenID) -> UInt64 {
    UInt64(UInt32(bitPattern: left)) << 32 | UInt64(UInt32(bitPattern: right))
  }

  /// Fibonacci hashing: the upper half of a product with the golden ratio's bits.
  @inline(__always)
  private static func hash(_ key: UInt64) -> Int {
    let mixed = (key ^ (key >> 29)) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed >> 32)
  }
}
