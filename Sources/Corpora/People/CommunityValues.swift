// SPDX-License-Identifier: Apache-2.0

/// The canonical texts of a community: one for each seat and attribute, in one run of bytes.
public struct CommunityValues: Sendable {
  /// The bytes of all texts.
  public private(set) var bytes: [UInt8] = []
  private var ends: [UInt32] = []
  private var starts: [UInt32] = []

  /// Creates an empty table for so many people.
  public init(seatCount: Int = 0) {
    reset(seatCount: seatCount)
  }

  /// Empties the table for another community and keeps its room.
  public mutating func reset(seatCount: Int) {
    bytes.removeAll(keepingCapacity: true)
    let count = seatCount * Attribute.count
    if starts.count == count {
      for place in 0..<count {
        starts[place] = 0
        ends[place] = 0
      }
    } else {
      starts = Array(repeating: 0, count: count)
      ends = starts
    }
  }

  /// The number of people.
  public var seatCount: Int { starts.count / Attribute.count }

  /// Where an attribute's text lies in `bytes`; empty where the person has none.
  @inline(__always)
  public subscript(seat: Int, attribute: Attribute) -> Range<Int> {
    let place = seat &* Attribute.count &+ attribute.index
    return Int(starts[place])..<Int(ends[place])
  }

  /// Where a text lies in `bytes`, at seat times `Attribute.count` plus the attribute's position.
  @inline(__always)
  func range(at place: Int) -> Range<Int> {
    Int(starts[place])..<Int(ends[place])
  }

  /// Notes where in the arena to come an attribute's text lies.
  @inline(__always)
  mutating func set(_ seat: Int, _ attribute: Attribute, _ range: Range<Int>) {
    set(seat, attribute.index, range)
  }

  /// The same of the attribute at a position in `Attribute.allCases`.
  @inline(__always)
  mutating func set(_ seat: Int, _ place: Int, _ range: Range<Int>) {
    let place = seat &* Attribute.count &+ place
    starts[place] = UInt32(truncatingIfNeeded: range.lowerBound)
    ends[place] = UInt32(truncatingIfNeeded: range.upperBound)
  }

  /// Takes over the arena on which the noted places lie.
  mutating func take(_ arena: borrowing ByteBuffer) {
    arena.withBytes { bytes.append(contentsOf: $0) }
  }

  /// Where the text of the attribute at a position in `Attribute.allCases` lies.
  @inline(__always)
  subscript(seat: Int, place: Int) -> Range<Int> {
    let place = seat &* Attribute.count &+ place
    return Int(starts[place])..<Int(ends[place])
  }

  /// Takes over the arena that a renderer filled.
  ///
  /// - Parameters:
  ///   - arena: All texts; replaces `bytes`.
  ///   - ranges: For seat and attribute the place of its text.
  public mutating func fill(
    from arena: borrowing ByteBuffer, _ ranges: (Int, Attribute) -> Range<Int>
  ) {
    arena.withBytes { bytes.append(contentsOf: $0) }
    for seat in 0..<seatCount {
      for attribute in Attribute.allCases {
        let range = ranges(seat, attribute)
        let place = seat * Attribute.count + attribute.index
        starts[place] = UInt32(range.lowerBound)
        ends[place] = UInt32(range.upperBound)
      }
    }
  }

  /// An attribute's text, for tests and messages; empty where the person has none.
  public func text(_ seat: Int, _ attribute: Attribute) -> String {
    String(decoding: bytes[self[seat, attribute]], as: UTF8.self)
  }
}
