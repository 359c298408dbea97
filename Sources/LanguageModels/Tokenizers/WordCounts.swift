// SPDX-License-Identifier: Apache-2.0

/// How often each word of a corpus occurs; words keep the order in which they came first.
struct WordCounts: Sendable {
  private var bytes: [UInt8] = []
  private var starts: [Int] = [0]
  /// The occurrences of each word.
  private(set) var counts: [Int] = []
  /// Words by hash, open addressing; -1 where free.
  private var slots: [Int32] = Array(repeating: -1, count: 1 << 12)

  /// The number of different words.
  var count: Int { counts.count }

  /// The bytes of a word.
  subscript(word: Int) -> ArraySlice<UInt8> { bytes[starts[word]..<starts[word + 1]] }

  /// Counts one occurrence of a range of `text`.
  mutating func add(_ text: [UInt8], _ range: Range<Int>) {
    if (count + 1) * 2 > slots.count { grow() }
    var slot = TokenTable.hash(text, range) & (slots.count - 1)
    while slots[slot] >= 0 {
      let word = Int(slots[slot])
      if equals(word, text, range) {
        counts[word] += 1
        return
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = Int32(count)
    bytes.append(contentsOf: text[range])
    starts.append(bytes.count)
    counts.append(1)
  }

  private func equals(_ word: Int, _ text: [UInt8], _ range: Range<Int>) -> Bool {
    let start = starts[word]
    guard starts[word + 1] - start == range.count else { return false }
    for step in 0..<range.count where bytes[start + step] != text[range.lowerBound + step] {
      return false
    }
    return true
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: slots.count * 2)
    for word in 0..<count {
      var slot = TokenTable.hash(bytes, starts[word]..<starts[word + 1]) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(word)
    }
  }
}
