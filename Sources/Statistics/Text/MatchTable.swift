// SPDX-License-Identifier: Apache-2.0

/// Where each word stands in a sequence, as bits, so that other sequences are aligned 64 at a time.
///
/// Words are numbers; equal words have equal numbers. The longest common subsequence takes a few
/// operations for every word of the other sequence and every 64 of this one. Crochemore, Iliopoulos,
/// Pinzon and Reid, "A Fast and Practical Bit-vector Algorithm for the Longest Common Subsequence
/// Problem", 2001, doi:10.1016/S0020-0190(01)00182-X.
struct MatchTable {
  /// The number of words in the sequence.
  let count: Int
  private let blockCount: Int
  /// Where a word's bits begin in `bits`.
  private var starts: [Int: Int] = [:]
  private var bits: [UInt64] = []

  init(_ words: [Int]) {
    count = words.count
    blockCount = (words.count + 63) / 64
    for (place, word) in words.enumerated() {
      let start = starts[word] ?? bits.count
      if start == bits.count {
        starts[word] = start
        bits += repeatElement(0, count: blockCount)
      }
      bits[start + place / 64] |= 1 << UInt64(place % 64)
    }
  }

  /// Returns the length of the longest common subsequence with another sequence.
  func commonLength(with words: [Int]) -> Int {
    var row = [UInt64](repeating: .max, count: blockCount)
    for word in words {
      if let start = starts[word] { advance(&row, at: 0, by: start) }
    }
    return length(row, at: 0, upTo: count)
  }

  /// Returns the places in another sequence of one longest common subsequence with it.
  ///
  /// Walks back from the ends as ROUGE does: over a match to both neighbours; else to the shorter
  /// prefix of this sequence where only that keeps the length, else to the shorter one of `words`.
  ///
  /// - Parameter words: The other sequence.
  /// - Returns: Places in it, descending.
  func commonPlaces(in words: [Int]) -> [Int] {
    let matches = words.map { starts[$0] }
    guard matches.contains(where: { $0 != nil }) else { return [] }
    // Row i stands for the first i of their words.
    var rows = [UInt64](repeating: .max, count: blockCount * (words.count + 1))
    for (place, start) in matches.enumerated() {
      let (old, new) = (place * blockCount, (place + 1) * blockCount)
      for block in 0..<blockCount { rows[new + block] = rows[old + block] }
      if let start { advance(&rows, at: new, by: start) }
    }
    var places: [Int] = []
    var (theirs, ours) = (words.count, count)
    while theirs > 0, ours > 0 {
      if let start = matches[theirs - 1], isMatch(start, at: ours - 1) {
        places.append(theirs - 1)
        (theirs, ours) = (theirs - 1, ours - 1)
      } else {
        let shorter = length(rows, at: theirs * blockCount, upTo: ours - 1)
        let isOurs = shorter > length(rows, at: (theirs - 1) * blockCount, upTo: ours)
        if isOurs { ours -= 1 } else { theirs -= 1 }
      }
    }
    return places
  }

  /// Takes one more word into the row at an offset; a 0 bit is where its length rises by one.
  private func advance(_ rows: inout [UInt64], at offset: Int, by start: Int) {
    var carry: UInt64 = 0
    for block in 0..<blockCount {
      let matches = bits[start + block]
      let old = rows[offset + block]
      let (partial, first) = old.addingReportingOverflow(old & matches)
      let (total, second) = partial.addingReportingOverflow(carry)
      carry = first || second ? 1 : 0
      rows[offset + block] = total | (old & ~matches)
    }
  }

  private func isMatch(_ start: Int, at place: Int) -> Bool {
    bits[start + place / 64] >> UInt64(place % 64) & 1 == 1
  }

  /// The number of 0 bits among the first `limit` of the row at an offset: a common length.
  private func length(_ rows: [UInt64], at offset: Int, upTo limit: Int) -> Int {
    var (total, left, block) = (0, limit, offset)
    while left > 0 {
      let mask: UInt64 = left >= 64 ? .max : (1 << UInt64(left)) - 1
      total += (~rows[block] & mask).nonzeroBitCount
      (left, block) = (left - 64, block + 1)
    }
    return total
  }
}
