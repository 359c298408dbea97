// SPDX-License-Identifier: Apache-2.0

/// Collects little-endian values.
struct ByteWriter {
  /// What was collected.
  private(set) var bytes: [UInt8] = []

  /// Adds a whole number.
  mutating func append(_ number: some FixedWidthInteger) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// Adds bytes.
  mutating func append(contentsOf more: some Sequence<UInt8>) {
    bytes.append(contentsOf: more)
  }

  /// Adds a length of 64 bits and the bytes of a text.
  mutating func append(_ text: String) {
    append(UInt64(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  /// Adds zeros up to a multiple of an alignment.
  mutating func fill(to alignment: Int) {
    let rest = bytes.count % alignment
    if rest > 0 { bytes.append(contentsOf: repeatElement(0, count: alignment - rest)) }
  }
}
