// SPDX-License-Identifier: Apache-2.0

import CDivSufSort

/// All suffixes of a text in the order of their bytes: finds matches of any length and counts them.
///
/// Built by Debian's libdivsufsort (Yuta Mori) in O(n log n) with 5 bytes for each byte of the text;
/// Manber and Myers, "Suffix Arrays: A New Method for On-Line String Searches", 1993,
/// doi:10.1137/0222058. Slower to build than `CorpusIndex` by far, and without its least length.
public struct SuffixArray: Sendable {
  /// The text.
  public let text: [UInt8]
  /// Where each suffix begins, in ascending order of suffixes; one that begins another comes first.
  public let suffixes: [Int32]

  /// Sorts the suffixes of a text.
  ///
  /// - Parameter text: The text, below 2 GiB.
  /// - Throws: ATK003 for a longer text, ATK007 without the memory.
  public init(_ text: [UInt8]) throws(AttacksError) {
    guard text.count <= Int(Int32.max) else {
      throw AttacksError(
        .tooLarge, "A suffix array of \(text.count) bytes does not fit 32 bits.",
        remedy: "Use the anchor index, or sort parts below 2 GiB.")
    }
    self.text = text
    var status: Int32 = 0
    suffixes = [Int32](unsafeUninitializedCapacity: text.count) { suffixes, count in
      if !text.isEmpty {
        status = divsufsort(text, suffixes.baseAddress, Int32(text.count))
      }
      count = status == 0 ? text.count : 0
    }
    guard status == 0 else {
      throw AttacksError(
        .outOfMemory, "The suffixes of \(text.count) bytes could not be sorted.",
        remedy: "Free memory and try again.", cause: nil)
    }
  }

  /// Returns how often the bytes occur, overlapping occurrences each counted; O(length log n).
  ///
  /// - Parameter pattern: The bytes; where there are none, every place of the text counts.
  /// - Returns: The number of occurrences.
  public func occurrenceCount(of pattern: ArraySlice<UInt8>) -> Int {
    ranks(of: pattern).count
  }

  /// Returns where the bytes occur, in ascending order.
  public func occurrences(of pattern: ArraySlice<UInt8>) -> [Int] {
    suffixes[ranks(of: pattern)].map { Int($0) }.sorted()
  }

  /// Returns the longest beginning of the query that occurs in the text; O(length log n).
  ///
  /// - Parameter query: The bytes.
  /// - Returns: Its length, and the place of one occurrence, which is the first by order of suffixes
  ///   among the neighbours of the query; the place is 0 for length 0.
  public func longestPrefix(of query: ArraySlice<UInt8>) -> (length: Int, offset: Int) {
    let rank = partition { isSuffix($0, below: query, orBeginningWithIt: false) }
    var best = (length: 0, offset: 0)
    // The neighbours in the order share the longest beginnings with the query.
    for neighbour in [rank - 1, rank] where suffixes.indices.contains(neighbour) {
      let offset = Int(suffixes[neighbour])
      let length = sharedLength(offset, query)
      if length > best.length { best = (length, offset) }
    }
    return best
  }

  /// Returns the stretches of the query that occur in the text and lie within no longer one.
  ///
  /// - Parameters:
  ///   - query: The text to look up.
  ///   - minimumLength: The shortest stretch to report, at least 1 byte.
  /// - Returns: The spans by beginning.
  public func spans(of query: [UInt8], minimumLength: Int = 1) -> [VerbatimSpan] {
    precondition(minimumLength > 0, "a stretch has a length")
    var spans: [VerbatimSpan] = []
    var reach = 0
    for start in query.indices {
      let length = longestPrefix(of: query[start...]).length
      guard length >= minimumLength, start + length > reach else { continue }
      reach = start + length
      let ranks = ranks(of: query[start..<reach])
      spans.append(
        VerbatimSpan(
          range: start..<reach, firstOffset: suffixes[ranks].min().map { Int($0) } ?? 0,
          occurrenceCount: ranks.count))
    }
    return spans
  }

  /// The suffixes that begin with the bytes.
  private func ranks(of pattern: ArraySlice<UInt8>) -> Range<Int> {
    let first = partition { isSuffix($0, below: pattern, orBeginningWithIt: false) }
    let last = partition { isSuffix($0, below: pattern, orBeginningWithIt: true) }
    return first..<last
  }

  /// The first rank at which a condition, true up to some rank, is false.
  private func partition(_ holds: (Int) -> Bool) -> Int {
    var low = 0
    var high = suffixes.count
    while low < high {
      let middle = (low + high) / 2
      if holds(Int(suffixes[middle])) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func isSuffix(
    _ offset: Int, below pattern: ArraySlice<UInt8>, orBeginningWithIt isIncluded: Bool
  ) -> Bool {
    let shared = sharedLength(offset, pattern)
    if shared == pattern.count { return isIncluded }
    return offset + shared == text.count
      || text[offset + shared] < pattern[pattern.startIndex + shared]
  }

  private func sharedLength(_ offset: Int, _ pattern: ArraySlice<UInt8>) -> Int {
    let limit = min(pattern.count, text.count - offset)
    var count = 0
    while count < limit, text[offset + count] == pattern[pattern.startIndex + count] { count += 1 }
    return count
  }
}
