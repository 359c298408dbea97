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
/// Valid within `AnchorIndex.withHandle` alone. Every byte of a corpus passes here, and the filter does not
/// fit the nearest caches: so places are hashed in blocks, and memory is asked for before it is needed. In
/// turn with a version that rolled a hash over every place, on a machine with other work, 10 MB of outputs
/// and 300 MB took 280 to 390 MB/s of processor time against 131 to 145.
struct AnchorHandle {
  let strides: AnchorIndex.Strides
  let text: UnsafeBufferPointer<UInt8>
  let borders: UnsafeBufferPointer<Int>
  let filter: UnsafeBufferPointer<UInt64>
  let heads: UnsafeBufferPointer<UInt32>
  let previous: UnsafeBufferPointer<UInt32>

  /// The number of places that are hashed before any is looked up.
  private static let blockCount = 512

  /// Reports every stretch whose first meeting with an anchor lies at one of the places, exactly once.
  ///
  /// A meeting that is not the first is told by the `period` bytes before it, which agree too. So the
  /// probe must hold, before the places, as many of its true bytes, or its beginning.
  /// O(places + pairs of equal grams + lengths of stretches).
  ///
  /// - Parameters:
  ///   - probe: The bytes that are looked up.
  ///   - places: Where grams may begin; the first is looked up, and every `probes`-th after it. Each ends
  ///     within the probe.
  ///   - report: Takes each stretch, of any length from 25 on; those of `period + 24` and more are all
  ///     there.
  func scan(
    _ probe: UnsafeBufferPointer<UInt8>, places: Range<Int>, report: (CommonStretch) -> Void
  ) {
    guard let bytes = probe.baseAddress, !text.isEmpty, !places.isEmpty else { return }
    precondition(
      places.lowerBound >= 0 && places.upperBound <= probe.count - GramHash.width + 1,
      "grams lie within the probe")
    let step = strides.probes
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: AnchorHandle.blockCount) { hashes in
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: AnchorHandle.blockCount) { passed in
        guard let hashes = hashes.baseAddress, let passed = passed.baseAddress else { return }
        var start = places.lowerBound
        while start < places.upperBound {
          let rest = (places.upperBound - start + step - 1) / step
          let count = min(rest, AnchorHandle.blockCount)
          hash(bytes + start, count: count, into: hashes)
          let passedCount = select(hashes, count: count, into: passed)
          for number in 0..<passedCount {
            let probeNumber = Int(passed[number])
            lookUp(hashes[probeNumber], start + probeNumber * step, probe, report)
          }
          start += count * step
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
    guard let filter = filter.baseAddress else { return }
    let filterEnd = UInt64(self.filter.count - 1)
    let step = strides.probes
    for number in 0..<count {
      let hash = GramHash.hash(bytes + number &* step)
      hashes[number] = hash
      pk_prefetch(filter + Int(hash & filterEnd))
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
    var text = 0..<0
    while link != 0 {
      let anchor = Int(link - 1)
      link = previous[anchor]
      let start = anchor * strides.anchors
      if commonPrefix(start, place, limit: GramHash.width, probe) == GramHash.width,
        let stretch = extended(start, place, probe, in: &text)
      {
        report(stretch)
      }
    }
  }
}
