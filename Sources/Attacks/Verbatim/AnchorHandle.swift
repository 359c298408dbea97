// SPDX-License-Identifier: Apache-2.0

import CKernels

/// A stretch that an indexed text and a probe share, which neither end can extend.
struct CommonStretch {
  /// Where it begins among the indexed bytes.
  var indexed: Int
  /// Where it begins in the probe.
  var probe: Int
  /// Its length in bytes.
  var length: Int
  /// Whether the probe's end alone stopped it, so that bytes that follow may extend it.
  var isOpen: Bool
}

/// An anchor index as pointers: the loops that look at every byte.
///
/// Valid within `AnchorIndex.withHandle` alone. Each byte of a corpus passes here. Working in blocks, so
/// that memory is asked for before it is needed, took a scan past 10 MB of outputs from 105 to 130 MB/s
/// a core (medians on a machine that did other work as well); the filter does not fit the cache nearby.
struct AnchorHandle {
  let text: UnsafeBufferPointer<UInt8>
  let borders: UnsafeBufferPointer<Int>
  let filter: UnsafeBufferPointer<UInt64>
  let heads: UnsafeBufferPointer<UInt32>
  let previous: UnsafeBufferPointer<UInt32>
  let words: UnsafeBufferPointer<UInt64>

  /// The number of places that are hashed before any is looked up.
  private static let blockCount = 512

  /// Reports every stretch whose first anchor lies at one of the places of the probe, exactly once.
  ///
  /// An anchor that is not the first of its stretch is told by the 25 bytes before it, which are
  /// common too. So the probe must hold, before the places, its true 25 bytes or its beginning.
  /// O(places + pairs of equal grams + lengths of stretches).
  ///
  /// - Parameters:
  ///   - probe: The bytes that are looked up.
  ///   - places: Where the grams that are looked up begin; each ends within the probe.
  ///   - report: Takes each stretch, of any length from 25 on; those of 49 and more are all there.
  func scan(
    _ probe: UnsafeBufferPointer<UInt8>, places: Range<Int>, report: (CommonStretch) -> Void
  ) {
    guard let bytes = probe.baseAddress, !text.isEmpty, !places.isEmpty else { return }
    precondition(
      places.lowerBound >= 0 && places.upperBound <= probe.count - GramHash.width + 1,
      "grams lie within the probe")
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: AnchorHandle.blockCount) { hashes in
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: AnchorHandle.blockCount) { passed in
        guard let hashes = hashes.baseAddress, let passed = passed.baseAddress else { return }
        var start = places.lowerBound
        while start < places.upperBound {
          let end = min(places.upperBound, start + AnchorHandle.blockCount)
          hash(bytes + start, count: end - start, into: hashes)
          let count = select(hashes, count: end - start, into: passed)
          for number in 0..<count {
            let offset = Int(passed[number])
            lookUp(hashes[offset], start + offset, probe, report)
          }
          start = end
        }
      }
    }
  }

  /// Asks for the memory in which a hash is looked up.
  func prefetch(_ hash: UInt64) {
    guard let filter = filter.baseAddress, let heads = heads.baseAddress else { return }
    pk_prefetch(filter + Int(hash & UInt64(self.filter.count - 1)))
    pk_prefetch(heads + Int(hash & UInt64(self.heads.count - 1)))
  }

  /// Writes the hash of the gram at each place, and asks for the word of the filter that it needs.
  @inline(__always)
  private func hash(
    _ bytes: UnsafePointer<UInt8>, count: Int, into hashes: UnsafeMutablePointer<UInt64>
  ) {
    guard let words = words.baseAddress, let filter = filter.baseAddress else { return }
    let filterEnd = UInt64(self.filter.count - 1)
    // Without its last byte, which enters at the first place.
    var rest = GramHash.hash(bytes, count: GramHash.width - 1, words)
    for place in 0..<count {
      let entering = words[Int(bytes[place &+ GramHash.width &- 1])]
      let leaving = words[256 &+ Int(bytes[place])]
      let turned = GramHash.rotated(rest, by: 1)
      let whole = turned ^ entering
      hashes[place] = whole
      pk_prefetch(filter + Int(whole & filterEnd))
      rest = turned ^ (entering ^ leaving)
    }
  }

  /// Writes the places whose hash passes the filter, in order, and returns how many they are.
  ///
  /// Nothing in the loop waits for the filter's answer: every place is written, and overwritten by the
  /// next unless it passed.
  @inline(__always)
  private func select(
    _ hashes: UnsafePointer<UInt64>, count: Int, into passed: UnsafeMutablePointer<UInt32>
  ) -> Int {
    guard let filter = filter.baseAddress, let heads = heads.baseAddress else { return 0 }
    let filterEnd = UInt64(self.filter.count - 1)
    var passedCount = 0
    for place in 0..<count {
      let hash = hashes[place]
      let mask = AnchorIndex.filterMask(hash)
      let missing = ~filter[Int(hash & filterEnd)] & mask
      passed[passedCount] = UInt32(truncatingIfNeeded: place)
      passedCount &+= missing == 0 ? 1 : 0
    }
    let headEnd = UInt64(self.heads.count - 1)
    for number in 0..<passedCount {
      pk_prefetch(heads + Int(hashes[Int(passed[number])] & headEnd))
    }
    return passedCount
  }

  /// Visits all anchors in the chain of a hash.
  @inline(__always)
  private func lookUp(
    _ hash: UInt64, _ place: Int, _ probe: UnsafeBufferPointer<UInt8>,
    _ report: (CommonStretch) -> Void
  ) {
    var link = heads[Int(hash & UInt64(heads.count - 1))]
    while link != 0 {
      let anchor = Int(link - 1)
      link = previous[anchor]
      let start = anchor * GramHash.width
      if commonPrefix(start, place, limit: GramHash.width, probe) == GramHash.width,
        let stretch = extended(start, place, probe)
      {
        report(stretch)
      }
    }
  }
}
