// SPDX-License-Identifier: Apache-2.0

/// How often each pair of neighbouring tokens occurs in the words of a corpus, kept up to date.
struct PairCounts {
  /// A pair as it was counted at some time.
  private struct Candidate {
    var count: Int
    var key: UInt64

    /// Whether it is to be taken before another: more often, then lower identifiers.
    func precedes(_ other: Candidate) -> Bool {
      count != other.count ? count > other.count : key < other.key
    }
  }

  /// The tokens of all words, one after another; a word that shrinks leaves its tail unused.
  private var tokens: [TokenID] = []
  private var starts: [Int] = []
  private var lengths: [Int] = []
  private let weights: [Int]
  /// The place of each pair in the lists below.
  private var places: [UInt64: Int] = [:]
  private var counts: [Int] = []
  /// The words that a pair was seen in; it may have left some of them since.
  private var occurrences: [[Int32]] = []
  /// Candidates, the first to be taken at the root; some are out of date.
  private var heap: [Candidate] = []
  /// The pairs that the running merge made.
  private var made: [UInt64] = []

  /// Counts the pairs of words whose bytes are tokens by the order of the byte alphabet.
  init(_ words: WordCounts) {
    var identifiers = Array(repeating: TokenID(0), count: 256)
    for (token, byte) in ByteAlphabet.order.enumerated() { identifiers[Int(byte)] = TokenID(token) }
    weights = words.counts
    for word in 0..<words.count {
      starts.append(tokens.count)
      tokens.append(contentsOf: words[word].map { identifiers[Int($0)] })
      lengths.append(tokens.count - starts[word])
      for index in starts[word]..<max(starts[word], tokens.count - 1) {
        change(tokens[index], tokens[index + 1], by: weights[word], in: word)
      }
    }
    for (key, place) in places where counts[place] > 0 {
      push(Candidate(count: counts[place], key: key))
    }
    made.removeAll()
  }

  /// A pair in one word; its order is that of the left identifier, then of the right one.
  static func key(_ left: TokenID, _ right: TokenID) -> UInt64 {
    UInt64(UInt32(bitPattern: left)) << 32 | UInt64(UInt32(bitPattern: right))
  }

  /// Returns the pair that is to be merged next; nil where none occurs often enough.
  mutating func mostFrequent(atLeast least: Int) -> (left: TokenID, right: TokenID)? {
    while let candidate = popFirst() {
      let count = places[candidate.key].map { counts[$0] } ?? 0
      if count == candidate.count {
        guard count >= least else { return nil }
        return (TokenID(candidate.key >> 32), TokenID(candidate.key & 0xFFFF_FFFF))
      }
      if count > 0 { push(Candidate(count: count, key: candidate.key)) }
    }
    return nil
  }

  /// Joins a pair wherever it occurs, from left to right within each word.
  mutating func merge(_ left: TokenID, _ right: TokenID, into result: TokenID) {
    guard let place = places[PairCounts.key(left, right)] else { return }
    let words = occurrences[place]
    occurrences[place] = []
    for word in words { merge(left, right, into: result, in: Int(word)) }
    made.sort()
    for (index, key) in made.enumerated() where index == 0 || made[index - 1] != key {
      guard let place = places[key], counts[place] > 0 else { continue }
      push(Candidate(count: counts[place], key: key))
    }
    made.removeAll(keepingCapacity: true)
  }

  private mutating func merge(
    _ left: TokenID, _ right: TokenID, into result: TokenID, in word: Int
  ) {
    let start = starts[word]
    let end = start + lengths[word]
    let weight = weights[word]
    var write = start
    var read = start
    while read < end {
      guard read + 1 < end, tokens[read] == left, tokens[read + 1] == right else {
        tokens[write] = tokens[read]
        write += 1
        read += 1
        continue
      }
      change(left, right, by: -weight, in: word)
      if write > start {
        change(tokens[write - 1], left, by: -weight, in: word)
        change(tokens[write - 1], result, by: weight, in: word)
      }
      if read + 2 < end {
        change(right, tokens[read + 2], by: -weight, in: word)
        change(result, tokens[read + 2], by: weight, in: word)
      }
      tokens[write] = result
      write += 1
      read += 2
    }
    lengths[word] = write - start
  }

  private mutating func change(_ left: TokenID, _ right: TokenID, by amount: Int, in word: Int) {
    let key = PairCounts.key(left, right)
    guard let place = places[key] else {
      places[key] = counts.count
      counts.append(amount)
      occurrences.append([Int32(word)])
      made.append(key)
      return
    }
    counts[place] += amount
    guard amount > 0 else { return }
    if occurrences[place].last != Int32(word) { occurrences[place].append(Int32(word)) }
    made.append(key)
  }

  private mutating func push(_ candidate: Candidate) {
    heap.append(candidate)
    var index = heap.count - 1
    while index > 0, candidate.precedes(heap[(index - 1) / 2]) {
      heap[index] = heap[(index - 1) / 2]
      index = (index - 1) / 2
    }
    heap[index] = candidate
  }

  private mutating func popFirst() -> Candidate? {
    guard let first = heap.first else { return nil }
    let last = heap.removeLast()
    guard !heap.isEmpty else { return first }
    var index = 0
    while 2 * index + 1 < heap.count {
      var child = 2 * index + 1
      if child + 1 < heap.count, heap[child + 1].precedes(heap[child]) { child += 1 }
      guard heap[child].precedes(last) else { break }
      heap[index] = heap[child]
      index = child
    }
    heap[index] = last
    return first
  }
}
