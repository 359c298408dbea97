// SPDX-License-Identifier: Apache-2.0

extension [UInt8] {
  /// Returns the little-endian whole number at the offset, or nil where it would not end in time.
  func littleEndian<Word: FixedWidthInteger & UnsignedInteger>(
    _ type: Word.Type = Word.self, at offset: Int
  ) -> Word? {
    let width = Word.bitWidth / 8
    guard offset >= 0, offset <= count - width else { return nil }
    var word: Word = 0
    for index in 0..<width { word |= Word(self[offset + index]) << (8 * index) }
    return word
  }

  /// Appends the whole number's bytes, the lowest first.
  mutating func appendLittleEndian(_ word: some FixedWidthInteger) {
    for index in 0..<word.bitWidth / 8 {
      append(UInt8(truncatingIfNeeded: word >> (8 * index)))
    }
  }
}

extension ArraySlice<UInt8> {
  /// Returns the bytes as little-endian single-precision numbers.
  func floats() -> [Float] {
    precondition(count % 4 == 0, "a float has four bytes")
    var values = [Float](repeating: 0, count: count / 4)
    for index in values.indices {
      let place = startIndex + index * 4
      let low = UInt32(self[place]) | UInt32(self[place + 1]) << 8
      let high = UInt32(self[place + 2]) | UInt32(self[place + 3]) << 8
      values[index] = Float(bitPattern: low | high << 16)
    }
    return values
  }

  /// Returns the bytes as little-endian double-precision numbers.
  func doubles() -> [Double] {
    precondition(count % 8 == 0, "a double has eight bytes")
    return stride(from: startIndex, to: endIndex, by: 8).map { place in
      var word: UInt64 = 0
      for index in 0..<8 { word |= UInt64(self[place + index]) << (8 * index) }
      return Double(bitPattern: word)
    }
  }
}

/// Multiplies sizes; nil where the product does not fit.
func product(_ sizes: [Int]) -> Int? {
  var product = 1
  for size in sizes {
    let (next, overflow) = product.multipliedReportingOverflow(by: size)
    if overflow { return nil }
    product = next
  }
  return product
}
