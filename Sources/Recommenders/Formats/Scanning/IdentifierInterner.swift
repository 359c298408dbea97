// SPDX-License-Identifier: Apache-2.0

import Compute

/// Numbers the distinct identifiers of a file in the order of their first occurrence.
///
/// An open-addressing table over copied bytes: a text object is made once an identifier, not once
/// a row.
struct IdentifierInterner {
  private var arena: [UInt8] = []
  private var ends: [Int] = []
  private var hashes: [UInt64] = []
  private var slots = [Int32](repeating: -1, count: 1 << 10)

  /// The number of distinct identifiers.
  var count: Int { ends.count }

  /// Returns the number of the identifier in the range, a new one where it is unseen.
  mutating func intern(_ bytes: [UInt8], _ range: Range<Int>) -> Int32 {
    let hash = IdentifierInterner.hash(bytes, range)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      let known = Int(slots[slot])
      if hashes[known] == hash && isEqual(known, bytes, range) { return slots[slot] }
      slot = (slot + 1) & (slots.count - 1)
    }
    let number = Int32(ends.count)
    slots[slot] = number
    arena.append(contentsOf: bytes[range])
    ends.append(arena.count)
    hashes.append(hash)
    if ends.count * 2 > slots.count { grow() }
    return number
  }

  /// Returns the identifiers as text, in the order of their numbers.
  func identifiers() -> [String] {
    ends.indices.map { TextFile.text(arena[span($0)]) }
  }

  private func span(_ number: Int) -> Range<Int> {
    (number == 0 ? 0 : ends[number - 1])..<ends[number]
  }

  private func isEqual(_ number: Int, _ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    let known = span(number)
    guard known.count == range.count else { return false }
    for offset in 0..<range.count
    where arena[known.lowerBound + offset] != bytes[range.lowerBound + offset] { return false }
    return true
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for (number, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(number)
    }
  }

  private static func hash(_ bytes: [UInt8], _ range: Range<Int>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for place in range { hash = (hash ^ UInt64(bytes[place])) &* 0x0000_0100_0000_01b3 }
    return Seed.mix(hash)
  }
}
