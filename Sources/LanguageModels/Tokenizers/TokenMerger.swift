// SPDX-License-Identifier: Apache-2.0

/// Applies merges to a run of tokens: always the lowest rank, among equal ones the leftmost.
///
/// Short runs are searched through for each merge; long ones keep a heap and a linked list, so that
/// n tokens take O(n log n). The buffers are kept from one run to the next.
package struct TokenMerger {
  /// The longest run that is searched through; about where the heap begins to pay.
  private static let scanLimit = 40

  private let table: MergeTable
  /// The merge of the pair that begins at each token.
  private var pairs: [MergeTable.Entry] = []
  private var tokens: [TokenID] = []
  private var next: [Int] = []
  private var previous: [Int] = []
  private var heap = WordHeap()

  /// Creates a merger.
  package init(_ table: MergeTable) {
    self.table = table
  }

  /// Merges what `output` holds from `start` on, in place.
  package mutating func merge(_ output: inout [TokenID], from start: Int) {
    let count = output.count - start
    guard count > 1 else { return }
    if count <= TokenMerger.scanLimit {
      scan(&output, start)
    } else {
      mergeByHeap(&output, start)
    }
  }

  private mutating func scan(_ output: inout [TokenID], _ start: Int) {
    var count = output.count - start
    pairs.removeAll(keepingCapacity: true)
    for index in start..<(output.count - 1) {
      pairs.append(table.entry(output[index], output[index + 1]))
    }
    while count > 1 {
      var best = 0
      for index in 1..<max(1, count - 1) where pairs[index] >> 32 < pairs[best] >> 32 {
        best = index
      }
      guard pairs[best] != MergeTable.none else { break }
      output[start + best] = MergeTable.result(pairs[best])
      count -= 1
      for index in (best + 1)..<max(best + 1, count) {
        output[start + index] = output[start + index + 1]
        pairs[index - 1] = pairs[index]
      }
      if best + 1 < count {
        pairs[best] = table.entry(output[start + best], output[start + best + 1])
      }
      if best > 0 {
        pairs[best - 1] = table.entry(output[start + best - 1], output[start + best])
      }
    }
    output.removeLast(output.count - start - count)
  }

  private mutating func mergeByHeap(_ output: inout [TokenID], _ start: Int) {
    tokens = Array(output[start...])
    let count = tokens.count
    next = Array(1...count)
    previous = Array(-1..<(count - 1))
    pairs = Array(repeating: MergeTable.none, count: count)
    heap.removeAll()
    for index in 0..<(count - 1) { renew(index) }
    while let word = heap.popLeast() {
      let index = Int(word & 0xFFFF_FFFF)
      let entry = pairs[index]
      guard entry != MergeTable.none, entry >> 32 == word >> 32 else { continue }
      let right = next[index]
      tokens[index] = MergeTable.result(entry)
      pairs[right] = MergeTable.none
      next[index] = next[right]
      if next[right] < count { previous[next[right]] = index }
      renew(index)
      if previous[index] >= 0 { renew(previous[index]) }
    }
    output.removeLast(count)
    var index = 0
    while index < count {
      output.append(tokens[index])
      index = next[index]
    }
  }

  /// Looks up the pair that begins at a token, and queues it where it merges.
  private mutating func renew(_ index: Int) {
    let right = next[index]
    pairs[index] =
      right < tokens.count ? table.entry(tokens[index], tokens[right]) : MergeTable.none
    if pairs[index] != MergeTable.none {
      heap.push((pairs[index] >> 32) << 32 | UInt64(index))
    }
  }
}

/// A binary heap of words, the least first.
struct WordHeap {
  private var words: [UInt64] = []

  mutating func removeAll() { words.removeAll(keepingCapacity: true) }

  mutating func push(_ word: UInt64) {
    words.append(word)
    var index = words.count - 1
    while index > 0 {
      let parent = (index - 1) / 2
      guard word < words[parent] else { break }
      words[index] = words[parent]
      index = parent
    }
    words[index] = word
  }

  mutating func popLeast() -> UInt64? {
    guard let least = words.first else { return nil }
    let last = words.removeLast()
    guard !words.isEmpty else { return least }
    var index = 0
    while 2 * index + 1 < words.count {
      var child = 2 * index + 1
      if child + 1 < words.count, words[child + 1] < words[child] { child += 1 }
      guard words[child] < last else { break }
      words[index] = words[child]
      index = child
    }
    words[index] = last
    return least
  }
}
