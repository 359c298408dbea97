// SPDX-License-Identifier: Apache-2.0

/// A map from a node and a token to the node below, by open addressing.
struct NodeTable {
  /// Node in the upper half, token in the lower; all ones where a place is free.
  private var keys: [UInt64]
  private var nodes: [UInt32]
  private(set) var count = 0

  private static let free = UInt64.max

  init() {
    keys = Array(repeating: NodeTable.free, count: 1 << 12)
    nodes = Array(repeating: 0, count: 1 << 12)
  }

  /// Returns the node below, which is `candidate` where there was none.
  mutating func insert(_ node: UInt32, _ token: TokenID, candidate: UInt32) -> UInt32 {
    if count &* 2 >= keys.count { grow() }
    let key = UInt64(node) << 32 | UInt64(UInt32(bitPattern: token))
    var place = NodeTable.place(of: key, keys.count)
    while keys[place] != NodeTable.free {
      if keys[place] == key { return nodes[place] }
      place = (place &+ 1) & (keys.count &- 1)
    }
    keys[place] = key
    nodes[place] = candidate
    count &+= 1
    return candidate
  }

  /// All entries, by node and then by token.
  func sorted() -> [(key: UInt64, node: UInt32)] {
    var entries: [(key: UInt64, node: UInt32)] = []
    entries.reserveCapacity(count)
    for place in keys.indices where keys[place] != NodeTable.free {
      entries.append((keys[place], nodes[place]))
    }
    entries.sort { $0.key < $1.key }
    return entries
  }

  @inline(__always)
  private static func place(of key: UInt64, _ capacity: Int) -> Int {
    let mixed = key &* 0x9e37_79b9_7f4a_7c15
    return Int(truncatingIfNeeded: mixed ^ (mixed >> 32)) & (capacity &- 1)
  }

  private mutating func grow() {
    let (oldKeys, oldNodes) = (keys, nodes)
    keys = Array(repeating: NodeTable.free, count: oldKeys.count * 2)
    nodes = Array(repeating: 0, count: oldKeys.count * 2)
    for old in oldKeys.indices where oldKeys[old] != NodeTable.free {
      var place = NodeTable.place(of: oldKeys[old], keys.count)
      while keys[place] != NodeTable.free { place = (place &+ 1) & (keys.count &- 1) }
      keys[place] = oldKeys[old]
      nodes[place] = oldNodes[old]
    }
  }
}
