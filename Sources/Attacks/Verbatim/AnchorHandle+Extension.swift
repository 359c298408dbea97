// SPDX-License-Identifier: Apache-2.0

extension AnchorHandle {
  /// Returns the stretch around an anchor that was found, or nil where this is not its first meeting.
  ///
  /// - Parameters:
  ///   - start: Where the anchor begins among the indexed bytes.
  ///   - place: Where the same gram begins in the probe.
  ///   - probe: The bytes that are looked up.
  ///   - text: The indexed text that was met last; set to the one that holds the anchor. Equal anchors
  ///     often lie in one text.
  /// - Returns: The stretch, within one indexed text.
  func extended(
    _ start: Int, _ place: Int, _ probe: UnsafeBufferPointer<UInt8>, in text: inout Range<Int>
  ) -> CommonStretch? {
    if !text.contains(start) {
      let number = AnchorIndex.textNumber(at: start, among: borders)
      text = borders[number]..<borders[number + 1]
    }
    let room = min(strides.period, start - text.lowerBound, place)
    if room == strides.period,
      commonPrefix(start - room, place - room, limit: room, probe) == room
    {
      return nil
    }
    let left = commonSuffix(start, place, limit: room, probe)
    let after = (start + GramHash.width, place + GramHash.width)
    let limit = min(text.upperBound - after.0, probe.count - after.1)
    let right = commonPrefix(after.0, after.1, limit: limit, probe)
    return CommonStretch(
      indexed: start - left, probe: place - left, length: left + GramHash.width + right,
      isOpen: right == probe.count - after.1 && right < text.upperBound - after.0)
  }

  /// Returns how many bytes from two places on are equal.
  ///
  /// - Parameters:
  ///   - start: A place among the indexed bytes.
  ///   - place: A place in the probe.
  ///   - limit: How many bytes are there on both sides.
  ///   - probe: The bytes that are looked up.
  /// - Returns: The number, at most the limit.
  @inline(__always)
  func commonPrefix(_ start: Int, _ place: Int, limit: Int, _ probe: UnsafeBufferPointer<UInt8>)
    -> Int
  {
    guard limit > 0, let text = text.baseAddress, let bytes = probe.baseAddress else { return 0 }
    let left = UnsafeRawPointer(text + start)
    let right = UnsafeRawPointer(bytes + place)
    var count = 0
    while count &+ 8 <= limit {
      let difference =
        left.loadUnaligned(fromByteOffset: count, as: UInt64.self)
        ^ right.loadUnaligned(fromByteOffset: count, as: UInt64.self)
      if difference != 0 { return count &+ difference.littleEndian.trailingZeroBitCount / 8 }
      count &+= 8
    }
    while count < limit, text[start &+ count] == bytes[place &+ count] { count &+= 1 }
    return count
  }

  /// Returns how many bytes before two places are equal, at most the limit.
  private func commonSuffix(
    _ start: Int, _ place: Int, limit: Int, _ probe: UnsafeBufferPointer<UInt8>
  ) -> Int {
    var count = 0
    while count < limit, text[start - count - 1] == probe[place - count - 1] { count += 1 }
    return count
  }
}
