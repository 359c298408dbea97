// SPDX-License-Identifier: Apache-2.0

import Compute

/// The keys and values of the positions that were read, in floats.
///
/// It grows with what is read, by half of its size. A score reads all rows of a block before the
/// next one's, so that its cache holds a single block.
final class KeyValueCache {
  /// Floats of a position: all heads' keys, or values.
  let width: Int
  /// The positions that there is room for.
  private(set) var capacity: Int
  private var keys: [AlignedFloats]
  private var values: [AlignedFloats]

  /// Makes room.
  ///
  /// - Parameters:
  ///   - layerCount: The blocks that are kept; a block beyond them shares the room of an earlier.
  ///   - width: The width of all heads of keys.
  ///   - capacity: The positions to make room for, at least one.
  init(layerCount: Int, width: Int, capacity: Int) {
    self.width = width
    self.capacity = capacity
    keys = (0..<layerCount).map { _ in AlignedFloats(count: capacity * width) }
    values = (0..<layerCount).map { _ in AlignedFloats(count: capacity * width) }
  }

  /// Makes room for some positions in all; what was written stays.
  func reserve(_ positions: Int) {
    guard positions > capacity else { return }
    let count = capacity * width
    capacity = max(positions, capacity + capacity / 2)
    for layer in keys.indices {
      keys[layer] = KeyValueCache.grown(keys[layer], count, to: capacity * width)
      values[layer] = KeyValueCache.grown(values[layer], count, to: capacity * width)
    }
  }

  /// The keys and the values of a block, `[capacity, width]`; valid until the cache grows.
  func block(_ layer: Int) -> (keys: MutableFloats, values: MutableFloats) {
    let place = layer % keys.count
    return (keys[place].withFloats { $0 }, values[place].withFloats { $0 })
  }

  private static func grown(_ old: AlignedFloats, _ count: Int, to size: Int) -> AlignedFloats {
    let new = AlignedFloats(count: size)
    old.withFloats { old in
      new.withFloats { new in
        _ = new[..<count].update(fromContentsOf: old[..<count])
      }
    }
    return new
  }
}
