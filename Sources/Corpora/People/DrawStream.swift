// SPDX-License-Identifier: Apache-2.0

internal import Compute

/// The draws of a person or community: whole numbers from a keyed stream.
struct DrawStream {
  private var stream: KeyedStream

  /// Starts the stream of a key and a place, such as a seat.
  @inline(__always)
  init(key: UInt64, _ place: Int = 0) {
    stream = KeyedStream(key: Seed.mix(key &+ UInt64(truncatingIfNeeded: place) &* Seed.golden))
  }

  /// Returns the next 64 bits.
  @inline(__always)
  mutating func word() -> UInt64 { stream.next() }

  /// Returns a number in `0..<count`; `count` is 1 or more.
  @inline(__always)
  mutating func below(_ count: Int) -> Int { stream.index(below: count) }

  /// Returns a number in `low...high`, and `low` where that is empty.
  @inline(__always)
  mutating func between(_ low: Int, _ high: Int) -> Int {
    high > low ? low &+ stream.index(below: high &- low &+ 1) : low
  }

  /// Returns true so many times of 100.
  @inline(__always)
  mutating func chance(_ percent: Int) -> Bool { stream.index(below: 100) < percent }

  /// Returns a position drawn by weights, of which one at least is above 0.
  @inline(__always)
  mutating func pick<let count: Int>(_ weights: InlineArray<count, UInt8>) -> Int {
    var total = 0
    for place in weights.indices { total &+= Int(weights[place]) }
    var rest = stream.index(below: total)
    for place in weights.indices {
      rest &-= Int(weights[place])
      if rest < 0 { return place }
    }
    return count &- 1
  }

  /// Returns a position drawn by the running sums of weights in part of an array.
  ///
  /// - Parameters:
  ///   - sums: Running sums; those in `range` begin anew from 0.
  ///   - range: The part, not empty, its last sum above 0.
  /// - Returns: The position in the array.
  @inline(__always)
  mutating func pick(sums: [UInt32], in range: Range<Int>) -> Int {
    let target = UInt32(stream.index(below: Int(sums[range.upperBound &- 1])))
    var (low, high) = (range.lowerBound, range.upperBound &- 1)
    while low < high {
      let middle = (low &+ high) / 2
      if sums[middle] > target { high = middle } else { low = middle &+ 1 }
    }
    return low
  }
}
