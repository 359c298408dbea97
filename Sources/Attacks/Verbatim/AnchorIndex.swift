// SPDX-License-Identifier: Apache-2.0

/// Texts and where each of their aligned 25-byte grams (anchors) lies.
///
/// Anchors start at every `stride`-th byte of the texts put end to end; one that two texts share is left
/// out. Grams of another text are looked up at every `probeStride`-th place. The strides have no common
/// divisor, so wherever both texts agree, an anchor and a look-up meet once in `period` bytes: any
/// agreement of `period + 24` bytes and more is met and can be extended both ways. Grabowski and Bieniecki,
/// "copMEM: Finding Maximal Exact Matches via Sampling Both Genomes", 2019,
/// doi:10.1093/bioinformatics/bty670. Equal anchors hang in one chain and all are visited: nothing is
/// capped.
///
/// Takes, beyond the texts, between 8 and 12 bytes an anchor.
struct AnchorIndex: Sendable {
  /// How far apart anchors and look-ups lie.
  struct Strides: Equatable, Sendable {
    /// The bytes from one anchor to the next.
    var anchors: Int
    /// The bytes from one look-up to the next.
    var probes: Int

    /// The bytes from one meeting to the next where two texts agree.
    var period: Int { anchors * probes }

    /// Few anchors, and look-ups everywhere: for large texts that short ones are looked up in.
    static let sparse = Strides(anchors: 25, probes: 1)
    /// More anchors, and fewer look-ups: for short texts past which large ones are streamed.
    static let dense = Strides(anchors: 5, probes: 4)
  }

  /// The shortest agreement that is sure to be met, with either strides.
  static let shortestExact = 2 * GramHash.width - 1
  /// The least bits of the filter for each anchor; a word of it holds three bits of every gram.
  private static let filterBits = 16

  /// How many anchors are hashed before any is put in.
  private static let blockCount = 512

  /// How far apart anchors and look-ups lie.
  let strides: Strides
  /// The texts, end to end.
  let text: [UInt8]
  /// Where each text begins, and where the last ends: `[texts + 1]`.
  let borders: [Int]
  /// Words that tell most grams that are no anchor from those that are; a power of two of them.
  private var filter: [UInt64]
  /// One more than the last anchor of each chain, or 0; a power of two of them.
  private var heads: [UInt32]
  /// One more than the anchor before each in its chain, or 0.
  private var previous: [UInt32]

  /// Indexes texts that lie end to end; O(bytes).
  ///
  /// - Parameters:
  ///   - text: The texts.
  ///   - borders: Where each begins, and where the last ends, in ascending order.
  ///   - strides: How far apart anchors and look-ups lie.
  /// - Throws: ATK003 where there are more anchors than 32 bits count (about 100 GB).
  init(text: [UInt8], borders: [Int], strides: Strides) throws(AttacksError) {
    precondition(borders.first == 0 && borders.last == text.count, "borders enclose the text")
    let anchorCount = max(0, text.count - GramHash.width + strides.anchors) / strides.anchors
    guard anchorCount < Int(UInt32.max) else {
      throw AttacksError(
        .tooLarge, "\(text.count) bytes are too many for one verbatim index.",
        remedy: "Stream the corpus past an index of the outputs.")
    }
    self.strides = strides
    self.text = text
    self.borders = borders
    let wordCount = AnchorIndex.powerOfTwo(anchorCount * AnchorIndex.filterBits / 64)
    filter = [UInt64](repeating: 0, count: wordCount)
    heads = [UInt32](repeating: 0, count: AnchorIndex.powerOfTwo(anchorCount / 2))
    previous = [UInt32](repeating: 0, count: anchorCount)
    insertAnchors()
  }

  /// Puts texts end to end and indexes them.
  init(_ texts: [[UInt8]], strides: Strides) throws(AttacksError) {
    var borders = [0]
    var joined: [UInt8] = []
    joined.reserveCapacity(texts.reduce(0) { $0 + $1.count })
    for text in texts {
      joined.append(contentsOf: text)
      borders.append(joined.count)
    }
    try self.init(text: joined, borders: borders, strides: strides)
  }

  /// The bytes that the index takes beyond the texts.
  var byteCount: Int {
    filter.count * 8 + heads.count * 4 + previous.count * 4 + borders.count * 8
  }

  /// Returns the text that holds a byte.
  func textNumber(at place: Int) -> Int {
    borders.withUnsafeBufferPointer { AnchorIndex.textNumber(at: place, among: $0) }
  }

  /// Calls the closure with pointers to the index; they must not leave it.
  func withHandle<Result, Failure: Error>(
    _ body: (AnchorHandle) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    // Nested one by one, since each pointer lives for its closure alone.
    try text.withUnsafeBufferPointer { text throws(Failure) in
      try borders.withUnsafeBufferPointer { borders throws(Failure) in
        try filter.withUnsafeBufferPointer { filter throws(Failure) in
          try heads.withUnsafeBufferPointer { heads throws(Failure) in
            try previous.withUnsafeBufferPointer { previous throws(Failure) in
              try body(
                AnchorHandle(
                  strides: strides, text: text, borders: borders, filter: filter, heads: heads,
                  previous: previous))
            }
          }
        }
      }
    }
  }

  /// Returns the last text that begins at or before a place.
  static func textNumber(at place: Int, among borders: UnsafeBufferPointer<Int>) -> Int {
    var low = 0
    var high = borders.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if borders[middle] <= place { low = middle } else { high = middle }
    }
    return low
  }

  /// The three bits of a gram within its word of the filter.
  @inline(__always)
  static func filterMask(_ hash: UInt64) -> UInt64 {
    1 &<< (hash &>> 22 & 63) | 1 &<< (hash &>> 28 & 63) | 1 &<< (hash &>> 34 & 63)
  }

  /// Hashes anchors a block at a time and asks for their memory before it is needed.
  private mutating func insertAnchors() {
    let filterEnd = UInt64(filter.count - 1)
    let headEnd = UInt64(heads.count - 1)
    var hashes = [UInt64](repeating: 0, count: AnchorIndex.blockCount)
    var block = 0
    while block < previous.count {
      let anchors = block..<min(previous.count, block + AnchorIndex.blockCount)
      hash(anchors, into: &hashes)
      for anchor in anchors where isWhole(anchor) {
        let hash = hashes[anchor - block]
        filter[Int(hash & filterEnd)] |= AnchorIndex.filterMask(hash)
        let chain = Int(hash & headEnd)
        previous[anchor] = heads[chain]
        heads[chain] = UInt32(anchor + 1)
      }
      block = anchors.upperBound
    }
  }

  /// Whether an anchor lies within one text.
  private func isWhole(_ anchor: Int) -> Bool {
    if borders.count == 2 { return true }
    let start = anchor * strides.anchors
    return start + GramHash.width <= borders[textNumber(at: start) + 1]
  }

  private func hash(_ anchors: Range<Int>, into hashes: inout [UInt64]) {
    withHandle { handle in
      guard let bytes = handle.text.baseAddress else { return }
      for anchor in anchors {
        let hash = GramHash.hash(bytes + anchor * strides.anchors)
        hashes[anchor - anchors.lowerBound] = hash
        handle.prefetch(hash)
      }
    }
  }

  /// The smallest power of two above the number, at least 1 and at most 2^31.
  private static func powerOfTwo(_ number: Int) -> Int {
    1 << min(31, Int.bitWidth - max(number, 0).leadingZeroBitCount)
  }
}
